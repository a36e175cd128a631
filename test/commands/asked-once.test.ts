import assert from "node:assert/strict";
import type { KyselyPlugin } from "kysely";
import { helpCommand } from "../../src/commands/help/help.ts";
import { meCommand } from "../../src/commands/me.ts";
import type { Answer, Asker, SeenPlace } from "../../src/interaction.ts";
import { GuildJobs } from "../../src/jobs/guild-jobs.ts";
import { builtInModels } from "../../src/models/built-in.ts";
import { ModelCatalog } from "../../src/models/catalog.ts";
import { Admissions } from "../../src/policy/admissions.ts";
import { PolicyStore } from "../../src/policy/policy-store.ts";
import { memberUsage } from "../../src/policy/usage-reader.ts";
import { onBothDatabases, type TestDatabase } from "../support/databases.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { GUILD, MEMBER, MODERATOR, openLimits } from "../support/limits.ts";

/** In a guild where everything is bounded, so that everything is read. */
async function openCounted(on: TestDatabase) {
  const { database, clock, jobs, policies: open } = await openLimits({ on, clock: new FakeClock() });
  await open.change(GUILD, MODERATOR, (settings) => {
    settings.limits.everyone.imagesPerDay = 5;
    settings.jobsAtOnce = 9;
    settings.money.perDay = 9e6;
    return settings;
  });
  const asked = { queries: 0 };
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      asked.queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted = database.withPlugin(counting);
  const policies = new PolicyStore({ database: counted, clock, newId: () => "", audited: () => {} });
  const admissions = new Admissions({ jobs, policies, database: counted, clock });
  const models = new ModelCatalog(builtInModels);
  const options = { admissions, policies, models, placeOf: async (seen: SeenPlace) => seen };
  const help = helpCommand({ ...options, commands: () => [] });
  const me = meCommand({
    ...options,
    guildJobs: new GuildJobs(counted),
    memberUsage: (guildId, userId) => memberUsage(counted, { guildId, userId, now: clock.now() }),
    now: () => clock.now(),
  });
  /** What it answers with that many models, and after how many queries. */
  async function withModels(count: number, answer: () => Promise<Answer | undefined>) {
    models.replace(builtInModels.slice(0, count));
    asked.queries = 0;
    const said = JSON.stringify(await answer());
    return { said, queries: asked.queries };
  }
  return { help, me, withModels };
}

const mira: Asker = {
  interactionId: "1",
  interactionToken: "token",
  applicationId: "1",
  createdAt: 0,
  userId: MEMBER,
  guildId: GUILD,
  channelId: "1",
  locale: "en-US",
  attachmentSizeLimit: 0,
  byTokenOnly: false,
  privately: false,
  hidden: false,
  moderates: false,
  mayAttach: true,
  member: { userId: MEMBER, roles: [GUILD], accountCreatedAt: 0, joinedAt: 0 },
  place: { channelId: "1", threadOf: null, categoryId: null, ageRestricted: false, complete: true },
  managesGuild: false,
  guildLocale: "en-US",
};
const UNUSED = { path: [], people: new Map(), message: null, person: null };

onBothDatabases(
  "/help, its autocomplete and /me ask no more of the database for every model than for one",
  async (_, on) => {
    const { help, me, withModels } = await openCounted(on);
    const ways: Record<string, () => Promise<Answer | undefined>> = {
      "/help": () => help.execute(mira, {}, UNUSED),
      "/help, while it is typed": async () => help.autocomplete?.(mira, {}, "command", UNUSED),
      "/me": () => me.execute(mira, {}, UNUSED),
    };
    for (const [way, answer] of Object.entries(ways)) {
      const one = await withModels(1, answer);
      const all = await withModels(builtInModels.length, answer);
      assert.ok(one.queries > 0 && all.said.length > one.said.length, way);
      assert.equal(all.queries, one.queries, way);
    }
  },
);
