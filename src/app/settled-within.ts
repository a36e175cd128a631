import { type Clock, sleep } from "../clock.ts";

/** Waits for all of them, but not for ever. */
export async function settledWithin(parts: readonly Promise<unknown>[], ms: number, clock: Clock): Promise<void> {
  const done = new AbortController();
  const all = Promise.allSettled(parts).then(() => done.abort());
  await Promise.race([all, sleep(clock, ms, done.signal)]);
}
