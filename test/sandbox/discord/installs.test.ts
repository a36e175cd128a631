import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Person, person } from "../../support/person.ts";
import { RawBot } from "./raw-bot.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

const ANYWHERE = { name: "draw", description: "A command", integration_types: [0, 1], contexts: [0, 1, 2] };
const BUTTONS = [{ type: 1, components: [{ type: 2, style: 2, label: "More", custom_id: "more" }] }];

describe("an application that people bring along", () => {
  let discord: SandboxDiscord;
  let bot: RawBot;
  let mira: Person;
  let theo: Person;
  beforeEach(async () => {
    discord = await startSandboxDiscord({ clock: new FakeClock() });
    bot = await RawBot.login(discord);
    await bot.request("PUT", `/applications/${discord.applicationId}/commands`, [ANYWHERE]);
    [mira, theo] = await Promise.all([person(discord, "Mira"), person(discord, "Theo")]);
    await mira.install();
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });

  /** Mira's command in a place, and how Discord tells of it. */
  async function used(channel: string) {
    const asked = mira.command("draw", {}, { channel });
    const { payload, ...to } = await bot.interaction();
    await bot.callback(to, { type: 4, data: { content: "here", components: BUTTONS } });
    await asked;
    return payload;
  }

  it("is told where it is used, and whose installation that is", async () => {
    const told = [];
    for (const channel of ["general", "dm", "cafe", "Theo"]) {
      const { context, authorizing_integration_owners: owners, guild_id } = await used(channel);
      told.push({ channel, context, owners, inGuild: guild_id !== undefined });
    }
    const guild = discord.guildId;
    assert.deepEqual(told, [
      { channel: "general", context: 0, owners: { "0": guild, "1": mira.id }, inGuild: true },
      { channel: "dm", context: 1, owners: { "0": "0", "1": mira.id }, inGuild: false },
      { channel: "cafe", context: 0, owners: { "1": mira.id }, inGuild: true },
      { channel: "Theo", context: 2, owners: { "1": mira.id }, inGuild: false },
    ]);
  });

  it("is nobody else's to command there, but its buttons are everybody's, for whom it was brought", async () => {
    await used("Theo");
    const conversation = mira.channel("Theo");
    assert.deepEqual(await theo.commands(conversation), []);
    const [message] = await theo.messages(conversation);
    assert.ok(message);
    const pressed = theo.press(message, "more");
    const { payload, ...to } = await bot.interaction();
    await bot.callback(to, { type: 6 });
    await pressed;
    assert.deepEqual(payload["authorizing_integration_owners"], { "1": mira.id });
    assert.deepEqual((payload["user"] as { id: string }).id, theo.id);
  });

  it("shows nothing of where it is not to people who did not bring it", async () => {
    const guilds = (who: Person) => who.world.guilds.map(({ name }) => name);
    assert.deepEqual([guilds(mira), guilds(theo)], [["Easel Studio", "Riverside"], ["Easel Studio"]]);
    assert.deepEqual([mira.world.conversations.length, theo.world.conversations.length], [1, 0]);
  });
});
