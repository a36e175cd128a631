import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { APIMessage } from "../../sandbox/discord/person-api.ts";
import type { Person, Values } from "./person.ts";
import type { Studio } from "./studio.ts";

const EPHEMERAL = 1 << 6;

/** The newest preview or question that only this person sees. */
export async function askedOf(who: Person, channel?: string): Promise<APIMessage> {
  const found = (await who.messages(channel)).findLast(({ flags }) => ((flags ?? 0) & EPHEMERAL) !== 0);
  assert.ok(found, "nobody is asked anything");
  return found;
}

/** Asks for what a prompt comes to, and has it made. @returns the batch's first message */
export async function makeBatch(
  { seen, mira }: Studio,
  prompt: string,
  options: Values = {},
  where: { readonly channel?: string; readonly who?: Person } = {},
): Promise<APIMessage> {
  const { channel, who = mira } = where;
  await who.command("flux", { prompt, ...options }, channel === undefined ? {} : { channel });
  const lines = await seen(who, /\[Make \d+\]/, channel);
  const make = lines.findLast((line) => /\[Make \d+\]/.test(line)) ?? "";
  await who.press(await askedOf(who, channel), /\[(?<label>Make \d+)\]/.exec(make)?.groups?.["label"] ?? "");
  await seen(who, /\[Cancel all\]/, channel);
  const first = (await batchMessages(who, channel))[0];
  assert.ok(first);
  return first;
}

/** The messages of batches, oldest first. */
export async function batchMessages(who: Person, channel?: string): Promise<APIMessage[]> {
  const all = await who.messages(channel);
  return all.filter(({ components }) => /"batch:(cancel|retry|again|delete):/.test(JSON.stringify(components)));
}

/** Alt texts of the pictures that stand in a message. */
export function picturesIn(message: APIMessage | undefined): string[] {
  return [...JSON.stringify(message?.components ?? []).matchAll(/"description":"(?<alt>Picture [^"]*)"/g)].map(
    ({ groups }) => groups?.["alt"] ?? "",
  );
}

/** Rows of the bot's database, whichever it has; nothing goes on meanwhile. */
export function rowsOf({ bot }: Studio, sql: string): Record<string, unknown>[] {
  const { databaseUrl } = bot.config;
  if (databaseUrl !== null) {
    const told = execFileSync(process.execPath, [resolve("test/support/query.ts"), databaseUrl, sql]);
    return JSON.parse(told.toString());
  }
  const database = new DatabaseSync(join(bot.config.dataDir, "easel.db"), { readOnly: true });
  const found = database.prepare(sql).all();
  database.close();
  return found;
}

/** Waits until every job is told: what people see comes a moment before it is written down. */
export function allTold(studio: Studio): Promise<void> {
  return studio.until(
    "every job is told",
    () => rowsOf(studio, "select id from jobs where told_at is null").length === 0,
  );
}

/** Presses a button of the newest batch's message as it stands now. */
export async function pressNow(who: Person, button: string, channel?: string) {
  const message = (await batchMessages(who, channel)).findLast(({ components }) =>
    JSON.stringify(components).includes(button),
  );
  assert.ok(message, `no batch offers ${button}`);
  return who.press(message, button);
}
