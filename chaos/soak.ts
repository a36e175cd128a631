import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { person } from "../test/support/person.ts";
import { askProgram } from "./ask-program.ts";
import { readJobs } from "./evidence.ts";
import { House } from "./house.ts";
import type { FastProgram } from "./program.ts";

export interface SoakOptions {
  readonly jobs: number;
  /** Before the first measurement: by then every path shall have been walked and compiled. */
  readonly warmUpJobs: number;
  /** How long nothing happens before each measurement, of the plan's time. */
  readonly restMs: number;
  readonly speed: number;
  readonly say: (line: string) => void;
}

/** What the program holds at one moment. */
export interface Footprint {
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** By what they are: "socket", "file", "anon_inode". */
  readonly descriptors: Readonly<Record<string, number>>;
  /** Timers, servers, requests: what keeps Node's loop awake. */
  readonly resources: Readonly<Record<string, number>>;
}

export interface SoakResult {
  readonly before: Footprint;
  readonly after: Footprint;
  readonly peakResidentBytes: number;
  readonly jobs: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly tookMs: number;
  readonly planMs: number;
}

/** Jobs under way at once. */
const AT_ONCE = 24;
/** Many ordinary jobs through one process; before and after, what it holds while nothing is under way. */
export async function soak({ jobs, warmUpJobs, restMs, speed, say }: SoakOptions): Promise<SoakResult> {
  const house = await House.open({
    speed,
    relay: { workers: 16, speed: 20 },
    environment: { RELAY_CONCURRENCY: "16", LOG_LEVEL: "warn" },
    smallDisk: false,
  });
  house.discord.settings.rateLimits = false;
  const program = house.program(0, { nodeOptions: ["--expose-gc"] });
  try {
    await ready(program);
    const begun = { real: Date.now(), plan: house.clock.now() };
    await walk(house, warmUpJobs);
    await house.clock.sleep(restMs);
    const before = await footprint(program);
    say(`after ${warmUpJobs} jobs to warm up: ${describe(before)}`);
    let peakResidentBytes = before.residentBytes;
    for (let done = warmUpJobs; done < jobs; ) {
      const next = Math.min(jobs - done, STEP_JOBS);
      await walk(house, next);
      done += next;
      peakResidentBytes = Math.max(peakResidentBytes, residentNow(program));
      const perSecond = (done / (Date.now() - begun.real)) * 1000;
      say(`${done} jobs, ${perSecond.toFixed(1)} a second, ${megabytes(residentNow(program))} resident`);
    }
    const tookMs = Date.now() - begun.real;
    const planMs = house.clock.now() - begun.plan;
    await house.clock.sleep(restMs);
    const after = await footprint(program);
    say(`after ${jobs} jobs: ${describe(after)}`);
    program.signal("SIGTERM");
    await program.ended;
    const rows = readJobs(house.disk.database) ?? [];
    const ends = Object.groupBy(rows, ({ state, failure }) => failure?.kind ?? state);
    const counts = Object.fromEntries(Object.entries(ends).map(([end, each]) => [end, each?.length ?? 0]));
    return { before, after, peakResidentBytes, jobs: rows.length, ends: counts, tookMs, planMs };
  } finally {
    program.signal("SIGKILL");
    await program.ended;
    await house.close();
  }
}

/** Before somebody whom nothing answered asks again: on a busy machine more requests would only be more that come too late. */
const PATIENCE_MS = 7_000;
const STEP_JOBS = 500;
const LOOK_MS = 50;

function ready(program: FastProgram): Promise<void> {
  return new Promise((resolve, reject) => {
    program.watch(/Easel is ready/, resolve);
    void program.ended.then(() => reject(new Error(`the program ended:\n${program.lines.slice(-5).join("\n")}`)));
  });
}

/** That many jobs, a few at once, until each has been told. */
async function walk(house: House, jobs: number): Promise<void> {
  const mira = await person(house.discord, "Mira");
  const command = (await mira.commands()).find(({ name }) => name === "flux-schnell");
  const channel = mira.channel("general");
  let left = jobs;
  const ask = async () => {
    while (left > 0) {
      left -= 1;
      const options = [
        { name: "prompt", type: 3, value: `a boat, one of ${left}` },
        { name: "width", type: 4, value: 256 },
        { name: "height", type: 4, value: 256 },
      ];
      const body = JSON.stringify({ kind: "command", user: mira.id, channel, command: command?.id, options });
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${house.discord.url}/sandbox/api/interactions`, { method: "POST", headers, body });
      const { outcome } = (await answer.json()) as { outcome: string };
      if (outcome !== "answered") {
        left += 1;
        await house.clock.sleep(PATIENCE_MS);
      }
      while (openJobs(house) >= AT_ONCE) await sleep(LOOK_MS);
    }
  };
  await Promise.all(Array.from({ length: 4 }, ask));
  while (openJobs(house) > 0) await sleep(LOOK_MS);
}

function openJobs(house: House): number {
  return house.count("select count(*) as count from jobs where told_at is null");
}

async function footprint(program: FastProgram): Promise<Footprint> {
  const { memory, resources } = await askProgram(program);
  return {
    heapBytes: memory.heapUsed + memory.external,
    residentBytes: memory.rss,
    descriptors: descriptorsOf(program.processId),
    resources: countOf(resources),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function descriptorsOf(processId: number): Record<string, number> {
  const directory = `/proc/${processId}/fd`;
  const targets = readdirSync(directory).flatMap((name) => {
    try {
      return [readlinkSync(`${directory}/${name}`)];
    } catch {
      return [];
    }
  });
  return countOf(targets.map((target) => (target.startsWith("/") ? "file" : target.replace(/:.*/, ""))));
}

function residentNow(program: FastProgram): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readText(`/proc/${program.processId}/status`))?.[1] ?? 0) * 1024;
}

function countOf(words: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(Object.groupBy(words, (word) => word)).map(([word, each]) => [word, each?.length ?? 0]),
  );
}

export function describe({ heapBytes, residentBytes, descriptors, resources }: Footprint): string {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ");
  return `${megabytes(heapBytes)} held, ${megabytes(residentBytes)} resident; ${list(descriptors)}; ${list(resources)}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
