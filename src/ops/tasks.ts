import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Clock } from "../clock.ts";
import type { ConfigOutcome } from "../config.ts";
import { UnusableDatabase } from "../storage/unusable-database.ts";
import { databaseSentence } from "../texts/database-sentences.ts";
import { archiveToS3 } from "./archive-to-s3.ts";
import { DatabaseInUse, endOpenJobs } from "./backup/end-open-jobs.ts";
import { makeBackup } from "./backup/make-backup.ts";
import { DATABASE_IN_USE, endedSentence, POSTGRES_BACKUP, POSTGRES_RESTORE } from "./backup/postgres-sentences.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { backupSentence, bucketSentence, restoreSentence } from "./backup/sentences.ts";
import { dataDirOf } from "./data-dir-of.ts";
import { examine } from "./doctor/doctor.ts";
import { findingsAsJson, findingsAsText } from "./doctor/print-findings.ts";
import { migrateToPostgres } from "./migrate-to-postgres.ts";
import { modelsTask } from "./models/models-task.ts";
import { smokeTask } from "./smoke/smoke-task.ts";

export interface TaskContext {
  readonly outcome: ConfigOutcome;
  readonly clock: Clock;
  readonly print: (text: string) => void;
}

/** What an operator runs beside the bot. @returns the exit code */
type Task = (given: string[], context: TaskContext) => Promise<number>;

const tasks: Readonly<Record<string, Task>> = {
  doctor,
  backup,
  restore,
  models,
  smoke: smokeTask,
  "archive-to-s3": archiveTask,
  "migrate-to-postgres": migrateTask,
};

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

async function archiveTask(given: string[], { outcome, clock, print }: TaskContext): Promise<number> {
  parseArgs({ args: given, options: {} });
  return archiveToS3(outcome, clock, print);
}

async function migrateTask(given: string[], { outcome, print }: TaskContext): Promise<number> {
  parseArgs({ args: given, options: {} });
  return migrateToPostgres(outcome, print);
}

async function models(given: string[], { outcome, print }: TaskContext): Promise<number> {
  return modelsTask(given, outcome, print);
}

async function backup(given: string[], context: TaskContext): Promise<number> {
  if (databaseUrlOf(context) !== null) return refuse(POSTGRES_BACKUP, context);
  const request = backupRequest(given, context);
  if (typeof request === "string") return refuse(request, context);
  const outcome = await makeBackup(request, context.clock);
  context.print(`${backupSentence(outcome, request.file, request.dataDir)}\n`);
  if (outcome.ok) context.print(bucketSentence(context.outcome));
  return outcome.ok ? 0 : 1;
}

async function restore(given: string[], context: TaskContext): Promise<number> {
  const url = databaseUrlOf(context);
  if (url !== null) return restoredPostgres(url, given, context);
  const request = backupRequest(given, context);
  if (typeof request === "string") return refuse(request, context);
  const outcome = await restoreBackup(request, context.clock);
  context.print(`${restoreSentence(outcome, request.file, request.dataDir)}\n`);
  return outcome.ok ? 0 : 1;
}

/** PostgreSQL's own tools bring the rows back; what was under way then is ended here, before the bot could pay it again. */
async function restoredPostgres(url: string, given: string[], context: TaskContext): Promise<number> {
  const options = { "end-open-jobs": { type: "boolean", default: false } } as const;
  const { values } = parseArgs({ args: given, options, allowPositionals: true });
  if (!values["end-open-jobs"]) return refuse(POSTGRES_RESTORE, context);
  try {
    const ended = await endOpenJobs({ url }, context.clock);
    context.print(`${endedSentence(ended)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UnusableDatabase || error instanceof DatabaseInUse)) throw error;
    const { found, todo } = error instanceof DatabaseInUse ? DATABASE_IN_USE : databaseSentence(error);
    context.print(`${found} ${todo}\n`);
    return 1;
  }
}

function databaseUrlOf({ outcome }: TaskContext): string | null {
  return outcome.mode === "real" ? outcome.config.databaseUrl : null;
}

/** `FILE [--replace]`, or what is wrong with what was given. */
function backupRequest(given: string[], { outcome }: TaskContext) {
  const options = { replace: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return "Name one file: npm run backup -- FILE, npm run restore -- FILE.";
  if (outcome.mode === "unusable") return outcome.problems.join("\n");
  return { dataDir: dataDirOf(outcome), file: resolve(file), replace: values.replace };
}

function refuse(sentence: string, { print }: TaskContext): number {
  print(`${sentence}\n`);
  return WRONG_USE;
}
