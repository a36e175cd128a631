import assert from "node:assert/strict";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import sharp from "sharp";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const V2 = 1 << 15;
const SUPPRESS_EMBEDS = 1 << 2;

describe("a message", () => {
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  let art: string;
  let filesDirectory: string;
  beforeEach(async () => {
    filesDirectory = await mkdtemp(join(tmpdir(), "sandbox-discord-"));
    discord = await startSandboxDiscord({ filesDirectory });
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord);
    mira = await person(discord, "Mira");
    art = `/channels/${mira.channel("art")}/messages`;
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });
  const post = async (body: unknown, files: { name: string; bytes: Uint8Array }[] = []) => {
    const { status, body: message } = await bot.request("POST", art, body, files);
    assert.equal(status, 200, JSON.stringify(message));
    return { ...message, route: `${art}/${String(message["id"])}` } as Record<string, unknown> & { route: string };
  };

  it("reaches whom it names, as far as allowed_mentions lets it", async () => {
    const content = `<@${mira.id}> and @everyone`;
    const reached = async (allowed_mentions?: unknown) => {
      const message = await post({ content, allowed_mentions });
      return [(message["mentions"] as unknown[]).length, message["mention_everyone"]];
    };
    assert.deepEqual(await reached({ parse: [] }), [0, false]);
    assert.deepEqual(await reached({ parse: ["users"] }), [1, false]);
    assert.deepEqual(await reached({ users: [mira.id] }), [1, false]);
    assert.deepEqual(await reached({ parse: ["everyone"] }), [0, true]);
    assert.deepEqual(await reached(), [1, true]);
  });

  it("has its components numbered, around the numbers they bring along", async () => {
    const components = [
      { type: 10, content: "a" },
      { type: 17, id: 2, components: [{ type: 10, content: "b" }, { type: 14 }] },
    ];
    const message = await post({ flags: V2, components });
    const [text, container] = message["components"] as {
      id: number;
      components: { id: number; divider?: boolean }[];
    }[];
    assert.deepEqual([text?.id, container?.id, container?.components.map((each) => each.id)], [1, 2, [3, 4]]);
    assert.equal(container?.components[1]?.divider, true);
  });

  it("carries each medium's address, size and type, for foreign ones the address alone", async () => {
    const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: "navy" } })
      .jpeg()
      .toBuffer();
    const items = [{ media: { url: "attachment://sea.jpg" } }, { media: { url: "https://example.com/a.png" } }];
    const message = await post({ flags: V2, components: [{ type: 12, items }] }, [{ name: "sea.jpg", bytes }]);
    const [gallery] = message["components"] as { items: { media: Record<string, unknown> }[] }[];
    const [own, foreign] = gallery?.items.map((item) => item.media) ?? [];
    assert.deepEqual([own?.["width"], own?.["height"], own?.["content_type"]], [30, 20, "image/jpeg"]);
    const served = await fetch(String(own?.["url"]));
    assert.deepEqual(
      [served.headers.get("content-type"), (await served.arrayBuffer()).byteLength],
      ["image/jpeg", bytes.length],
    );
    assert.equal(foreign?.["url"], "https://example.com/a.png");
    assert.equal(foreign?.["width"], undefined);
  });

  it("shows a file in an embed instead of beside it, and keeps it there through edits", async () => {
    const bytes = await sharp({ create: { width: 3, height: 2, channels: 3, background: "navy" } })
      .png()
      .toBuffer();
    const embeds = [{ title: "sea", image: { url: "attachment://sea.png" } }];
    const message = await post({ embeds }, [{ name: "sea.png", bytes }]);
    const shown = (one: Record<string, unknown>) =>
      (one["embeds"] as { image: { url: string; width: number } }[])[0]?.image;
    assert.deepEqual([message["attachments"], shown(message)?.width], [[], 3]);
    const { body: edited } = await bot.request("PATCH", message.route, { content: "calm" });
    assert.deepEqual([edited["attachments"], shown(edited)?.width], [[], 3]);
    assert.equal((await fetch(shown(edited)?.url ?? "")).status, 200);
  });

  it("becomes Components V2 by an edit and stays so", async () => {
    const message = await post({ content: "waiting" });
    const components = [{ type: 10, content: "here" }];
    await bot.request("PATCH", message.route, { flags: V2, content: null, embeds: [], components });
    assert.equal(((await mira.lastMessage("art")).flags ?? 0) & V2, V2);
    assert.deepEqual(await mira.transcript("art"), ["Easel: here"]);
    const back = await bot.request("PATCH", message.route, { content: "plain again", components: [] });
    assert.equal(back.status, 400);
    await bot.request("PATCH", message.route, { flags: SUPPRESS_EMBEDS });
    assert.equal((await mira.lastMessage("art")).flags, V2 | SUPPRESS_EMBEDS);
  });

  it("cannot be edited into nothing", async () => {
    const message = await post({ content: "something" });
    const emptied = await bot.request("PATCH", message.route, { content: "" });
    assert.deepEqual([emptied.status, emptied.body["code"]], [400, 50006]);
  });

  it("that is refused leaves no file behind", async () => {
    const components = [{ type: 13, file: { url: "attachment://a.txt" } }];
    const message = await post({ flags: V2, components }, [{ name: "a.txt", bytes: Buffer.from("a") }]);
    assert.equal((await readdir(filesDirectory)).length, 1);
    const deleted = bot.request("PATCH", message.route, { flags: V2, components }, [
      { name: "a.txt", bytes: new Uint8Array(8 * 1024 * 1024) },
    ]);
    // Deleted while the file is on its way or being written: refused before or after that, it must not stay.
    await bot.request("DELETE", message.route);
    assert.equal((await deleted).body["code"], 10008);
    assert.deepEqual(await readdir(filesDirectory), []);
  });

  it("loses nothing when two edits meet", async () => {
    const message = await post({ content: "before" });
    const file = { name: "large.bin", bytes: new Uint8Array(4 * 1024 * 1024) };
    await Promise.all([
      bot.request("PATCH", message.route, {}, [file]),
      bot.request("PATCH", message.route, { content: "after" }),
    ]);
    assert.deepEqual(await mira.transcript("art"), ["Easel: after", "Easel: <large.bin>"]);
  });

  it("keeps and changes the descriptions of its attachments", async () => {
    const message = await post({ attachments: [{ id: "0", description: "old" }] }, [
      { name: "a.txt", bytes: Buffer.from("a") },
    ]);
    const [attachment] = message["attachments"] as { id: string; description: string }[];
    assert.equal(attachment?.description, "old");
    const attachments = [{ id: attachment?.id, description: "new" }];
    const { body } = await bot.request("PATCH", message.route, { attachments });
    assert.equal((body["attachments"] as { description: string }[])[0]?.description, "new");
  });

  it("replies to another, which must be there unless the bot does not mind", async () => {
    const first = await mira.write("hello", { channel: "art" });
    const reply = await post({ content: "hi", message_reference: { message_id: first.id } });
    assert.equal(reply["type"], 19);
    assert.equal((reply["referenced_message"] as { content: string }).content, "hello");
    const gone = { message_id: "1290000000000000999" };
    const refused = await bot.request("POST", art, { content: "hi", message_reference: gone });
    assert.equal(refused.status, 400);
    await post({ content: "hi", message_reference: { ...gone, fail_if_not_exists: false } });
  });

  it("is listed newest first, a page at a time", async () => {
    const ids: string[] = [];
    for (const content of ["1", "2", "3", "4"]) ids.push(String((await post({ content }))["id"]));
    const contents = async (query: string) =>
      ((await bot.request("GET", `${art}?${query}`)).body["list"] as { content: string }[]).map((each) => each.content);
    assert.deepEqual(await contents("limit=2"), ["4", "3"]);
    assert.deepEqual(await contents(`limit=2&before=${ids[2]}`), ["2", "1"]);
    assert.deepEqual(await contents(`limit=2&after=${ids[0]}`), ["3", "2"]);
  });
});
