import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import type { Context, Hono } from "hono";

const FOLDER = import.meta.dirname;

/**
 * Nothing from elsewhere, ever: whatever a bot puts into a message, the page asks no other machine for anything.
 * The other loopback ports are for the sandbox relay's switches.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self' http://127.0.0.1:* http://localhost:*",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

interface Bundle {
  script: string;
  style: string;
}

/** Serves the chat page at `/`. It is bundled in memory, beginning now; requests wait for it. */
export function mountPage(app: Hono): void {
  const bundle = bundlePage();
  // Reported by whoever asks for the page; without this, Node would end the process first.
  bundle.catch(() => undefined);
  app.get("/", async (context) => serve(context, await readFile(`${FOLDER}/page.html`, "utf8"), "text/html"));
  app.get("/icon.svg", async (context) =>
    serve(context, await readFile(`${FOLDER}/icon.svg`, "utf8"), "image/svg+xml"),
  );
  app.get("/page.js", async (context) => serve(context, (await bundle).script, "text/javascript"));
  app.get("/page.css", async (context) => serve(context, (await bundle).style, "text/css"));
}

function serve(context: Context, body: string, type: string): Response {
  return context.body(body, 200, { ...HEADERS, "content-type": `${type}; charset=utf-8` });
}

async function bundlePage(): Promise<Bundle> {
  const built = await build({
    entryPoints: { page: `${FOLDER}/main.tsx`, style: `${FOLDER}/styles/page.css` },
    outdir: FOLDER,
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "silent",
  });
  const text = (name: string) => built.outputFiles.find((file) => file.path.endsWith(name))?.text ?? "";
  return { script: text("page.js"), style: text("style.css") };
}
