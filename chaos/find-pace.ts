import { House } from "./house.ts";

/** What a start of the program shall take of a plan's time: a few seconds, as for an operator. */
const START_MS = 9_000;
const SLOWEST = 1;
const FASTEST = 20;

/**
 * How fast plans can go here, so that a busy machine does not look like a slow program: by what a start takes while
 * others start beside it.
 */
export async function findPace(atOnce: number): Promise<number> {
  // The first one compiles everything.
  await measureStart();
  const starts = await Promise.all(Array.from({ length: Math.ceil(atOnce / 3) }, measureStart));
  const slowest = Math.max(...starts);
  return Math.min(FASTEST, Math.max(SLOWEST, Math.round((START_MS / slowest) * 10) / 10));
}

/** Of the room's milliseconds. */
async function measureStart(): Promise<number> {
  const house = await House.open({ speed: 1, relay: {} });
  const begun = Date.now();
  const program = house.program();
  try {
    await new Promise<void>((resolve, reject) => {
      program.watch(/Easel is ready/, resolve);
      void program.ended.then(() => reject(new Error(`the program does not start:\n${program.lines.join("\n")}`)));
    });
    return Date.now() - begun;
  } finally {
    program.signal("SIGKILL");
    await program.ended;
    await house.close();
  }
}
