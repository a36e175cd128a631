import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");
/** What most files of a start belong to, and what is plain JavaScript. */
const PACKED = [
  "discord.js",
  "undici",
  "kysely",
  "kysely/migration",
  "zod",
  "ajv/dist/2020.js",
  "yaml",
  "@zip.js/zip.js",
  "obscenity",
  "csv-stringify/sync",
  "file-type",
];
/** Whatever changes how they are packed. */
const FORMAT = 1;
const NEVER_INSTALLED = ["zlib-sync", "bufferutil", "utf-8-validate", "erlpack"];

let packed: Promise<string> | null = null;

/**
 * Packages as one file each: finding two thousand files is a third of what a start of the program costs, and plans start
 * it thousands of times. Its own sources stay as they are. @returns the module for `node --import`
 */
export function packedPackages(): Promise<string> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<string> {
  const lock = readFileSync(join(ROOT, "package-lock.json"));
  const key = createHash("sha256").update(`${FORMAT} ${process.version} ${ROOT}`).update(lock).digest("hex");
  const place = join(tmpdir(), `easel-chaos-packages-${process.getuid?.() ?? ""}-${key.slice(0, 16)}`);
  const hook = join(place, "use-packed.mjs");
  if (existsSync(hook)) return hook;
  // Several harnesses may come at once: whoever is first has made it.
  const making = `${place}-${randomUUID()}`;
  await buildAll(making);
  writeFileSync(join(making, "use-packed.mjs"), hookText());
  try {
    renameSync(making, place);
  } catch {
    rmSync(making, { recursive: true });
  }
  return hook;
}

async function buildAll(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const require = `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(join(ROOT, "package.json"))});`;
  const places = `const __filename = import.meta.filename, __dirname = import.meta.dirname;`;
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(PACKED.map((name) => [fileOf(name), name])),
    plugins: [sameNames],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: `node${process.versions.node}`,
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    external: NEVER_INSTALLED,
    banner: { js: `${require}${places}` },
    logLevel: "error",
  });
}

/** Node finds out by which names a CommonJS module can be imported; packed, it must be told. */
const sameNames: Plugin = {
  name: "same-names",
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === "entry-point" ? { path, namespace: "entry" } : null,
    );
    builder.onLoad({ filter: /.*/, namespace: "entry" }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const given = names.filter((name) => name !== "default" && name !== "module.exports");
      const own = names.includes("default") ? "export default all.default;" : "";
      const from = names.includes("module.exports") ? "all.default" : "all";
      const text = `import * as all from ${JSON.stringify(path)}; export const { ${given.join(", ")} } = ${from}; ${own}`;
      return { contents: text, resolveDir: ROOT };
    });
  },
};

function hookText(): string {
  const files = Object.fromEntries(PACKED.map((name) => [name, `./${fileOf(name)}.mjs`]));
  const sources = `${pathToFileURL(join(ROOT, "src")).href}/`;
  return `import { registerHooks } from "node:module";
const files = new Map(Object.entries(${JSON.stringify(files)}));
registerHooks({
  resolve(name, context, next) {
    const file = context.parentURL?.startsWith(${JSON.stringify(sources)}) ? files.get(name) : undefined;
    if (file === undefined) return next(name, context);
    return { url: new URL(file, import.meta.url).href, format: "module", shortCircuit: true };
  },
});
`;
}

function fileOf(name: string): string {
  return name.replace(/\W+/g, "-");
}
