import { readFileSync, renameSync, writeFileSync } from "node:fs";
import filePromises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync, StatementSync } from "node:sqlite";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";

/**
 * Loaded into the program's process before the program (`node --import`), which knows nothing of it: its time goes
 * faster, and it can be struck dead at a counted moment between two writes, where a signal from outside comes too late.
 */
const speed = Number(process.env["CHAOS_SPEED"] ?? 1);
const origin = Number(process.env["CHAOS_ORIGIN"] ?? 0);

const realNow = Date.now;
const fastNow = () => Math.floor(origin + (realNow() - origin) * speed);
const realPerformanceNow = performance.now.bind(performance);

Date.now = fastNow;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [fastNow()] : given, newTarget),
});
performance.now = () => realPerformanceNow() * speed;

/** The same function with its delay shortened. */
function sooner<F extends (...given: never[]) => unknown>(original: F, delayAt: number): F {
  const call = (...given: unknown[]) => {
    const delay = given[delayAt];
    if (typeof delay === "number") given[delayAt] = delay / speed;
    return Reflect.apply(original, undefined, given);
  };
  return call as unknown as F;
}

const realTimers = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };
const fast = {
  setTimeout: sooner(realTimers.setTimeout, 1),
  setInterval: sooner(realTimers.setInterval, 1),
};
const fastSleep = sooner(timersPromises.setTimeout, 0);
Object.defineProperty(fast.setTimeout, promisify.custom, { value: fastSleep });
Object.assign(globalThis, fast);
Object.assign(timers, fast);
timersPromises.setTimeout = fastSleep;
const realAbortTimeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => realAbortTimeout(Math.max(1, Math.round(ms / speed)));

/** 0 for never. Counted are the moments before and after each write. */
const dieAt = Number(process.env["CHAOS_DIE_AT_MOMENT"] ?? 0);
let moments = 0;

function moment(): void {
  moments += 1;
  if (moments === dieAt) process.kill(process.pid, "SIGKILL");
}

/** Waiting for a locked database takes SQLite real time: it is shortened like every other wait. */
const hurried = new WeakSet<DatabaseSync>();
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (sql) {
  if (!hurried.has(this)) {
    hurried.add(this);
    const { timeout } = this.prepare("pragma busy_timeout").get() ?? {};
    exec.call(this, `pragma busy_timeout = ${Math.max(1, Math.round(Number(timeout) / speed))}`);
  }
  moment();
  exec.call(this, sql);
  moment();
};
for (const name of ["run", "all"] as const) {
  const original = StatementSync.prototype[name] as (...given: unknown[]) => unknown;
  Object.defineProperty(StatementSync.prototype, name, {
    value(this: StatementSync, ...given: unknown[]) {
      const writes = !/^\s*select/i.test(this.sourceSQL);
      if (writes) moment();
      const result = original.apply(this, given);
      if (writes) moment();
      return result;
    },
  });
}
for (const name of ["rename", "open", "rm", "mkdir"] as const) {
  const original = filePromises[name] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(filePromises, {
    async [name](...given: unknown[]) {
      moment();
      const result = await original(...given);
      moment();
      return result;
    },
  });
}
syncBuiltinESMExports();

/** What the harness wants of this process from outside, asked by a signal: the question lies in the file named. */
const commandFile = process.env["CHAOS_COMMAND_FILE"];
if (commandFile !== undefined) {
  process.on("SIGUSR2", () => {
    if (readFileSync(commandFile, "utf8") === "memory") reportMemory(commandFile);
  });
}

function reportMemory(file: string): void {
  // Thoroughly, as the program does once after its start: V8 keeps what a busy time took for the next one otherwise.
  const collect = () => globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
  collect();
  realTimers.setTimeout(() => {
    collect();
    const resources = process.getActiveResourcesInfo();
    writeFileSync(`${file}.part`, JSON.stringify({ memory: process.memoryUsage(), resources, moments }));
    renameSync(`${file}.part`, `${file}.answer`);
  }, 100);
}
