import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type ChatInputCommandInteraction, Client, Events, MessageFlags, Routes } from "discord.js";
import sharp from "sharp";
import type { SandboxDiscord } from "../../../sandbox/discord/start.ts";
import { person } from "../../support/person.ts";
import { startSandboxDiscord } from "./start-sandbox-discord.ts";

/** An unchanged discord.js client, as a bot would make it. */
async function login(discord: SandboxDiscord, intents: number[] = []): Promise<Client<true>> {
  const client = new Client({ intents, rest: { api: discord.apiUrl } });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

function onCommand(client: Client, run: (interaction: ChatInputCommandInteraction) => Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) run(interaction).then(() => resolve(), reject);
    });
  });
}

const picture = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

describe("a discord.js client at the sandbox's Discord", () => {
  let discord: SandboxDiscord;
  let client: Client<true>;
  beforeEach(async () => {
    discord = await startSandboxDiscord();
    client = await login(discord);
    const command = {
      name: "draw",
      description: "Draws",
      options: [{ type: 3, name: "prompt", description: "What", required: true }],
    };
    await client.rest.put(Routes.applicationCommands(client.application.id), { body: [command] });
  });
  afterEach(async () => {
    await client.destroy();
    await discord.stop();
  });

  it("answers a command with a Components V2 message and edits a picture into it", async () => {
    const mira = await person(discord, "Mira");
    const file = await picture();
    const done = onCommand(client, async (interaction) => {
      await interaction.deferReply();
      await client.rest.patch(Routes.webhookMessage(client.application.id, interaction.token, "@original"), {
        auth: false,
        body: {
          flags: MessageFlags.IsComponentsV2,
          allowed_mentions: { parse: [] },
          components: [
            { type: 10, content: interaction.options.getString("prompt", true) },
            { type: 12, items: [{ media: { url: "attachment://sea.png" }, description: "the sea" }] },
          ],
          attachments: [{ id: "0", filename: "sea.png", description: "the sea" }],
        },
        files: [{ name: "sea.png", data: file, key: "files[0]" }],
      });
    });
    const answer = await mira.command("draw", { prompt: "the sea" }, { channel: "art" });
    assert.equal(answer.outcome, "answered");
    await done;
    assert.deepEqual(await mira.transcript("art"), ["Easel: the sea", "Easel: <sea.png 64×48> “the sea”"]);
    assert.deepEqual(discord.violations(), []);
  });
});
