import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bench, part, type Row, type Terms } from "./bench.ts";
import { median, spread } from "./figures.ts";
import { installedMegabytes } from "./installed.ts";
import { fillUnfinished } from "./many-jobs.ts";
import { until } from "./town/load.ts";
import { smallPicture } from "./town/pictures.ts";
import { Town } from "./town/town.ts";

const UNFINISHED = 10_000;
const MEGABYTE = 1024 * 1024;

/** What it takes to be there. */
export const start: Bench = {
  about:
    "`NODE_ENV=production node dist/main.js` on an empty data directory and then again on what it left; nothing in the process but the " +
    "program; memory as the system counts it (resident), and CPU from 15 s after it was ready on.",
  async run(terms) {
    return [
      ...(await part("starts", terms, () => starts(terms))),
      ...(await part("idle", terms, () => idle(terms))),
      ...(await part("recovery", terms, async () => [await recovery(terms)])),
      await installed(),
    ];
  },
};

async function starts({ quick, say }: Terms): Promise<Row[]> {
  say("starts");
  const town = await Town.open();
  try {
    const first = await startOnce(town);
    const again: number[] = [];
    for (let round = 0; round < (quick ? 3 : 5); round += 1) again.push(await startOnce(town));
    const kept = { text: "< 1,000 ms", kept: median(again) < 1_000 };
    return [
      { what: "from start to ready, the first time", values: { ms: first } },
      { what: "from start to ready", values: { ms: spread(again) }, promise: kept },
    ];
  } finally {
    await town.close();
  }
}

async function startOnce(town: Town): Promise<number> {
  const program = await town.start({ bare: true });
  await program.stop();
  return program.readyInMs;
}

async function idle({ quick, say }: Terms): Promise<Row[]> {
  const rows: Row[] = [];
  for (const guilds of [1, 2_500]) {
    say(`idle with ${guilds} guilds`);
    const town = await Town.open({ guilds });
    try {
      const { processId } = await town.start({ bare: true });
      // What is done once after a start is over by then.
      await sleep(15_000);
      const from = { at: performance.now(), cpu: processorMs(processId) };
      await sleep(quick ? 5_000 : 30_000);
      const share = (100 * (processorMs(processId) - from.cpu)) / (performance.now() - from.at);
      const resident = residentMegabytes(processId);
      rows.push({
        what: `idle, ${guilds === 1 ? "1 guild" : "2,500 guilds"}`,
        values: { MB: resident, "% CPU": share },
        promise: { text: "< 115 MB, < 0.5 % CPU", kept: resident < 115 && share < 0.5 },
      });
    } finally {
      await town.close();
    }
  }
  return rows;
}

/** Every job was at the relay when the process died; the relay has finished them all. */
async function recovery({ quick, say }: Terms): Promise<Row> {
  const count = quick ? 1_000 : UNFINISHED;
  say(`recovery of ${count} unfinished jobs`);
  const files = [await smallPicture()];
  const town = await Town.open({ orderFor: () => ({ durationMs: null, files }) });
  try {
    await fillUnfinished(join(town.dataDirectory, "easel.db"), count, (index) => {
      const { id } = town.relay.take(`a lighthouse ${index}`);
      const path = `/fal-ai/flux-1/requests/${id}`;
      return { requestId: id, statusPath: `${path}/status`, responsePath: path, cancelPath: `${path}/cancel` };
    });
    const from = performance.now();
    const program = await town.start();
    await until(120_000, "every job asked for", () => [...town.relay.jobs.values()].every(({ asked }) => asked > 0));
    const ms = performance.now() - from;
    const { cpuMs } = await program.used();
    return {
      what: `${count} unfinished jobs: from start to every one asked for at the relay`,
      values: { ms, "ready after ms": program.readyInMs, "CPU ms per job": cpuMs / count },
    };
  } finally {
    await town.close();
  }
}

async function installed(): Promise<Row> {
  const { packages, sources } = await installedMegabytes();
  return { what: "installed (`npm ci --omit=dev`, and our own files)", values: { MB: packages + sources } };
}

/** The processor's time of a process and its threads; Linux alone tells it of others. */
function processorMs(id: number): number {
  const fields = readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const TICK_MS = 10;
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function residentMegabytes(id: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [];
  return (Number(kilobytes) * 1024) / MEGABYTE;
}
