import { existsSync } from "node:fs";
import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import type { App, Started } from "./app.ts";
import { systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { createLogger, type Logger } from "./logger.ts";
import { putInPlace } from "./ops/backup/put-in-place.ts";
import { type DirectoryInUse, lockDirectory } from "./ops/directory-lock.ts";
import { giveBackMemory } from "./ops/give-back-memory.ts";
import { startInstruments } from "./ops/watching/instruments.ts";
import { startSentence } from "./texts/start-sentences.ts";

/** What runs, in the order in which it is stopped. */
const running: (() => Promise<void>)[] = [];
let stopping = false;
/** What a stop may take beyond the grace it gives to what is under way; past that something hangs. */
const STOP_SLACK_MS = 3_000;
let stopLimitMs = STOP_SLACK_MS;
/** What came in while nobody was there has its first answer by then. */
const SETTLED_MS = 2_000;

// Not by a flag of node: that prints a warning to every newcomer who has no such file.
if (existsSync(".env")) loadEnvFile();
const outcome = readConfig(process.env);
const [task, ...given] = process.argv.slice(2);
if (task !== undefined) {
  const { runTask } = await import("./ops/tasks.ts");
  const print = (text: string) => void process.stdout.write(text);
  process.exit(await runTask(task, given, { outcome, clock: systemClock, print }));
}
if (outcome.mode === "unusable") leave(outcome.problems.join("\n"));
// Not where Node would keep it, in a directory for everyone: whoever writes there writes the program.
enableCompileCache(join((outcome.mode === "real" ? outcome.config : outcome.sandbox).dataDir, ".compiled"));
const log =
  outcome.mode === "real"
    ? createLogger(outcome.config.logLevel, undefined, secretsOf(outcome.config))
    : createLogger(outcome.sandbox.logLevel);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop(log));
// Jobs that are paid for go on: one forgotten promise is no reason to let go of them all.
process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise failed in an unforeseen way"));

if (outcome.mode === "real") {
  const { invite, userInstall } = await start(outcome.config);
  const own = userInstall === null ? "" : `\nPeople add it to their own account with\n${userInstall}\n`;
  const how =
    invite === null ? "This worker runs jobs; gateways answer people." : `Invite it to a server with\n${invite}`;
  process.stdout.write(`\nEasel is ready. ${how}\n${own}\n`);
} else {
  const { startSandbox } = await import("../sandbox/start.ts");
  const { sandbox: options } = outcome;
  const sandbox = await holdAlone(join(options.dataDir, "sandbox"))
    .then(() => startSandbox(options, systemClock))
    .catch((error) => fail(error, options.dataDir));
  running.unshift(sandbox.stop);
  const local = readConfig({ ...process.env, ...sandbox.environment });
  if (local.mode !== "real") throw new Error("the sandbox gives every variable the bot needs");
  await start(local.config);
  process.stdout.write(
    `\nEasel's sandbox is ready. Open\n\n  ${sandbox.pageUrl}\n\nand type /flux prompt:a lighthouse at dusk\n\n`,
  );
}

/** What no line of the log may hold, wherever it comes from. */
function secretsOf({ discordToken, relayKey, databaseUrl, bucket }: Config): string[] {
  const { password } = new URL(databaseUrl ?? "postgres://");
  const ofBucket = bucket?.credentials?.secretAccessKey ?? "";
  return [discordToken, relayKey, ofBucket, databaseUrl ?? "", password, decodeURIComponent(password)];
}

/** Starts the bot. @returns the addresses that invite it. */
async function start(config: Config): Promise<Pick<App, "invite" | "userInstall">> {
  stopLimitMs = config.stopGraceMs + STOP_SLACK_MS;
  // What several processes may share lies in PostgreSQL, or in files that are only ever put in place whole.
  const alone = config.databaseUrl === null;
  const held = alone ? holdAlone(config.dataDir).then(() => putInPlace(config.dataDir, systemClock.now())) : null;
  const started = await Promise.resolve(held)
    .then(() => startWatched(config))
    .catch((error) => fail(error, config.dataDir, config.discordApiUrl));
  if (!started.ok) return fail(started.error, config.dataDir, config.discordApiUrl);
  running.unshift(started.app.stop);
  systemClock.after(SETTLED_MS, giveBackMemory);
  return started.app;
}

/** With the operator's instruments, where they are wanted. */
async function startWatched(config: Config): Promise<Started> {
  const { startApp } = await import("./app.ts");
  // Node itself does it at an orderly end only. It stops everything for a second or more, the first time: before anybody waits.
  flushCompileCache();
  const instruments = await startInstruments(config, systemClock, log);
  running.push(instruments.stop);
  const started = await startApp(config, {
    clock: systemClock,
    ownClock: true,
    log,
    instruments: instruments.watching,
  });
  if (started.ok) instruments.show(started.app.watched);
  return started;
}

/** Two programs on the same data would each run the jobs of the other. */
async function holdAlone(directory: string): Promise<void> {
  const lock = lockDirectory(directory);
  if (lock === null) throw { kind: "directory_in_use" } satisfies DirectoryInUse;
  running.push(async () => lock.release());
}

/** A second signal, or a stop that takes too long, ends the process at once: the next start goes on where it was. */
async function stop(log: Logger): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  log.info("stopping");
  systemClock.after(stopLimitMs, () => {
    log.warn("the stop took too long; the next start goes on where this one was");
    process.exit(1);
  });
  for (const part of running) await part().catch((error) => log.error({ err: error }, "a part did not stop in order"));
  process.exit(0);
}

async function fail(error: unknown, dataDir: string, discordApiUrl = ""): Promise<never> {
  const sentence = startSentence(error, { dataDir, discordApiUrl });
  if (sentence === null) log.fatal({ err: error }, "Easel could not start");
  for (const part of running) await part().catch(() => {});
  return leave(sentence ?? "Easel could not start: see the log line above.");
}

function leave(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
