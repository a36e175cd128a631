import assert from "node:assert/strict";
import { join } from "node:path";
import { ID } from "../../sandbox/discord/world.ts";
import { PolicyStore } from "../../src/policy/policy-store.ts";
import type { GuildSettings } from "../../src/policy/settings.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Studio } from "./studio.ts";

/** The studio's guild as a moderator would set it, without the commands: `edit` changes the settings in place. */
export async function decideLimits({ bot, clock }: Studio, edit: (settings: GuildSettings) => void): Promise<void> {
  const database = await openDatabase(join(bot.config.dataDir, "easel.db"));
  const policies = new PolicyStore({ database, clock, newId: () => String(clock.now()), audited: () => {} });
  const changed = await policies.change(ID.guild, ID.theo, (settings) => {
    edit(settings);
    return settings;
  });
  await database.destroy();
  assert.ok(changed.ok, JSON.stringify(changed));
}
