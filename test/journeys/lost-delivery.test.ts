import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RequestFault } from "../../sandbox/discord/faults.ts";
import { rowsOf } from "../support/batches.ts";
import { openStudio, type Studio } from "../support/studio.ts";

/** Any edit of a reply, by the interaction's token and by the bot's own. */
const EDITS = /^PATCH \/(webhooks\/.+|channels\/\d+)\/messages\//;
const BY_TOKEN = /^PATCH \/webhooks\//;
const SENDS = /^POST \/channels\/\d+\/messages$/;

/** A job that the relay has begun, in `channel`. */
async function painting(studio: Studio, channel = "general") {
  await studio.mira.command("flux", { prompt: "where did it go" }, { channel });
  await studio.seen(studio.mira, /Painting/, channel);
}

function always({ discord }: Studio, kind: RequestFault, route: RegExp) {
  discord.faults.add({ kind, route, times: 1_000 });
}

/** Twenty minutes on: from then on only the bot's own token edits the reply. */
async function afterTheToken({ clock }: Studio) {
  for (const end = clock.now() + 20 * 60_000; clock.now() < end; ) {
    clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function assertSentDirectly({ mira, seen, relay }: Studio, why: RegExp) {
  const lines = await seen(mira, /“Picture 1 of 1: where did it go”/, "dm");
  assert.match(lines.join("\n"), why);
  assert.match(lines.join("\n"), /\[Again\]/);
  assert.equal(relay.ledger().accepted, 1);
}

test("a channel that is deleted meanwhile: the picture comes directly, with a word on why", async (t) => {
  const studio = await openStudio(t);
  await painting(studio, "art");
  studio.discord.settings.deleteChannel("art");
  await assertSentDirectly(studio, /I could not show this in <#\d+>, so it comes to you directly/);
});

test("a reply that Discord says is not there: the picture comes directly, once, also where the first answer is lost", async (t) => {
  const studio = await openStudio(t);
  await painting(studio);
  always(studio, "unknown_message", EDITS);
  studio.discord.faults.add({ kind: "reset_after", route: SENDS });
  await assertSentDirectly(studio, /so it comes to you directly/);
  const pictures = (await studio.mira.transcript("dm")).filter((line) => /“Picture/.test(line));
  assert.equal(pictures.length, 1);
});

test("a token that dies before its time: the reply is edited through the channel", async (t) => {
  const studio = await openStudio(t);
  await painting(studio);
  for (const kind of ["token_expired", "unauthorized"] as const) always(studio, kind, BY_TOKEN);
  await studio.seen(studio.mira, /“Picture 1 of 1: where did it go”/);
  const last = studio.discord.requests().findLast(({ method }) => method === "PATCH");
  assert.match(last?.route ?? "", /^\/channels\/\d+\/messages\/\d+$/);
});

test("a plain 401 on the token's route says the same, and the bot's own token goes on", async (t) => {
  const studio = await openStudio(t);
  await painting(studio);
  always(studio, "unauthorized", BY_TOKEN);
  await studio.seen(studio.mira, /“Picture 1 of 1: where did it go”/);
});

test("no files allowed any more when the token is over: the picture comes directly, and the reply says so", async (t) => {
  const studio = await openStudio(t, { relay: { workers: 0 } });
  await studio.mira.command("flux", { prompt: "where did it go" }, { channel: "art" });
  await studio.seen(studio.mira, /relay's queue/, "art");
  await afterTheToken(studio);
  studio.discord.settings.setBotPermission("art", "AttachFiles", false);
  studio.relay.settings.update({ workers: 2 });
  await assertSentDirectly(studio, /so it comes to you directly/);
  const lines = await studio.seen(studio.mira, /Done\. I may not attach files here/, "art");
  assert.doesNotMatch(lines.join("\n"), /Painting|Fetching/);
});

test("no reply and no direct messages: the pictures stay in the archive, and the job says that it could not be shown", async (t) => {
  const studio = await openStudio(t);
  await painting(studio);
  always(studio, "direct_messages_closed", SENDS);
  studio.discord.settings.deleteMessage((await studio.mira.lastMessage()).id);
  const { dataDir } = studio.bot.config;
  const job = () => rowsOf(studio, "select state, failure, files, told_at from jobs")[0];
  await studio.until("the job is told", () => job()?.["told_at"] !== null);
  const row = job();
  assert.equal(row?.["state"], "failed");
  assert.match(String(row?.["failure"]), /"kind":"undeliverable","charged":"yes"/);
  const [file] = JSON.parse(String(row?.["files"]));
  const kept = readdirSync(join(dataDir, "archive"), { recursive: true }).map(String);
  assert.ok(kept.includes(file.path), `${file.path} is in ${kept.join(", ")}`);
  assert.deepEqual([studio.relay.ledger().accepted, studio.relay.ledger().charged], [1, 1]);
});

test("files refused everywhere: the reply says that they are done, charged and kept, and offers no second payment", async (t) => {
  const studio = await openStudio(t, { relay: { workers: 0 } });
  await studio.mira.command("flux", { prompt: "where did it go" }, { channel: "art" });
  await studio.seen(studio.mira, /relay's queue/, "art");
  await afterTheToken(studio);
  studio.discord.settings.setBotPermission("art", "AttachFiles", false);
  always(studio, "direct_messages_closed", SENDS);
  studio.relay.settings.update({ workers: 2 });
  const lines = await studio.seen(
    studio.mira,
    /The result is done, but Discord let me show it neither here nor in a/,
    "art",
  );
  assert.match(lines.join("\n"), /It was charged and is kept safe: \/history has it/);
  assert.match(lines.join("\n"), /\[Delete\]/);
  assert.doesNotMatch(lines.join("\n"), /\[(Try again|Again)\]/);
});

test("how a job failed is told directly, too, when its reply is gone", async (t) => {
  const studio = await openStudio(t);
  assert.deepEqual(studio.relay.faults.add({ at: "file", kind: "expired", times: "always" }), { ok: true });
  await painting(studio);
  studio.discord.settings.deleteMessage((await studio.mira.lastMessage()).id);
  await studio.seen(studio.mira, /had expired at the relay before it could be fetched\. It was charged/, "dm");
});

test("a cancelled job whose reply is gone writes to nobody", async (t) => {
  const studio = await openStudio(t);
  await studio.mira.command("flux", { prompt: "sandbox: queue 60" });
  await studio.seen(studio.mira, /relay's queue/);
  const message = await studio.mira.lastMessage();
  await studio.mira.press(message, "Cancel");
  studio.discord.settings.deleteMessage(message.id);
  await studio.until("the job is told", () => /job told/.test(studio.log.join("")));
  assert.ok(!studio.discord.requests().some(({ route }) => route === "/users/@me/channels"));
});
