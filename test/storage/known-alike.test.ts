import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyFolder } from "../../src/models/import/copy-folder.ts";
import { diskFolder } from "../../src/models/import/disk-folder.ts";
import { databaseFolder } from "../../src/storage/database-folder.ts";
import { TakenInteractions } from "../../src/storage/taken-interactions.ts";
import { toldCommandsOf } from "../../src/storage/told-commands.ts";
import { onBothDatabases, onPostgres } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";

const HOUR_MS = 60 * 60_000;

onBothDatabases("one of two processes takes an interaction, and it is forgotten in time", async (_t, at) => {
  const clock = new FakeClock();
  const database = await at.open();
  const processes = [new TakenInteractions(database, clock), new TakenInteractions(await at.open(), clock)];
  const ids = Array.from({ length: 20 }, (_, index) => `interaction ${index}`);
  const taken = await Promise.all(ids.flatMap((id) => processes.map((each) => each.take(id))));
  assert.equal(taken.filter(Boolean).length, ids.length);
  clock.advance(2 * HOUR_MS);
  await processes[0]?.take("a new one");
  const left = async () => (await database.selectFrom("taken_interactions").select("id").execute()).map(({ id }) => id);
  while ((await left()).length > 1) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(await left(), ["a new one"]);
});

onBothDatabases("another process sees within seconds what is put into a folder, or taken out", async (t, at) => {
  const clock = new FakeClock();
  const mine = databaseFolder(await at.open(), "models", clock);
  const other = databaseFolder(await at.open(), "models", clock);
  let changes = 0;
  const watching = await other.watch(() => {
    changes += 1;
  });
  t.after(watching);
  const seen = async (count: number) => {
    while (changes < count) {
      clock.advance(2_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await mine.put("fox.yaml", "a fox");
  await mine.put("fox.yaml", "a red fox");
  await seen(1);
  assert.deepEqual([await other.names(), await other.read("fox.yaml")], [["fox.yaml"], "a red fox"]);
  await mine.remove("fox.yaml");
  await seen(2);
  assert.deepEqual([await other.names(), await other.read("fox.yaml")], [[], null]);
  assert.deepEqual(await databaseFolder(await at.open(), "others", clock).names(), []);
});

onBothDatabases("an installation's own models move from their directory into the database", async (t, at) => {
  const clock = new FakeClock();
  const directory = await mkdtemp(join(tmpdir(), "easel-folder-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  for (const name of ["fox.yaml", "fox.openapi.json"]) await writeFile(join(directory, name), `text of ${name}`);
  const folder = databaseFolder(await at.open(), "models", clock);
  assert.deepEqual(await copyFolder(diskFolder(directory, clock), folder), ["fox.openapi.json", "fox.yaml"]);
  assert.equal(await folder.read("fox.yaml"), "text of fox.yaml");
  assert.deepEqual(await copyFolder(diskFolder(join(directory, "none"), clock), folder), []);
});

onBothDatabases("what Discord was told is known by scope, for each application", async (_t, at) => {
  const told = toldCommandsOf(await at.open());
  await told.write("app", null, { hash: "1", answered: "a" });
  await told.write("app", "home", { hash: "2", answered: "b" });
  await told.write("app", null, { hash: "3", answered: "c" });
  await told.forget("app", "home");
  assert.deepEqual([...(await told.read("app"))], [[null, { hash: "3", answered: "c" }]]);
  assert.equal((await told.read("another")).size, 0);
});

onPostgres("several processes tell Discord one after the other", async (_t, at) => {
  const processes = await Promise.all([1, 2, 3].map(async () => toldCommandsOf(await at.open())));
  let telling = 0;
  await Promise.all(
    processes.map((told) =>
      told.inTurn("app", async () => {
        telling += 1;
        await told.read("app");
        assert.equal(telling, 1);
        telling -= 1;
      }),
    ),
  );
});
