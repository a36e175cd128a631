import assert from "node:assert/strict";
import type { Job } from "../../src/jobs/job.ts";
import { failed, type Verdict } from "../../src/jobs/verdict.ts";
import type { GuildSettings } from "../../src/policy/settings.ts";
import { onBothDatabases, type TestDatabase } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { file, jobId, request, result } from "../support/job-rows.ts";
import { GUILD, MEMBER, MODERATOR, openLimits, wantedOf } from "../support/limits.ts";

const DAY_MS = 86_400_000;
const PRICE = 25_000;
const SUBMITTED: Verdict[] = [
  { type: "submitting", inputs: [] },
  { type: "submitted", request },
];
const GENERATED: Verdict[] = [...SUBMITTED, { type: "generated", result }];

/** A guild with limits, and what its members do. */
async function guildWith(on: TestDatabase, change: (settings: GuildSettings) => void) {
  const clock = new FakeClock();
  const limits = await openLimits({ on, clock });
  const { policies, admissions, jobs, database } = limits;
  const set = (each: (settings: GuildSettings) => void) =>
    policies.change(GUILD, MODERATOR, (settings) => {
      each(settings);
      return settings;
    });
  await set(change);
  return {
    ...limits,
    clock,
    set,
    async ask(number: number, options: Parameters<typeof wantedOf>[1] = {}): Promise<string> {
      const admitted = await admissions.admit(wantedOf(number, options));
      return admitted.admitted ? "yes" : admitted.denial.kind;
    },
    async walk(number: number, verdicts: readonly Verdict[]): Promise<Job> {
      let job = await jobs.find(jobId(number));
      for (const verdict of verdicts) {
        assert.ok(job);
        job = await jobs.record(job, verdict, true);
      }
      assert.ok(job);
      return job;
    },
    async rows(): Promise<number> {
      return (await database.selectFrom("jobs").select("id").execute()).length;
    },
  };
}

const oneADay = (settings: GuildSettings) => {
  settings.limits.everyone.imagesPerDay = 1;
};
const withheldFile = { ...file, nsfw: true, withheld: true };

onBothDatabases("200 requests at once against a quota of 5 admit exactly 5", async (_, on) => {
  const { ask, rows } = await guildWith(on, (settings) => {
    settings.limits.everyone.imagesPerDay = 5;
  });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index)));
  assert.equal(answers.filter((answer) => answer === "yes").length, 5);
  assert.equal(answers.filter((answer) => answer === "quota").length, 195);
  assert.equal(await rows(), 5);
});

onBothDatabases("200 requests at once by 200 members against a budget for 7 admit exactly 7", async (_, on) => {
  const { ask } = await guildWith(on, (settings) => {
    settings.money.perDay = 7 * PRICE + 1;
  });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index, { userId: `2${index}` })));
  assert.equal(answers.filter((answer) => answer === "yes").length, 7);
});

onBothDatabases("a denial leaves no job and no money behind", async (_, on) => {
  const { ask, rows, database } = await guildWith(on, (settings) => {
    settings.paused = { reason: "", by: MODERATOR, at: 0, until: null };
  });
  assert.equal(await ask(1), "paused");
  assert.equal(await rows(), 0);
  assert.deepEqual(await database.selectFrom("ledger").selectAll().execute(), []);
});

const COSTS_NOTHING: readonly (readonly [string, readonly Verdict[]])[] = [
  ["refused by the relay", [...SUBMITTED, failed({ kind: "refused_input", charged: "no" })]],
  ["failed and charged", [...SUBMITTED, failed({ kind: "lost_contact", charged: "maybe" })]],
  ["uncertain", [{ type: "submitting", inputs: [] }, stopped("uncertain", "maybe")]],
  ["canceled in the queue", [stopped("canceled", "no")]],
  ["canceled while it ran", [...SUBMITTED, stopped("canceled", "maybe")]],
  ["withheld", [...GENERATED, { type: "saved", files: [withheldFile] }, { type: "delivered" }]],
];

function stopped(state: "canceled" | "uncertain", charged: "no" | "maybe"): Verdict {
  return { type: "stopped", state, failure: { kind: state, charged, field: null, detail: null } };
}

for (const [what, verdicts] of COSTS_NOTHING) {
  onBothDatabases(`a job that was ${what} costs its member nothing of their quota`, async (_, on) => {
    const { ask, walk } = await guildWith(on, oneADay);
    assert.deepEqual([await ask(1), await ask(2)], ["yes", "quota"]);
    await walk(1, verdicts);
    assert.equal(await ask(3), "yes");
  });
}

onBothDatabases("a delivered job costs its quota, also when its pictures are deleted", async (_, on) => {
  const { ask, walk, jobs } = await guildWith(on, oneADay);
  await ask(1);
  await walk(1, [...GENERATED, { type: "saved", files: [file] }, { type: "delivered" }]);
  await jobs.deletePictures(jobId(1), async () => {});
  assert.equal(await ask(2), "quota");
});

const MONEY: readonly (readonly [string, readonly Verdict[], "counts" | "is free"])[] = [
  ["under way", SUBMITTED, "counts"],
  ["refused by the relay", [...SUBMITTED, failed({ kind: "refused_input", charged: "no" })], "is free"],
  ["failed and perhaps charged", [...SUBMITTED, failed({ kind: "lost_contact", charged: "maybe" })], "counts"],
  ["uncertain", [{ type: "submitting", inputs: [] }, stopped("uncertain", "maybe")], "counts"],
  ["canceled in the queue", [stopped("canceled", "no")], "is free"],
  ["canceled while it ran", [...SUBMITTED, stopped("canceled", "maybe")], "counts"],
  ["withheld", [...GENERATED, { type: "saved", files: [withheldFile] }, { type: "delivered" }], "counts"],
  ["delivered", [...GENERATED, { type: "saved", files: [file] }, { type: "delivered" }], "counts"],
];

for (const [what, verdicts, outcome] of MONEY) {
  onBothDatabases(`for the guild's budget a job that is ${what} ${outcome}`, async (_, on) => {
    const { ask, walk } = await guildWith(on, (settings) => {
      settings.money.perMonth = PRICE;
    });
    await ask(1);
    await walk(1, verdicts);
    assert.equal(await ask(2), outcome === "counts" ? "budget" : "yes");
  });
}

onBothDatabases("of four images of which one was withheld, three are counted", async (_, on) => {
  const { ask, walk } = await guildWith(on, (settings) => {
    settings.limits.everyone.imagesPerDay = 4;
  });
  await ask(1, { count: 4 });
  await walk(1, [...GENERATED, { type: "saved", files: [file, withheldFile, file, file] }, { type: "delivered" }]);
  assert.equal(await ask(2, { count: 2 }), "quota");
  assert.equal(await ask(3), "yes");
});

onBothDatabases("bonus credits are spent, and come back when nothing was shown for them", async (_, on) => {
  const { ask, walk, policies } = await guildWith(on, oneADay);
  await policies.giveCredits(GUILD, { userId: MEMBER, images: 1, reason: "contest" }, MODERATOR);
  assert.deepEqual([await ask(1), await ask(2), await ask(3)], ["yes", "yes", "quota"]);
  await walk(2, [...GENERATED, { type: "saved", files: [withheldFile] }, { type: "delivered" }]);
  assert.equal(await ask(4), "yes");
  assert.equal(await ask(5), "quota");
});

onBothDatabases(
  "each guild and each member has their own count; direct messages know no guild's limits",
  async (_, on) => {
    const { ask } = await guildWith(on, oneADay);
    assert.equal(await ask(1), "yes");
    assert.equal(await ask(2, { userId: MODERATOR }), "yes");
    assert.equal(await ask(3, { guildId: "300000000000000002" }), "yes");
    assert.equal(await ask(4, { guildId: null }), "yes");
    assert.equal(await ask(5), "quota");
  },
);

onBothDatabases("a budget begins anew with the day, and the month's with the month", async (_, on) => {
  const { ask, clock } = await guildWith(on, (settings) => {
    settings.money.perDay = PRICE;
    settings.money.perMonth = 2 * PRICE;
  });
  assert.deepEqual([await ask(1), await ask(2)], ["yes", "budget"]);
  clock.advance(DAY_MS);
  assert.deepEqual([await ask(3), await ask(4)], ["yes", "budget"]);
  clock.advance(DAY_MS);
  assert.equal(await ask(5), "budget");
  clock.advance(8 * DAY_MS);
  assert.equal(await ask(6), "yes");
});

onBothDatabases("a budget four fifths used is told once, and once more in the next day", async (_, on) => {
  const { admissions, clock } = await guildWith(on, (settings) => {
    settings.money.perDay = 5 * PRICE;
    settings.money.warnings = "300000000000000009";
  });
  const warnings = async (number: number) => {
    const admitted = await admissions.admit(wantedOf(number));
    assert.ok(admitted.admitted);
    return admitted.warnings.map(({ period, usedMicros }) => `${period} ${usedMicros / PRICE}`);
  };
  const told = [];
  for (const number of [1, 2, 3, 4, 5]) told.push(await warnings(number));
  assert.deepEqual(told, [[], [], [], ["day 4"], []]);
  clock.advance(DAY_MS);
  for (const number of [6, 7, 8]) assert.deepEqual(await warnings(number), []);
  assert.deepEqual(await warnings(9), ["day 4"]);
});

onBothDatabases("what is admitted is what was decided: words, checker, price and terms", async (_, on) => {
  const { jobs, admissions, database } = await guildWith(on, (settings) => {
    settings.content.replacedWords = [{ word: "lighthouse", by: "windmill" }];
    settings.content.safetyChecker = "always_on";
    settings.content.flaggedResults.elsewhere = "withhold";
    settings.place.ephemeralOnly = ["400000000000000001"];
    settings.money.prices = { "fal-ai/flux-1/dev": 7 };
  });
  const wanted = wantedOf(1, { count: 3 });
  await admissions.admit({ ...wanted, input: { ...wanted.input, safety_checker: false } });
  const job = await jobs.find(jobId(1));
  assert.deepEqual(job?.input, { prompt: "a windmill", count: 3, safety_checker: true });
  assert.deepEqual(job?.terms, { ephemeral: true, privately: false, flaggedResults: "withhold", credits: 0 });
  assert.equal(job?.images, 3);
  const ledger = await database.selectFrom("ledger").selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([ledger.amount_micros, ledger.guild_id], [21, GUILD]);
});

onBothDatabases("an explanation decides like the admission, and admits nothing", async (_, on) => {
  const { admissions, ask, rows } = await guildWith(on, oneADay);
  await ask(1);
  const { id: _id, origin, ...wanted } = wantedOf(2);
  const explained = await admissions.explain({ ...wanted, guildId: origin.guildId });
  assert.ok(!explained.decision.allowed && explained.decision.denial.kind === "quota");
  assert.deepEqual(
    explained.findings.map(({ says }) => says),
    ["changed", "counted", "no"],
  );
  assert.equal(await rows(), 1);
});
