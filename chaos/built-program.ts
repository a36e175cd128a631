import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

export interface BuiltProgram {
  /** The path of its main file. */
  readonly main: string;
  /** Where its compiled code is kept between starts. */
  readonly compileCache: string;
}

const ROOT = resolve(import.meta.dirname, "..");
let built: BuiltProgram | null = null;

/**
 * The program as servers run it, built at the first call (build/main.ts) and gone with this process: it starts with half
 * the work of its sources, and plans are made of starts.
 */
export function builtProgram(): BuiltProgram {
  built ??= build();
  return built;
}

function build(): BuiltProgram {
  // Where packages are found from, and nobody else looks.
  const directory = mkdtempSync(join(ROOT, "node_modules/.easel-chaos-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  execFileSync(process.execPath, [join(ROOT, "build/main.ts"), directory]);
  const compileCache = join(directory, ".compiled");
  mkdirSync(compileCache);
  // The program may run as somebody else: disk.ts.
  chmodSync(directory, 0o755);
  chmodSync(compileCache, 0o777);
  return { main: join(directory, "main.js"), compileCache };
}
