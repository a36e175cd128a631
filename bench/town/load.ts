import { setTimeout as sleep } from "node:timers/promises";
import { seeded } from "../figures.ts";

/** Calls `act` at `perSecond` for `count` times, at moments as people choose them: no two the same time apart. */
export async function arrivals(
  { perSecond, count, seed = 1 }: { perSecond: number; count: number; seed?: number },
  act: (index: number) => void,
): Promise<void> {
  const random = seeded(seed);
  let next = performance.now();
  for (let index = 0; index < count; index += 1) {
    const wait = next - performance.now();
    if (wait > 0) await sleep(wait);
    act(index);
    next += (-Math.log(1 - random()) * 1_000) / perSecond;
  }
}

/** All of them, or an error after `limitMs`: a bench that waits for ever tells nothing. */
export async function within<T>(limitMs: number, what: string, promise: Promise<T>): Promise<T> {
  const over = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`${what}: not within ${limitMs / 1_000} s`);
  });
  limit.catch(() => {});
  return Promise.race([promise, limit]).finally(() => over.abort());
}

/** Waits until it is so. */
export async function until(limitMs: number, what: string, isSo: () => boolean): Promise<void> {
  const end = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${limitMs / 1_000} s`);
    await sleep(20);
  }
}
