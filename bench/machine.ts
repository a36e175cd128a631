import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

/** Where and when something was measured. */
export interface Setting {
  readonly machine: string;
  readonly date: string;
  /** With a plus where files were changed since. */
  readonly commit: string;
}

export function presentSetting(): Setting {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const cores = `${cpus().length} cores`;
  const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cores}, ${gigabytes} GB, Node ${process.version}`;
  return { machine, date: new Date().toISOString().slice(0, 10), commit: commitOf(git) };
}

function commitOf(ask: (...given: string[]) => string): string {
  try {
    return ask("rev-parse", "--short", "HEAD").trim() + (ask("status", "--porcelain", "-uno").trim() === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}

function git(...given: string[]): string {
  return execFileSync("git", given, {
    cwd: import.meta.dirname,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}
