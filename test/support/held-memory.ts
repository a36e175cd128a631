import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const LOOKS = 3;
/** What ends a moment later is let go of first. */
const LOOK_MS = 20;

/** Bytes on the heap that something still holds, once all else is collected. */
export async function heldMemory(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(LOOK_MS);
    collect();
  }
  return process.memoryUsage().heapUsed;
}
