import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type Json, objectsOf } from "../../../sandbox/discord/json.ts";
import { flatten } from "../../../sandbox/discord/message-components.ts";
import { undo } from "../../../src/commands/moderation/change.ts";
import { PAGE_NAMES } from "../../../src/commands/moderation/custom-ids.ts";
import type { Moderator } from "../../../src/commands/moderation/moderator.ts";
import { panel } from "../../../src/commands/moderation/panel.ts";
import type { Asker, SeenPlace } from "../../../src/interaction.ts";
import { builtInModels } from "../../../src/models/built-in.ts";
import { ModelCatalog } from "../../../src/models/catalog.ts";
import { PolicyStore } from "../../../src/policy/policy-store.ts";
import { guildSettings } from "../../../src/policy/settings.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { LOCALES, type Locale } from "../../../src/texts/localized.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const GUILD = "1290000000000000100";
const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => String(1_290_000_000_000_001_000n + BigInt(index)));
const REASON = "*_`|".repeat(75);
const WORD = "w".repeat(56);

/** As much of everything as there may be, of `count` each. */
function fullSettings(count: number) {
  const lists = { allowed: ids(count), denied: ids(count) };
  const suspension = { until: null, reason: REASON, by: GUILD, at: 0 };
  const words = Array.from({ length: count }, (_, index) => `${WORD}${index}`);
  const limits = { imagesPerHour: 999_999_999, imagesPerDay: 999_999_999, maxPixels: 999_999_999, maxSteps: 999 };
  return guildSettings.parse({
    moderatorRoles: ids(count),
    paused: suspension,
    place: { channels: lists, ephemeralOnly: ids(count), redirect: GUILD },
    people: {
      roles: lists,
      newMembers: { exemptRoles: ids(count), accountHours: 100_000, membershipHours: 100_000 },
      suspensions: Object.fromEntries(ids(count).map((id) => [id, suspension])),
    },
    content: {
      models: Object.fromEntries(builtInModels.map(({ endpoint }) => [endpoint, { roles: lists, channels: lists }])),
      forbiddenWords: words,
      replacedWords: words.map((word) => ({ word, by: word })),
    },
    limits: { everyone: limits, roles: Object.fromEntries(ids(count).map((id) => [id, limits])) },
    money: { perDay: 9e15, perMonth: 9e15, warnings: GUILD },
    audit: { channel: GUILD },
  });
}

test("every page of a panel full to the brim fits into a message, with what was changed, in every language", async (t) => {
  const directory = await mkdtemp(join(tmpdir(), "easel-"));
  const database = await openDatabase(join(directory, "easel.db"));
  t.after(async () => {
    await database.destroy();
    await rm(directory, { recursive: true, force: true });
  });
  const clock = new FakeClock();
  const policies = new PolicyStore({ database, clock, newId: randomUUID, audited: () => {} });
  const models = new ModelCatalog(builtInModels);
  const options = { policies, models, now: () => clock.now(), ...notAsked() };
  for (const count of [200, 25, 12, 200, 24, 11]) await policies.change(GUILD, GUILD, () => fullSettings(count));
  for (const locale of LOCALES) {
    for (const [index, name] of PAGE_NAMES.entries()) {
      const asker = moderatorIn(locale);
      const moderator: Moderator = { asker, guildId: GUILD, settings: await policies.settings(GUILD) };
      const [entry] = await policies.audit(GUILD, { limit: 1 });
      const outcome = await undo(moderator, entry?.id ?? "", options);
      const after: Moderator = { ...moderator, settings: await policies.settings(GUILD) };
      const subject = { role: ids(1)[0], member: ids(1)[0], model: "flux" }[String(name)] ?? null;
      const body = await panel(after, { name, subject }, options, outcome);
      const parts = flatten(objectsOf((body as Json)["components"]));
      const texts = parts.flatMap(({ content }) => (typeof content === "string" ? [content] : []));
      const characters = texts.reduce((sum, text) => sum + text.length, 0);
      assert.ok(characters <= 4_000, `${locale} ${name} ${index}: ${characters} characters`);
      assert.ok(parts.length <= 40, `${locale} ${name}: ${parts.length} components`);
    }
  }
});

function moderatorIn(locale: Locale): Asker {
  return {
    interactionId: GUILD,
    interactionToken: "token",
    applicationId: GUILD,
    createdAt: 0,
    userId: GUILD,
    guildId: GUILD,
    channelId: GUILD,
    locale,
    attachmentSizeLimit: 0,
    byTokenOnly: false,
    privately: false,
    hidden: false,
    moderates: true,
    mayAttach: true,
    member: { userId: GUILD, roles: [], accountCreatedAt: 0, joinedAt: 0 },
    place: { channelId: GUILD, threadOf: null, categoryId: null, ageRestricted: false, complete: true },
    managesGuild: true,
    guildLocale: locale,
  };
}

/** What the panel has no part in, and a bot that may write nowhere. */
function notAsked() {
  return {
    admissions: { explain: () => Promise.reject(new Error("the panel explains nothing")) },
    memberUsage: async () => ({
      entries: [{ at: 0, images: 999_999, credits: 0 }],
      lastAdmittedAt: 0,
      jobsUnderWay: 999,
      credits: 999_999,
    }),
    placeOf: async (seen: SeenPlace) => seen,
    mayWrite: async () => false,
  };
}
