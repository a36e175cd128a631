import { join } from "node:path";
import { systemClock } from "../../../sandbox/clock.ts";
import { startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";

/** A relay as a process of its own, to be killed: told its directory, it writes its address and key as one line. */
const [, , directory = ""] = process.argv;
const { url, key } = await startRelay({
  port: 0,
  clock: systemClock,
  store: openStore(join(directory, "relay.sqlite")),
  filesDirectory: join(directory, "files"),
  settings: { speed: 10 },
});
process.stdout.write(`${JSON.stringify({ url, key })}\n`);
