import assert from "node:assert/strict";
import { keepRelayTraits } from "../../src/storage/relay-traits.ts";
import { onBothDatabases } from "../support/databases.ts";
import { openJobs } from "../support/job-rows.ts";

const URL = "https://relay.example";
const fail = (error: unknown) => assert.fail(String(error));

onBothDatabases("what two processes find out about a relay is put together", async (t, on) => {
  const { database } = await openJobs(t, on);
  const [one, other] = [await keepRelayTraits(database, URL, fail), await keepRelayTraits(database, URL, fail)];
  one.write({ ...one.read(), hasStatus: true, app: "answered" });
  other.write({ ...other.read(), callsBack: true });
  await Promise.all([one.refresh(), other.refresh()]);
  await one.refresh();
  const together = { hasStatus: true, app: "answered", callsBack: true, signsCalls: null, hasStream: null };
  assert.deepEqual([one.read(), (await keepRelayTraits(database, URL, fail)).read()], [together, together]);
  assert.deepEqual((await keepRelayTraits(database, "https://other.example", fail)).read().callsBack, null);
});

onBothDatabases("what an older version wrote down is still known", async (t, on) => {
  const { database } = await openJobs(t, on);
  const traits = JSON.stringify({ hasStatus: false, app: "auto" });
  await database.insertInto("relay_traits").values({ relay_url: URL, traits }).execute();
  const { hasStatus, app, callsBack } = (await keepRelayTraits(database, URL, fail)).read();
  assert.deepEqual([hasStatus, app, callsBack], [false, "auto", null]);
});
