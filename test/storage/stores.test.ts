import assert from "node:assert/strict";
import { FavouriteStore } from "../../src/history/favourite-store.ts";
import { Forgetting } from "../../src/history/forgetting.ts";
import { jobsUnderWay } from "../../src/history/under-way.ts";
import { ViewStore } from "../../src/history/view-store.ts";
import { batchRecords } from "../../src/jobs/batch-records.ts";
import { BatchStore } from "../../src/jobs/batch-store.ts";
import { openJobs as openJobFigures, spentSince } from "../../src/jobs/figures.ts";
import { givenPictureRecords } from "../../src/jobs/given-picture-records.ts";
import { GivenPictureStore } from "../../src/jobs/given-picture-store.ts";
import { ShownStore } from "../../src/jobs/shown-store.ts";
import { PreferenceStore } from "../../src/prompts/preference-store.ts";
import { PresetStore } from "../../src/prompts/preset-store.ts";
import { promptRecords } from "../../src/prompts/prompt-records.ts";
import { RelayKeys } from "../../src/secrets/relay-keys.ts";
import { createSecretBox } from "../../src/secrets/secret-box.ts";
import { keepRelayTraits } from "../../src/storage/relay-traits.ts";
import { MINE, MIRA, pictured } from "../history/pictured.ts";
import { onBothDatabases } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { admit, jobId, newJob, openJobs } from "../support/job-rows.ts";
import { answered } from "../support/postgres.ts";

const NILS = "200000000000000002";
const GUILD = "300000000000000001";
const HOUR_MS = 3_600_000;
const ids = () => {
  let number = 0;
  return () => {
    number += 1;
    return `id-${number}`;
  };
};
const INK = { name: "Ink", words: "{prompt}, ink 🖋", negative: "", settings: "--ar 16:9" };

onBothDatabases("favourites are marked once, and listed in the order of the pictures", async (t, on) => {
  const { database, jobs, clock } = await openJobs(t, on);
  await admit(jobs, newJob(1));
  const favourites = new FavouriteStore(database, clock);
  for (const picture of [2, 0, 2]) await favourites.add(MIRA, jobId(1), picture);
  assert.deepEqual(await favourites.of(MIRA, jobId(1)), [0, 2]);
  await favourites.remove(MIRA, jobId(1), 0);
  assert.deepEqual(await favourites.of(MIRA, jobId(1)), [2]);
  assert.deepEqual(await favourites.of(NILS, jobId(1)), []);
});

onBothDatabases("a view, a picture taken up and a preview live as long as they may", async (_, on) => {
  const [database, clock] = [await on.open(), new FakeClock()];
  const options = { database, clock, newId: ids() };
  const [views, pictures, batches] = [
    new ViewStore(options),
    new GivenPictureStore(options),
    new BatchStore(database, clock),
  ];
  const view = await views.keep(MIRA, MINE);
  const picture = { guildId: null, channelId: "1", messageId: "2", authorId: "3", url: "https://cdn.example/ü.png" };
  const file = { fileName: "ü.png", bytes: 5_000_000_000, contentType: null, width: 1, height: null };
  const given = await pictures.take({ userId: MIRA, ...picture, ...file });
  const preview = { model: "m", inputs: [{ prompt: "a\u0000b" }], literal: null, applied: null, privately: true };
  await batches.keepPreview("batch", MIRA, "token", preview);
  assert.deepEqual(await views.find(view.id), view);
  assert.deepEqual(await pictures.find(given.id), given);
  assert.deepEqual(await batches.findPreview("batch"), { userId: MIRA, preview, token: "token" });
  clock.advance(13 * HOUR_MS);
  await views.forgetOlderThan(clock.now());
  assert.deepEqual(
    [await views.find(view.id), await pictures.find(given.id), await batches.findPreview("batch")],
    [null, null, null],
  );
});

onBothDatabases("a batch's pages know their jobs, in order, the newest of each place", async (t, on) => {
  const { database, jobs, clock } = await openJobs(t, on);
  const batches = new BatchStore(database, clock);
  await batches.keepPreview("b", MIRA, "token", {
    model: "m",
    inputs: [{}],
    literal: null,
    applied: null,
    privately: false,
  });
  const token = { value: "press", at: clock.now() };
  assert.equal(await database.transaction().execute((transaction) => batches.claim(transaction, "b", 2, token)), true);
  assert.equal(await batches.dropPreview("b"), false);
  const places = [
    [1, 0, 1],
    [2, 0, 0],
    [3, 1, 2],
    [4, 0, 0],
  ] as const;
  for (const [number, page, place] of places) {
    await admit(jobs, newJob(number, { batch: { id: "b", page, place } }));
    clock.advance(1_000);
  }
  await batches.acknowledged("b", 0, "600000000000000001");
  const page = await batches.page("b", 0);
  assert.deepEqual(
    page?.jobs.map(({ id }) => id),
    [jobId(4), jobId(1)],
  );
  assert.deepEqual([page?.pages, page?.messageId, page?.token?.value], [2, "600000000000000001", "press"]);
  await batches.keepShown("b", 0, [{ job: jobId(1), moved: false, leftOut: [], files: [] }], true);
  assert.deepEqual((await batches.page("b", 0))?.shown.length, 1);
});

onBothDatabases(
  "presets and preferences are kept, changed, found by any spelling of their name, and removed",
  async (_, on) => {
    const [database, clock] = [await on.open(), new FakeClock()];
    const presets = new PresetStore({ database, clock, newId: ids() });
    const added = await presets.add(`user:${MIRA}`, INK, MIRA);
    assert.ok(added.ok);
    assert.deepEqual(await presets.add(`user:${MIRA}`, { ...INK, name: "ink" }, MIRA), {
      ok: false,
      kind: "name_taken",
    });
    assert.ok((await presets.add(`guild:${GUILD}`, INK, MIRA)).ok);
    assert.deepEqual(await presets.usable(MIRA, GUILD), [added.preset]);
    const changed = await presets.change(added.preset.id, { ...INK, words: "ink only" });
    assert.ok(changed.ok && changed.before?.words === INK.words);
    assert.equal((await presets.remove(added.preset.id))?.words, "ink only");
    assert.equal(await presets.remove(added.preset.id), null);

    const preferences = new PreferenceStore(database, clock);
    const steps = (value: string) => preferences.set(MIRA, "fal-ai/flux-1/dev", [{ name: "steps", value }]);
    await steps("20");
    await steps("30");
    assert.deepEqual(await preferences.of(MIRA, "fal-ai/flux-1/dev"), [
      { name: "steps", value: "30", written: "--steps 30" },
    ]);
    await preferences.reset(MIRA, null);
    assert.deepEqual(await preferences.all(MIRA), []);
  },
);

onBothDatabases("a guild's key is sealed, replaced, and erased once no job needs it", async (t, on) => {
  const { database, jobs, clock } = await openJobs(t, on);
  const keys = new RelayKeys({ database, clock, newId: ids(), box: createSecretBox("x".repeat(32)) });
  assert.equal(await keys.set(GUILD, "first", MIRA), true);
  await admit(jobs, newJob(1, { payer: "id-1" }));
  assert.equal(await keys.set(GUILD, "second", MIRA), true);
  assert.deepEqual([(await keys.current(GUILD))?.id, await keys.keyOf("id-1")], ["id-2", "first"]);
  assert.deepEqual([await keys.noteRefused("id-2"), await keys.noteRefused("id-2")], [true, false]);
  assert.equal((await keys.current(GUILD))?.refusedAt, clock.now());
  await keys.forgetUnneeded(jobId(1));
  assert.deepEqual([await keys.keyOf("id-1"), await keys.keyOf("id-2")], [null, "second"]);
  assert.deepEqual([await keys.remove(GUILD), await keys.remove(GUILD)], [true, false]);
});

onBothDatabases("figures are numbers, whatever they are summed up from", async (t, on) => {
  const { database, jobs, clock } = await openJobs(t, on);
  assert.equal(await spentSince(database, 0), 0);
  for (const number of [1, 2]) await admit(jobs, newJob(number, { priceMicros: 4_000_000_000 }));
  assert.equal(await spentSince(database, 0), 8_000_000_000);
  assert.deepEqual(await openJobFigures(database), [
    { state: "queued", started: false, count: 2, oldestAt: clock.now() },
  ]);
  assert.deepEqual(
    (await jobsUnderWay(database, MIRA)).map(({ id }) => id),
    [jobId(1), jobId(2)],
  );
});

onBothDatabases("what was found out about a relay is there at the next start", async (_, on) => {
  const database = await on.open();
  const failures: unknown[] = [];
  const traits = () => keepRelayTraits(database, "https://relay.example", (error) => failures.push(error));
  const kept = await traits();
  kept.write({ ...kept.read(), hasStatus: true });
  await answered();
  assert.equal((await traits()).read().hasStatus, true);
  assert.deepEqual(failures, []);
});

onBothDatabases("a person's records are told, and forgotten with their jobs", async (t, on) => {
  const { database, jobs, clock } = await openJobs(t, on);
  await pictured(jobs, 1);
  await pictured(jobs, 2, { userId: NILS });
  await new FavouriteStore(database, clock).add(MIRA, jobId(2), 0);
  await new PresetStore({ database, clock, newId: ids() }).add(`user:${MIRA}`, INK, MIRA);
  const records = [batchRecords, givenPictureRecords, ...promptRecords];
  const told = await Promise.all(records.map(({ of }) => of(database, MIRA)));
  assert.match(JSON.stringify(told), /ink 🖋/);
  const forgetting = new Forgetting({ database, clock, deleteFiles: async () => {}, records });
  assert.deepEqual(await forgetting.facts(MIRA), { jobs: 1, withPictures: 1, favourites: 1 });
  assert.equal(await forgetting.forgetPerson(MIRA), 1);
  assert.deepEqual(await forgetting.facts(MIRA), { jobs: 0, withPictures: 0, favourites: 0 });
  assert.doesNotMatch(JSON.stringify(await Promise.all(records.map(({ of }) => of(database, MIRA)))), /ink/);
  clock.advance(32 * 24 * HOUR_MS);
  await forgetting.dropUserIds();
  assert.deepEqual(
    (await database.selectFrom("jobs").select("user_id").orderBy("user_id").execute()).map(({ user_id }) => user_id),
    ["0", NILS],
  );
});

onBothDatabases("a finished job is shown to its member alone, once, and openly again", async (t, on) => {
  const { database, jobs } = await openJobs(t, on);
  await pictured(jobs, 1);
  const shown = new ShownStore(database);
  assert.deepEqual([await shown.privately(jobId(1)), await shown.privately(jobId(1))], [true, false]);
  assert.deepEqual([await shown.openly(jobId(1)), await shown.openly(jobId(1))], [true, false]);
  await shown.standsIn(jobId(1), "600000000000000002", "post");
  const open = await jobs.find(jobId(1));
  assert.equal(open?.messageId, "600000000000000002");
  assert.deepEqual([open.terms.ephemeral, open.terms.privately, open.terms.flaggedResults], [false, false, "post"]);
});
