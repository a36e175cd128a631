import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { OPERATOR } from "../../src/policy/policy-store.ts";
import { type GuildSettings, OPEN_SETTINGS } from "../../src/policy/settings.ts";
import { changesBetween, type Json, takenBack } from "../../src/policy/settings-changes.ts";
import { onBothDatabases, type TestDatabase } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { GUILD, MEMBER, MODERATOR, openLimits } from "../support/limits.ts";

const ART = "300000000000000002";

async function open(on: TestDatabase) {
  const clock = new FakeClock();
  const limits = await openLimits({ on, clock });
  const change = (guildId: string, edit: (settings: GuildSettings) => void, by = MODERATOR) =>
    limits.policies.change(guildId, by, (settings) => {
      edit(settings);
      return settings;
    });
  return { ...limits, clock, change };
}

onBothDatabases("a guild where nobody decided anything is open", async (_, on) => {
  const { policies } = await open(on);
  assert.deepEqual(await policies.settings(GUILD), OPEN_SETTINGS);
  assert.deepEqual(await policies.audit(GUILD, { limit: 10 }), []);
});

onBothDatabases(
  "a change holds at once, in its guild alone, and says who changed what from what to what",
  async (_, on) => {
    const { policies, change, clock, heard } = await open(on);
    const changed = await change(GUILD, (settings) => {
      settings.limits.everyone.imagesPerDay = 5;
      settings.place.channels.denied.push(ART);
    });
    assert.ok(changed.ok && changed.entry !== null);
    assert.deepEqual(changed.entry, {
      id: "entry-1",
      scope: GUILD,
      number: 1,
      at: clock.now(),
      by: MODERATOR,
      undoes: null,
      deed: {
        kind: "settings",
        changes: [
          { path: ["place", "channels", "denied"], before: [], after: [ART] },
          { path: ["limits", "everyone", "imagesPerDay"], after: 5 },
        ],
      },
    });
    assert.equal((await policies.settings(GUILD)).limits.everyone.imagesPerDay, 5);
    assert.deepEqual(await policies.settings("300000000000000009"), OPEN_SETTINGS);
    assert.deepEqual(await policies.audit(GUILD, { limit: 10 }), [changed.entry]);
    assert.deepEqual(heard, [changed.entry]);
  },
);

onBothDatabases("a change that changes nothing leaves no entry", async (_, on) => {
  const { change, heard } = await open(on);
  assert.deepEqual(await change(GUILD, () => {}), { ok: true, entry: null });
  assert.deepEqual(heard, []);
});

onBothDatabases("settings that do not fit are refused as a whole", async (_, on) => {
  const { policies, change } = await open(on);
  const changed = await change(GUILD, (settings) => {
    settings.jobsAtOnce = 3;
    settings.place.redirect = "not a channel";
  });
  assert.ok(!changed.ok && changed.kind === "does_not_fit");
  assert.deepEqual(await policies.settings(GUILD), OPEN_SETTINGS);
});

onBothDatabases(
  "undo writes the former value back as a new entry, and keeps what was changed elsewhere since",
  async (_, on) => {
    const { policies, change } = await open(on);
    const first = await change(GUILD, (settings) => {
      settings.jobsAtOnce = 3;
      settings.people.suspensions[MEMBER] = { until: null, reason: "spam", by: MODERATOR, at: 1 };
    });
    await change(GUILD, (settings) => {
      settings.place.redirect = ART;
    });
    assert.ok(first.ok && first.entry !== null);
    const undone = await policies.undo(GUILD, first.entry.id, MEMBER);
    assert.ok(undone.ok && undone.entry !== null);
    assert.deepEqual([undone.entry.undoes, undone.entry.by, undone.entry.number], [first.entry.id, MEMBER, 3]);
    assert.deepEqual(await policies.settings(GUILD), {
      ...OPEN_SETTINGS,
      place: { ...OPEN_SETTINGS.place, redirect: ART },
    });
    const redone = await policies.undo(GUILD, undone.entry.id, MODERATOR);
    assert.ok(redone.ok);
    const settings = await policies.settings(GUILD);
    assert.deepEqual([settings.jobsAtOnce, settings.people.suspensions[MEMBER]?.reason], [3, "spam"]);
  },
);

onBothDatabases("an entry of another guild, or none, cannot be undone", async (_, on) => {
  const { policies, change } = await open(on);
  const changed = await change(GUILD, (settings) => {
    settings.jobsAtOnce = 3;
  });
  assert.ok(changed.ok && changed.entry !== null);
  const refused = { ok: false, kind: "unknown_entry" };
  assert.deepEqual(await policies.undo("300000000000000009", changed.entry.id, MODERATOR), refused);
  assert.deepEqual(await policies.undo(GUILD, "nothing", MODERATOR), refused);
});

onBothDatabases("what was removed is written down, and cannot be undone", async (_, on) => {
  const { policies } = await open(on);
  const deed = { kind: "removed", jobId: "a", userId: MEMBER, reason: "gore" } as const;
  const entry = await policies.note(GUILD, deed, MODERATOR);
  assert.deepEqual((await policies.entry(GUILD, entry.id))?.deed, deed);
  assert.deepEqual(await policies.undo(GUILD, entry.id, MODERATOR), { ok: false, kind: "cannot_be_undone" });
});

onBothDatabases("undo takes bonus credits back once, and no more can be taken than are left", async (_, on) => {
  const { policies, database } = await open(on);
  const given = await policies.giveCredits(GUILD, { userId: MEMBER, images: 5, reason: "contest" }, MODERATOR);
  const left = async () => (await database.selectFrom("credits").selectAll().execute()).map((row) => row.given);
  assert.deepEqual(await left(), [5]);
  assert.ok(given !== null);
  const undone = await policies.undo(GUILD, given.id, MODERATOR);
  assert.deepEqual(await left(), [0]);
  await policies.giveCredits(GUILD, { userId: MEMBER, images: 2, reason: "" }, MODERATOR);
  assert.deepEqual(await policies.undo(GUILD, given.id, MODERATOR), { ok: true, entry: null });
  assert.deepEqual(await left(), [2]);
  assert.ok(undone.ok && undone.entry !== null);
  await policies.undo(GUILD, undone.entry.id, MODERATOR);
  assert.deepEqual(await left(), [7]);
  const taken = await policies.giveCredits(GUILD, { userId: MEMBER, images: -100, reason: "" }, MODERATOR);
  assert.deepEqual(taken?.deed, { kind: "credits", userId: MEMBER, images: -7, reason: "", before: 7 });
  assert.equal(await policies.giveCredits(GUILD, { userId: MEMBER, images: -1, reason: "" }, MODERATOR), null);
});

onBothDatabases("what the operator decides is kept and undone like a guild's settings", async (_, on) => {
  const { policies } = await open(on);
  const changed = await policies.changeOperator(MODERATOR, (settings) => ({ ...settings, directMessages: "off" }));
  assert.ok(changed.ok && changed.entry !== null);
  assert.equal((await policies.operatorSettings()).directMessages, "off");
  await policies.undo(OPERATOR, changed.entry.id, MODERATOR);
  assert.equal((await policies.operatorSettings()).directMessages, "on");
});

onBothDatabases("changes made at once are all kept, each under a number of its own", async (_, on) => {
  const { policies } = await open(on);
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
  const add = (word: string) =>
    policies.change(GUILD, MODERATOR, ({ content, ...others }) => ({
      ...others,
      content: { ...content, forbiddenWords: [...content.forbiddenWords, word] },
    }));
  await Promise.all([
    ...words.map(add),
    ...words.map((reason) => policies.giveCredits(GUILD, { userId: MEMBER, images: 1, reason }, MODERATOR)),
  ]);
  assert.deepEqual((await policies.settings(GUILD)).content.forbiddenWords.toSorted(), words.toSorted());
  const numbers = (await policies.audit(GUILD, { limit: 100 })).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    Array.from({ length: 80 }, (_, index) => 80 - index),
  );
});

onBothDatabases("the audit is read newest first, page by page", async (_, on) => {
  const { policies, change } = await open(on);
  for (const jobsAtOnce of [1, 2, 3, 4, 5])
    await change(GUILD, (settings) => void Object.assign(settings, { jobsAtOnce }));
  const numbers = async (page: { limit: number; before?: number }) =>
    (await policies.audit(GUILD, page)).map(({ number }) => number);
  assert.deepEqual(await numbers({ limit: 2 }), [5, 4]);
  assert.deepEqual(await numbers({ limit: 2, before: 4 }), [3, 2]);
});

const document = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(null, true, 1, "a"),
    fc.array(fc.constantFrom(1, 2), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("node"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).node;
const object = fc.dictionary(fc.constantFrom("a", "b", "c"), document, { noNullPrototype: true });

test("whatever was changed, taking the changes back leads to where one was", () =>
  fc.assert(
    fc.property(object, object, (before, after) => {
      assert.deepEqual(takenBack(after, changesBetween(before, after)), before);
    }),
  ));

const entries = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 5 });

test("undoing one change of a list takes back exactly its entries, whatever was put in or taken out since", () =>
  fc.assert(
    fc.property(entries, entries, entries, (first, second, third) => {
      const undone = takenBack({ list: third }, changesBetween({ list: first }, { list: second }));
      const has = (list: readonly string[], each: string) => list.includes(each);
      const expected = ["a", "b", "c", "d", "e"].filter((each) =>
        has(first, each) === has(second, each) ? has(third, each) : has(first, each),
      );
      assert.deepEqual(listed(undone).toSorted(), expected);
    }),
  ));

function listed(document: Json): string[] {
  const { list } = document as { list: string[] };
  return list;
}

onBothDatabases(
  "a word put on the list is taken back although others were added, and stands in its old place when that is undone",
  async (_, on) => {
    const { policies, change } = await open(on);
    const words = async () => (await policies.settings(GUILD)).content.forbiddenWords;
    const add = (word: string) => change(GUILD, (settings) => void settings.content.forbiddenWords.push(word));
    await add("gore");
    const blood = await add("blood");
    await add("spiders");
    assert.ok(blood.ok && blood.entry !== null);
    const undone = await policies.undo(GUILD, blood.entry.id, MODERATOR);
    assert.deepEqual(await words(), ["gore", "spiders"]);
    assert.ok(undone.ok && undone.entry !== null);
    await policies.undo(GUILD, undone.entry.id, MODERATOR);
    assert.deepEqual(await words(), ["gore", "blood", "spiders"]);
    await policies.undo(GUILD, blood.entry.id, MODERATOR);
    assert.deepEqual(await policies.undo(GUILD, blood.entry.id, MODERATOR), { ok: true, entry: null });
  },
);

onBothDatabases("a replaced word goes by the word: what it becomes is again what it became before", async (_, on) => {
  const { policies, change } = await open(on);
  const become = (word: string, by: string) =>
    change(GUILD, ({ content }) => {
      content.replacedWords = [...content.replacedWords.filter((each) => each.word !== word), { word, by }];
    });
  await become("dragon", "lizard");
  const second = await become("dragon", "newt");
  await become("dragon", "worm");
  await become("sword", "spoon");
  assert.ok(second.ok && second.entry !== null);
  await policies.undo(GUILD, second.entry.id, MODERATOR);
  const { replacedWords } = (await policies.settings(GUILD)).content;
  assert.deepEqual(
    replacedWords.toSorted((one, other) => one.word.localeCompare(other.word)),
    [
      { word: "dragon", by: "lizard" },
      { word: "sword", by: "spoon" },
    ],
  );
});

onBothDatabases("undoing the first rule of a model or role keeps what was decided about it since", async (_, on) => {
  const { policies, change } = await open(on);
  const first = await change(GUILD, ({ content, limits }) => {
    content.models["m"] = { roles: { allowed: [], denied: [] }, channels: { allowed: [ART], denied: [] } };
    limits.roles[MEMBER] = { imagesPerDay: 5 };
  });
  await change(GUILD, ({ content, limits }) => {
    content.models["m"]?.channels.allowed.push(GUILD);
    Object.assign(limits.roles[MEMBER] ?? {}, { imagesPerHour: 1 });
  });
  assert.ok(first.ok && first.entry !== null);
  await policies.undo(GUILD, first.entry.id, MODERATOR);
  const { content, limits } = await policies.settings(GUILD);
  assert.deepEqual(content.models["m"]?.channels.allowed, [GUILD]);
  assert.deepEqual(limits.roles[MEMBER], { imagesPerHour: 1 });
});
