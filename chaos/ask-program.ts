import { readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastProgram } from "./program.ts";

/** What child/fast-time.ts tells of its process. */
export interface ProcessAnswer {
  readonly memory: NodeJS.MemoryUsage;
  /** Kinds of what keeps Node's loop awake. */
  readonly resources: readonly string[];
  /** How many moments between two writes have passed, at which it could have been struck dead. */
  readonly moments: number;
}

const LOOK_MS = 50;

/** Asks a running program about its process, after its garbage is collected where it may be. */
export async function askProgram(program: FastProgram): Promise<ProcessAnswer> {
  const answerFile = `${program.commandFile}.answer`;
  rmSync(answerFile, { force: true });
  program.command("memory");
  for (;;) {
    await sleep(LOOK_MS);
    const text = readText(answerFile);
    if (text !== "") return JSON.parse(text);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
