import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot, send } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const MIB = 1024 * 1024;
const HOUR_MS = 3_600_000;
const code = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body["code"]];
const file = (name: string, bytes: Uint8Array) => ({ name, bytes });

describe("the REST API", () => {
  const clock = new FakeClock();
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  let art: string;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock });
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord);
    mira = await person(discord, "Mira");
    art = `/channels/${mira.channel("art")}/messages`;
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });

  it("wants the bot's token, except where the path holds a secret", async () => {
    assert.deepEqual(code(await send(discord, "GET", "/users/@me", {})), [401, 0]);
    assert.deepEqual(code(await send(discord, "GET", "/users/@me", { authorization: "Bot wrong" })), [401, 0]);
    assert.equal((await send(discord, "GET", "/gateway", {})).status, 200);
    assert.deepEqual(
      code(await send(discord, "POST", "/interactions/1/x/callback", { body: { type: 5 } })),
      [404, 10062],
    );
  });

  it("answers what it does not know in Discord's words, and notes it as the client's fault", async () => {
    assert.deepEqual(code(await bot.request("GET", "/nothing/here")), [404, 0]);
    const [violation] = discord.violations();
    assert.equal(violation?.request, "GET /nothing/here");
    const old = await fetch(`${discord.apiUrl}/v6/users/@me`);
    assert.equal(((await old.json()) as { code: number }).code, 50041);
    assert.deepEqual(code(await bot.request("GET", "/channels/1290000000000000999")), [404, 10003]);
    assert.deepEqual(code(await bot.request("GET", "/guilds/1290000000000000999")), [404, 10004]);
    assert.deepEqual(code(await bot.request("GET", `${art}/1290000000000000999`)), [404, 10008]);
    assert.deepEqual(code(await bot.request("GET", "/applications/1290000000000000999/commands")), [403, 50001]);
  });

  it("refuses a body that is not JSON and a form with faults, naming the place", async () => {
    const headers = { authorization: `Bot ${discord.token}`, "content-type": "application/json" };
    const broken = await fetch(`${discord.apiUrl}/v10${art}`, { method: "POST", headers, body: "{" });
    assert.equal(((await broken.json()) as { code: number }).code, 50109);
    const long = await bot.request("POST", art, { content: "x".repeat(2001) });
    assert.deepEqual(code(long), [400, 50035]);
    const errors = long.body["errors"] as { content: { _errors: { code: string }[] } };
    assert.equal(errors.content._errors[0]?.code, "BASE_TYPE_MAX_LENGTH");
    assert.deepEqual(code(await bot.request("POST", art, { content: "" })), [400, 50006]);
    assert.deepEqual(await mira.messages("art"), []);
  });

  it("lets the bot write where it may, edit what is its own and delete it", async () => {
    const posted = await bot.request("POST", art, { content: "hello" });
    const own = `${art}/${String(posted.body["id"])}`;
    assert.equal((await bot.request("PATCH", own, { content: "hello again" })).status, 200);
    const edited = (await mira.lastMessage("art")).edited_timestamp;
    assert.ok(edited !== null);
    assert.equal((await bot.request("DELETE", own)).status, 204);
    const hers = await mira.write("mine", { channel: "art" });
    assert.deepEqual(code(await bot.request("PATCH", `${art}/${hers.id}`, { content: "x" })), [403, 50005]);
    assert.deepEqual(code(await bot.request("DELETE", `${art}/${hers.id}`)), [403, 50013]);
    const news = `/channels/${mira.channel("announcements")}/messages`;
    assert.deepEqual(code(await bot.request("POST", news, { content: "x" })), [403, 50013]);
  });

  it("asks for the permission to attach files, and to see the channel", async () => {
    const files = [file("a.txt", Buffer.from("a"))];
    discord.settings.setBotPermission("art", "AttachFiles", false);
    assert.deepEqual(code(await bot.request("POST", art, { content: "x" }, files)), [403, 50013]);
    discord.settings.setBotPermission("art", "AttachFiles", true);
    assert.equal((await bot.request("POST", art, { content: "x" }, files)).status, 200);
    discord.settings.setBotPermission("art", "ViewChannel", false);
    assert.deepEqual(code(await bot.request("POST", art, { content: "x" })), [403, 50001]);
  });

  it("refuses a file above the place's limit and a request above 25 MiB", async () => {
    const ten = new Uint8Array(10 * MIB);
    assert.equal((await bot.request("POST", art, {}, [file("ten.bin", ten)])).status, 200);
    const above = new Uint8Array(10 * MIB + 1);
    assert.deepEqual(code(await bot.request("POST", art, {}, [file("above.bin", above)])), [413, 40005]);
    const three = [file("1.bin", ten), file("2.bin", ten), file("3.bin", ten)];
    assert.deepEqual(code(await bot.request("POST", art, {}, three)), [413, 40005]);
    discord.settings.setFileLimit(100);
    assert.deepEqual(code(await bot.request("POST", art, {}, [file("b.bin", new Uint8Array(101))])), [413, 40005]);
  });

  it("serves attachments at signed addresses that expire", async () => {
    await bot.request("POST", art, {}, [file("häuser am meer.txt", Buffer.from("words"))]);
    const [attachment] = (await mira.lastMessage("art")).attachments;
    assert.equal(attachment?.filename, "h_user_am_meer.txt");
    assert.equal(attachment?.title, "häuser am meer");
    const url = new URL(attachment?.url ?? "");
    assert.equal(await (await fetch(url)).text(), "words");
    const forged = new URL(url);
    forged.searchParams.set("ex", "ffffffff");
    assert.equal((await fetch(forged)).status, 404);
    clock.advance(25 * HOUR_MS);
    assert.equal((await fetch(url)).status, 404);
    const refreshed = await bot.request("POST", "/attachments/refresh-urls", { attachment_urls: [url.href] });
    const [entry] = refreshed.body["refreshed_urls"] as { refreshed: string }[];
    assert.equal(await (await fetch(entry?.refreshed ?? "")).text(), "words");
  });

  it("keeps attachments through edits, and takes a list of them as the whole new state", async () => {
    const files = [file("a.txt", Buffer.from("a")), file("b.txt", Buffer.from("b"))];
    const { body } = await bot.request("POST", art, { content: "x" }, files);
    const own = `${art}/${String(body["id"])}`;
    const names = async () => (await mira.lastMessage("art")).attachments.map((attachment) => attachment.filename);
    await bot.request("PATCH", own, { content: "y" });
    assert.deepEqual(await names(), ["a.txt", "b.txt"]);
    await bot.request("PATCH", own, {}, [file("c.txt", Buffer.from("c"))]);
    assert.deepEqual(await names(), ["a.txt", "b.txt", "c.txt"]);
    const [dropped, second] = (await mira.lastMessage("art")).attachments;
    const kept = second?.id;
    await bot.request("PATCH", own, { attachments: [{ id: kept }, { id: "0" }] }, [file("d.txt", Buffer.from("d"))]);
    assert.deepEqual(await names(), ["b.txt", "d.txt"]);
    assert.equal((await fetch(dropped?.url ?? "")).status, 404);
    const left = (await mira.lastMessage("art")).attachments[0];
    await bot.request("DELETE", own);
    assert.equal((await fetch(left?.url ?? "")).status, 404);
  });

  it("leaves files that components show out of the list of attachments, but keeps them", async () => {
    const components = [{ type: 13, file: { url: "attachment://a.txt" } }];
    const sent = await bot.request("POST", art, { flags: 1 << 15, components }, [file("a.txt", Buffer.from("a"))]);
    assert.deepEqual(sent.body["attachments"], []);
    const [shown] = sent.body["components"] as { file: { url: string }; name: string; size: number }[];
    assert.deepEqual([shown?.name, shown?.size], ["a.txt", 1]);
    const own = `${art}/${String(sent.body["id"])}`;
    const edited = await bot.request("PATCH", own, {
      flags: 1 << 15,
      components: [...components, { type: 10, content: "more" }],
    });
    assert.deepEqual([edited.status, edited.body["errors"]], [200, undefined]);
    assert.deepEqual(await mira.transcript("art"), ["Easel: <a.txt>", "Easel: more"]);
    const lost = await bot.request("PATCH", own, {
      flags: 1 << 15,
      components: [{ type: 13, file: { url: "attachment://z.txt" } }],
    });
    assert.deepEqual(code(lost), [400, 50035]);
  });

  it("sends a message with an enforced nonce once", async () => {
    const body = { content: "once", nonce: "job-1", enforce_nonce: true };
    const first = await bot.request("POST", art, body);
    const second = await bot.request("POST", art, body);
    assert.equal(second.body["id"], first.body["id"]);
    assert.deepEqual(await mira.transcript("art"), ["Easel: once"]);
  });

  it("opens a direct message that only its person sees", async () => {
    const opened = await bot.request("POST", "/users/@me/channels", { recipient_id: mira.id });
    await bot.request("POST", `/channels/${String(opened.body["id"])}/messages`, { content: "psst" });
    assert.deepEqual(await mira.transcript("dm"), ["Easel: psst"]);
    const theo = await person(discord, "Theo");
    await assert.rejects(theo.messages(String(opened.body["id"])), /There is no channel/);
  });

  it("records every request with its files' sizes and the status it was answered", async () => {
    await bot.request("POST", art, { content: "x" }, [file("a.txt", Buffer.from("abc"))]);
    const last = discord.requests().at(-1);
    assert.deepEqual(last?.files, [{ field: "files[0]", name: "a.txt", bytes: 3 }]);
    assert.deepEqual([last?.method, last?.route, last?.status, last?.body], ["POST", art, 200, { content: "x" }]);
  });

  it("loses messages and channels that a moderator deletes", async () => {
    const { body } = await bot.request("POST", art, { content: "x" });
    discord.settings.deleteMessage(String(body["id"]));
    assert.deepEqual(code(await bot.request("PATCH", `${art}/${String(body["id"])}`, { content: "y" })), [404, 10008]);
    discord.settings.deleteChannel("art");
    assert.deepEqual(code(await bot.request("POST", art, { content: "x" })), [404, 10003]);
  });

  it("lets no page from elsewhere in", async () => {
    const strange = await fetch(`${discord.url}/sandbox/api/world`, { headers: { origin: "https://example.com" } });
    assert.equal(strange.status, 403);
    const own = await fetch(`${discord.url}/sandbox/api/world`, { headers: { origin: discord.url } });
    assert.equal(own.status, 200);
  });
});
