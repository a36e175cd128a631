import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Prints the name of each package that is loaded. */
const HOOK = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const [, name] = found.url.match(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/) ?? [];
    if (name) console.log(name);
    return found;
  },
});`;

/** Runs a program in a process of its own. @returns what it prints, and between that each package it loads, a line each */
export async function loadedPackages(program: string, ...given: string[]): Promise<string> {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const { stdout } = await run(process.execPath, ["--import", hook, "--input-type=module", "-e", program, ...given]);
  return stdout;
}
