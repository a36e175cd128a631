import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { ID } from "../../sandbox/discord/world.ts";
import { type OperatorSettings, operatorSettings } from "../../src/policy/operator-settings.ts";
import { OPERATOR } from "../../src/policy/policy-store.ts";
import { type GuildSettings, guildSettings } from "../../src/policy/settings.ts";
import type { Studio } from "./studio.ts";

const WRITE = `insert into policy_settings (scope, settings, changed_at, changed_by) values (?, ?, ?, ?)
  on conflict (scope) do update set settings = excluded.settings`;

/** The studio's guild as a moderator would set it, without the commands: `edit` changes the settings in place. */
export function decideLimits(studio: Studio, edit: (settings: GuildSettings) => void): Promise<void> {
  return decide(studio, ID.guild, guildSettings, edit);
}

/** The same as the operator, for all guilds. */
export function decideAsOperator(studio: Studio, edit: (settings: OperatorSettings) => void): Promise<void> {
  return decide(studio, OPERATOR, operatorSettings, edit);
}

interface Decision<Settings> {
  readonly form: { parse(value: unknown): Settings };
  readonly edit: (settings: Settings) => void;
}

async function decide<Settings>(
  { bot, clock }: Studio,
  scope: string,
  form: Decision<Settings>["form"],
  edit: Decision<Settings>["edit"],
): Promise<void> {
  const { databaseUrl, dataDir } = bot.config;
  if (databaseUrl !== null) return decideInPostgres(databaseUrl, { scope, form, edit, at: clock.now() });
  const database = new DatabaseSync(join(dataDir, "easel.db"));
  const row = database.prepare("select settings from policy_settings where scope = ?").get(scope);
  const settings = form.parse(JSON.parse(String(row?.["settings"] ?? "{}")));
  edit(settings);
  const text = JSON.stringify(form.parse(settings));
  // One statement, never a wait inside it: the bot lives in this process and could not end what it waits for.
  while (!tryOnce(() => database.prepare(WRITE).run(scope, text, clock.now(), ID.theo))) await setTimeout(2);
  database.close();
}

async function decideInPostgres<Settings>(
  url: string,
  { scope, form, edit, at }: Decision<Settings> & { scope: string; at: number },
): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query("select settings from policy_settings where scope = $1", [scope]);
    const settings = form.parse(JSON.parse(rows[0]?.settings ?? "{}"));
    edit(settings);
    const numbered = WRITE.replace("?, ?, ?, ?", "$1, $2, $3, $4");
    await client.query(numbered, [scope, JSON.stringify(form.parse(settings)), at, ID.theo]);
  } finally {
    await client.end();
  }
}

function tryOnce(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("locked")) return false;
    throw error;
  }
}
