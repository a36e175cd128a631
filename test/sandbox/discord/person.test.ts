import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const MANAGE_GUILD = (1n << 5n).toString();
const EPHEMERAL = 1 << 6;
const COMMANDS = [
  {
    name: "draw",
    description: "Draws",
    options: [
      { type: 3, name: "prompt", description: "What", required: true, min_length: 3, max_length: 10 },
      { type: 4, name: "steps", description: "How many", min_value: 1, max_value: 50 },
      { type: 10, name: "guidance", description: "How close", max_value: 20 },
      { type: 3, name: "size", description: "Size", choices: [{ name: "Square", value: "square" }] },
      { type: 5, name: "safe", description: "Safe" },
      { type: 11, name: "image", description: "A picture" },
      { type: 3, name: "style", description: "A style", autocomplete: true },
      { type: 6, name: "for", description: "For whom" },
    ],
  },
  { name: "limits", description: "For moderators", default_member_permissions: MANAGE_GUILD },
  { name: "adult", description: "For adults", nsfw: true },
  { name: "admin", description: "For administrators", default_member_permissions: "0" },
  {
    name: "set",
    description: "Sets",
    options: [
      {
        type: 1,
        name: "quota",
        description: "A quota",
        options: [{ type: 4, name: "daily", description: "A day", required: true }],
      },
    ],
  },
  { name: "Describe", type: 3 },
];

describe("a person at the sandbox's Discord", () => {
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  let theo: Person;
  beforeEach(async () => {
    discord = await startSandboxDiscord();
    discord.settings.rateLimits = false;
    bot = await RawBot.login(discord);
    await bot.registerCommands(COMMANDS);
    mira = await person(discord, "Mira");
    theo = await person(discord, "Theo");
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });

  const names = async (who: Person, channel: string) => (await who.commands(channel)).map((command) => command.name);
  const reply = async (data: unknown, files: { name: string; bytes: Uint8Array }[] = []) => {
    const interaction = await bot.interaction();
    await bot.callback(interaction, { type: 4, data }, "", files);
    return interaction;
  };

  it("sees the channels and the people, and whether the bot is online", async () => {
    const channels = mira.world.guilds[0]?.channels ?? [];
    assert.deepEqual(
      channels.map((channel) => [channel.name, channel.kind, channel.ageRestricted]),
      [
        ["Studio", "category", false],
        ["lighthouse studies", "thread", false],
        ["general", "text", false],
        ["art", "text", false],
        ["after-dark", "text", true],
        ["announcements", "text", false],
      ],
    );
    assert.deepEqual(
      mira.world.people.map((each) => [each.user.global_name, each.standing, each.locale]),
      [
        ["Mira", "member", "en-US"],
        ["Theo", "moderator", "en-GB"],
        ["Nils", "newcomer", "en-US"],
        ["小雨", "member, booster", "zh-CN"],
        ["Ada", "owner", "en-US"],
      ],
    );
    assert.equal(mira.world.bot?.online, true);
  });

  it("is offered the commands that this person may use in this place", async () => {
    assert.deepEqual(await names(mira, "general"), ["draw", "set", "Describe"]);
    assert.deepEqual(await names(theo, "general"), ["draw", "limits", "set", "Describe"]);
    assert.deepEqual(await names(mira, "after-dark"), ["draw", "adult", "set", "Describe"]);
    assert.deepEqual(await names(mira, "announcements"), []);
    assert.deepEqual(await names(mira, "dm"), ["draw", "limits", "adult", "admin", "set", "Describe"]);
  });

  it("cannot send what Discord's client would hold back, and hears why", async () => {
    const reason = async (values: Parameters<Person["command"]>[1]) => {
      const answer = await mira.command("draw", values);
      return answer.outcome === "refused" ? answer.reason : answer.outcome;
    };
    assert.equal(await reason({}), 'The option "prompt" is required.');
    assert.equal(await reason({ prompt: "ab" }), 'The option "prompt" must have at least 3 characters.');
    assert.equal(await reason({ prompt: "a".repeat(11) }), 'The option "prompt" must have at most 10 characters.');
    assert.equal(await reason({ prompt: "sea", steps: 51 }), 'The option "steps" must be at most 50.');
    assert.equal(await reason({ prompt: "sea", steps: 1.5 }), 'The option "steps" must be a whole number.');
    assert.equal(await reason({ prompt: "sea", guidance: 99 }), 'The option "guidance" must be at most 20.');
    assert.equal(await reason({ prompt: "sea", size: "round" }), 'The option "size" must be one of its choices.');
    assert.equal(await reason({ prompt: "sea", colour: "red" }), 'There is no option "colour".');
    assert.equal(
      await reason({ prompt: "sea", for: "1290000000000000999" }),
      "There is no user with the id 1290000000000000999.",
    );
    assert.equal(discord.requests().filter((request) => request.route.includes("/callback")).length, 0);
  });

  it("sends a picture along, which the application finds by its id and can download", async () => {
    const image = { name: "sea.png", type: "image/png", bytes: Buffer.from("not really") };
    const answer = mira.command("draw", { prompt: "sea", image, for: theo.id }, { channel: "art" });
    const { payload } = await reply({ content: "ok" });
    await answer;
    const data = payload["data"] as {
      options: { name: string; value: string }[];
      resolved: { attachments: Record<string, { url: string; content_type: string }>; users: object; members: object };
    };
    const value = data.options.find((option) => option.name === "image")?.value ?? "";
    const attachment = data.resolved.attachments[value];
    assert.equal(attachment?.content_type, "image/png");
    assert.equal(await (await fetch(attachment?.url ?? "")).text(), "not really");
    assert.deepEqual([Object.keys(data.resolved.users), Object.keys(data.resolved.members)], [[theo.id], [theo.id]]);
  });

  it("uses subcommands and commands on messages", async () => {
    const set = theo.command("set", { quota: { daily: 5 } });
    const first = await reply({ content: "ok" });
    await set;
    const options = [{ type: 1, name: "quota", options: [{ type: 4, name: "daily", value: 5 }] }];
    assert.deepEqual((first.payload["data"] as { options: unknown }).options, options);
    assert.equal((await theo.lastMessage()).interaction_metadata?.id, first.id);
    const written = await mira.write("a lighthouse");
    const describeIt = theo.command("Describe", {}, { target: written.id });
    const second = await reply({ content: "ok" });
    await describeIt;
    const data = second.payload["data"] as {
      target_id: string;
      resolved: { messages: Record<string, { content: string }> };
    };
    assert.equal(data.resolved.messages[data.target_id]?.content, "a lighthouse");
  });

  it("is offered choices while typing", async () => {
    const typing = mira.autocomplete("draw", { prompt: "s", style: "oi" }, "style");
    const { payload, ...to } = await bot.interaction();
    const typed = (payload["data"] as { options: { name: string; value: string; focused?: boolean }[] }).options;
    assert.deepEqual(
      typed.filter((option) => option.focused).map((option) => option.value),
      ["oi"],
    );
    await bot.callback(to, { type: 8, data: { choices: [{ name: "Oil", value: "oil" }] } });
    assert.deepEqual(await typing, { outcome: "choices", choices: [{ name: "Oil", value: "oil" }] });
  });

  it("presses buttons and chooses from menus, as far as these are there and allow it", async () => {
    const menu = {
      type: 3,
      custom_id: "size",
      options: ["s", "m", "l"].map((value) => ({ label: value, value })),
      max_values: 2,
    };
    const buttons = [
      { type: 2, style: 1, label: "Cancel", custom_id: "cancel:1" },
      { type: 2, style: 2, label: "Off", custom_id: "off", disabled: true },
    ];
    const components = [
      { type: 1, components: buttons },
      { type: 1, components: [menu] },
    ];
    const asked = mira.command("draw", { prompt: "sea" });
    await reply({ content: "waiting", components });
    await asked;
    const message = await mira.lastMessage();
    assert.deepEqual((await mira.transcript()).slice(1), [
      "Easel: [Cancel]",
      "Easel: [Off] (disabled)",
      "Easel: [select: s | m | l]",
    ]);
    const pressed = mira.press(message, "Cancel");
    const { payload, ...to } = await bot.interaction();
    assert.equal((payload["message"] as { id: string }).id, message.id);
    assert.equal((payload["data"] as { custom_id: string }).custom_id, "cancel:1");
    await bot.callback(to, { type: 7, data: { content: "canceled", components: [] } });
    await pressed;
    assert.deepEqual(await mira.transcript(), ["Easel: canceled"]);
    assert.equal((await mira.press(message, "Cancel")).outcome, "refused");

    const again = mira.command("draw", { prompt: "sea" });
    await reply({ content: "waiting", components });
    await again;
    const second = await mira.lastMessage();
    assert.equal((await mira.press(second, "Off")).outcome, "refused");
    assert.equal((await mira.select(second, "size", ["s", "m", "l"])).outcome, "refused");
    assert.equal((await mira.select(second, "size", ["xl"])).outcome, "refused");
    const selected = mira.select(second, "size", ["s", "l"]);
    const choice = await bot.interaction();
    assert.deepEqual((choice.payload["data"] as { values: string[] }).values, ["s", "l"]);
    await bot.callback(choice, { type: 6 });
    assert.equal((await selected).outcome, "answered");
    await bot.webhook("PATCH", choice, "/messages/@original", { content: "s and l", components: [] });
    assert.equal((await mira.transcript()).at(-1), "Easel: s and l");
  });

  it("fills in a form, whose fields are checked, and sends it once", async () => {
    const modal = {
      title: "More",
      custom_id: "more:1",
      components: [
        { type: 10, content: "Fill in" },
        { type: 18, label: "Prompt", component: { type: 4, custom_id: "prompt", style: 2, max_length: 10 } },
        { type: 18, label: "Size", component: { type: 3, custom_id: "size", options: [{ label: "S", value: "s" }] } },
        { type: 18, label: "Picture", component: { type: 19, custom_id: "image", required: false } },
        { type: 18, label: "Sure", component: { type: 23, custom_id: "sure" } },
      ],
    };
    const asked = mira.command("draw", { prompt: "sea" });
    const to = await bot.interaction();
    assert.equal((await bot.callback(to, { type: 9, data: modal })).status, 204);
    const opened = await asked;
    assert.equal(opened.outcome, "modal");
    const form = opened.outcome === "modal" ? opened.modal : "";
    const image = { name: "a.png", type: "image/png", bytes: Buffer.from("a") };
    const long = await mira.submitModal(form, { prompt: "x".repeat(11), size: ["s"] });
    assert.deepEqual(long, { outcome: "refused", reason: '"prompt" must have at most 10 characters.' });
    const sent = mira.submitModal(form, { prompt: "a sea", size: ["s"], image: [image], sure: true });
    const submitted = await reply({ content: "thanks" });
    assert.equal((await sent).outcome, "answered");
    const data = submitted.payload["data"] as {
      custom_id: string;
      components: { component?: { custom_id: string; value?: unknown; values?: string[] } }[];
      resolved: { attachments: Record<string, { filename: string }> };
    };
    const fields = data.components.flatMap(({ component }) => component ?? []);
    assert.equal(data.custom_id, "more:1");
    assert.deepEqual(
      fields.map((field) => field.custom_id),
      ["prompt", "size", "image", "sure"],
    );
    assert.deepEqual([fields[0]?.value, fields[1]?.values, fields[3]?.value], ["a sea", ["s"], true]);
    assert.equal(data.resolved.attachments[fields[2]?.values?.[0] ?? ""]?.filename, "a.png");
    assert.equal((await mira.submitModal(form, { prompt: "again", size: ["s"] })).outcome, "refused");
    assert.equal((await theo.submitModal(form, { prompt: "again", size: ["s"] })).outcome, "refused");
  });

  it("puts an ephemeral message away without taking it from the application", async () => {
    const asked = mira.command("draw", { prompt: "sea" });
    const to = await reply({ content: "only you", flags: EPHEMERAL });
    await asked;
    await mira.dismiss(await mira.lastMessage());
    assert.deepEqual(await mira.messages(), []);
    assert.equal((await bot.webhook("PATCH", to, "/messages/@original", { content: "still there" })).status, 200);
    assert.deepEqual(await mira.messages(), []);
  });

  it("deletes what is one's own; a moderator deletes what others wrote", async () => {
    const written = await mira.write("hello");
    const nils = await person(discord, "Nils");
    await assert.rejects(nils.delete(written), /may not delete/);
    await theo.delete(written);
    assert.deepEqual(await mira.messages(), []);
    await assert.rejects(mira.write("x", { channel: "announcements" }), /may not write/);
  });
});
