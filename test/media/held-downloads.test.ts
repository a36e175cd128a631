import assert from "node:assert/strict";
import { test } from "node:test";
import { heldMemory } from "../support/held-memory.ts";
import { noise, openTestArchive, startFileServer } from "./file-server.ts";

const WARM_UP = 60;
const DOWNLOADS = 240;
/** An answer kept with all that listened to it is 10,000; the collector is not exact. */
const MOST_BYTES_EACH = 6_000;

test("a download leaves nothing in memory", async (t) => {
  const png = await noise(8, 8).png().toBuffer();
  const server = await startFileServer(t, (_request, response) => response.end(png));
  const { download } = await openTestArchive(t);
  const fetchMany = async (count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      const { signal } = new AbortController();
      assert.ok((await download({ url: server.origin, jobId: `job-${count}-${nth}`, signal })).ok);
    }
  };
  await fetchMany(WARM_UP);
  const before = await heldMemory();
  await fetchMany(DOWNLOADS);
  const each = ((await heldMemory()) - before) / DOWNLOADS;
  assert.ok(each < MOST_BYTES_EACH, `${Math.round(each)} bytes are held of each`);
});
