import type { TestContext } from "node:test";
import { type JobEvidence, readJobs } from "../../chaos/evidence.ts";
import { House } from "../../chaos/house.ts";
import type { FastProgram } from "../../chaos/program.ts";
import { Tempo } from "../../chaos/tempo.ts";
import { person } from "../support/person.ts";

export const READY = /Easel is ready/;
const LOOK_MS = 40;

/** The real program on a small disk between both sandboxes, as fast as the machine keeps up with where none is given. */
export async function openLiveHouse(t: TestContext, given?: number) {
  const speed = given ?? (await Tempo.measured(1)).speed;
  const house = await House.open({ speed, relay: { speed: 8 } });
  const programs: FastProgram[] = [];
  t.after(async () => {
    for (const program of programs) {
      program.signal("SIGKILL");
      await program.ended;
    }
    await house.close();
  });
  const mira = await person(house.discord, "Mira");
  const start = (dieAtMoment = 0) => {
    const program = house.program(dieAtMoment);
    programs.push(program);
    return program;
  };
  const jobOf = (prompt: string) => readJobs(house.disk.database)?.find(({ input }) => input["prompt"] === prompt);
  return {
    house,
    mira,
    start,
    jobOf,
    /** A program that people can use. */
    async ready(): Promise<FastProgram> {
      const program = start();
      await printed(program, READY);
      return program;
    },
    /** Asks for a small picture, again as long as nobody answers. */
    async ask(prompt: string, channel = "general"): Promise<void> {
      for (;;) {
        const answer = await mira.command("flux-schnell", { prompt, width: 256, height: 256 }, { channel });
        if (answer.outcome === "answered") return;
        await house.clock.sleep(3_000);
      }
    },
    /** The job as it is once its member was told. */
    told: (prompt: string): Promise<JobEvidence> =>
      until(() => {
        const job = jobOf(prompt);
        return job === undefined || job.toldAt === null ? null : job;
      }),
    /** What Mira sees there, as soon as it matches. */
    seen: (pattern: RegExp, channel = "general"): Promise<string> =>
      until(async () => {
        const transcript = (await mira.transcript(channel)).join("\n");
        return pattern.test(transcript) ? transcript : null;
      }),
  };
}

export type LiveHouse = Awaited<ReturnType<typeof openLiveHouse>>;

/** Resolves at the next line that matches; rejects when the program ends before. */
export function printed(program: FastProgram, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    if (program.lines.some((line) => pattern.test(line))) resolve();
    program.watch(pattern, resolve);
    void program.ended.then(() => reject(new Error(`it ended before ${pattern}:\n${program.lines.join("\n")}`)));
  });
}

/** Looks again and again until there is something; the test's own time limit ends it otherwise. */
export async function until<T>(look: () => T | null | Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
