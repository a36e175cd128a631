import { parseArgs } from "node:util";
import type { Clock } from "../clock.ts";
import type { ConfigOutcome } from "../config.ts";
import { examine } from "./doctor/doctor.ts";
import { findingsAsJson, findingsAsText } from "./doctor/print-findings.ts";

export interface TaskContext {
  readonly outcome: ConfigOutcome;
  readonly clock: Clock;
  readonly print: (text: string) => void;
}

/** What an operator runs beside the bot. @returns the exit code */
type Task = (given: string[], context: TaskContext) => Promise<number>;

const tasks: Readonly<Record<string, Task>> = { doctor };

/** Runs a task by its name, as `npm run doctor -- --json` names it. */
export async function runTask(name: string, given: string[], context: TaskContext): Promise<number> {
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task === undefined) {
    context.print(`Easel knows no task “${name}”. There are: ${Object.keys(tasks).join(", ")}.\n`);
    return WRONG_USE;
  }
  try {
    return await task(given, context);
  } catch (error) {
    if (!isWrongUse(error)) throw error;
    context.print(`${error.message}\n`);
    return WRONG_USE;
  }
}

const WRONG_USE = 2;

function isWrongUse(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

async function doctor(given: string[], { outcome, clock, print }: TaskContext): Promise<number> {
  const { values } = parseArgs({ args: given, options: { json: { type: "boolean", default: false } } });
  const findings = await examine(outcome, clock);
  print(values.json ? findingsAsJson(findings) : findingsAsText(findings));
  return findings.some(({ level }) => level === "problem") ? 1 : 0;
}
