import { type ChatInputCommandInteraction, Client, Events, InteractionResponseType } from "discord.js";
import * as z from "zod";
import { type Clock, sleep } from "../../clock.ts";
import { DiscordApi } from "../../delivery/discord-api.ts";
import { sendRequest } from "../../delivery/send-request.ts";
import { ask } from "../ask.ts";
import { askDiscord, bodyOf, type DiscordAnswer, whyNot } from "../discord-reads.ts";
import { editsUntilLimit, limitsOf, type TestChannel, textMessage } from "./observe-messages.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

const COMMAND = "easel-smoke";
const PATIENCE_MS = 10 * 60_000;
const TOKEN_LIFE_MS = 15 * 60_000;
/** Easel trusts the token until then. */
const TRUSTED_MS = 14.5 * 60_000;
const MARGIN_MS = 15_000;

/** Registers a command in the channel's server, waits for somebody to use it, and edits its reply past its token's end. */
export async function observeInteraction(channel: TestChannel, surroundings: SmokeSurroundings): Promise<void> {
  const { config, clock, notebook, print } = surroundings;
  if (channel.guildId === null) {
    notebook.note("a command", "used in a server", "the test channel is a direct message", "broken");
    return;
  }
  const path = `/applications/${channel.applicationId}/guilds/${channel.guildId}/commands`;
  const json = { name: COMMAND, type: 1, description: "Used once by Easel's smoke test" };
  const registered = await askDiscord(path, config, clock, { method: "POST", json });
  const command = bodyOf(registered, z.object({ id: z.string() }));
  const verdict = command === null ? "broken" : "as expected";
  notebook.note("a command for the test", "registered", command === null ? whyNot(registered) : "registered", verdict);
  if (command === null) return;
  const client = new Client({ intents: [], rest: { api: config.discordApiUrl, makeRequest: sendRequest } });
  const over = new AbortController();
  try {
    const used = nextUse(client, clock, over.signal);
    await client.login(config.discordToken);
    print(`\nNow use /${COMMAND} in the test channel, within ten minutes.\n\n`);
    const interaction = await used;
    if (interaction === null) notebook.note("somebody uses the command", "within ten minutes", "nobody did", "broken");
    else await observeReply(interaction, channel, surroundings);
  } finally {
    over.abort();
    await client.destroy();
    await askDiscord(`${path}/${command.id}`, config, clock, { method: "DELETE" });
  }
}

/** Null when nobody uses it in time, or the signal says that it is over. */
async function nextUse(client: Client, clock: Clock, over: AbortSignal): Promise<ChatInputCommandInteraction | null> {
  const used = new Promise<ChatInputCommandInteraction>((resolve) => {
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand() && interaction.commandName === COMMAND) resolve(interaction);
    });
  });
  return Promise.race([used, sleep(clock, PATIENCE_MS, over).then(() => null)]);
}

async function observeReply(
  interaction: ChatInputCommandInteraction,
  channel: TestChannel,
  surroundings: SmokeSurroundings,
): Promise<void> {
  const { config, clock, notebook, print } = surroundings;
  notebook.hide(interaction.token);
  const api = new DiscordApi({ apiUrl: config.discordApiUrl, token: config.discordToken });
  const askedAt = clock.now();
  const data = textMessage("Easel's smoke test: this reply is edited now, and again in a quarter of an hour.");
  const answered = await api.answer(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data });
  const message = answered.ok ? answered.value.messageId : null;
  notebook.note(
    "answering a command",
    "taken, with the message's id",
    answered.ok
      ? `taken after ${clock.now() - askedAt} ms, ${message === null ? "without" : "with"} an id`
      : `${answered.kind} ${answered.code}`,
    message === null ? "broken" : "as expected",
  );
  const limit = interaction.attachmentSizeLimit;
  notebook.note(
    "what the interaction says of files",
    "a limit of at least 10 MiB",
    `${limit} bytes`,
    limit >= 10 * 2 ** 20 ? "as expected" : "differs",
  );
  if (message === null) return;
  const edit = (text: string) => editReply(interaction, channel, text, surroundings);
  await editsUntilLimit("edits of a reply", surroundings, (number) => edit(`Easel's smoke test: edit ${number}.`));

  print("\nNow it waits until the reply's token has ended, about a quarter of an hour.\n\n");
  await sleep(clock, interaction.createdTimestamp + TRUSTED_MS - MARGIN_MS - clock.now());
  noteEdit(
    "an edit of the reply after 14 minutes",
    "200",
    await edit("Easel's smoke test: 14 minutes later."),
    surroundings,
  );
  await sleep(clock, interaction.createdTimestamp + TOKEN_LIFE_MS + MARGIN_MS - clock.now());
  noteEdit("an edit of the reply after 15 minutes", "401, code 50027", await edit("never shown"), surroundings);
  const byChannel = await askDiscord(`/channels/${channel.id}/messages/${message}`, config, clock, {
    method: "PATCH",
    json: textMessage("Easel's smoke test: edited after a quarter of an hour."),
  });
  noteEdit("the same edit through the channel", "200", byChannel, surroundings);
}

/** By hand, for the headers: interaction routes carry their secret in the path. */
function editReply(
  { token }: ChatInputCommandInteraction,
  { applicationId }: TestChannel,
  text: string,
  { config, clock }: SmokeSurroundings,
): Promise<DiscordAnswer> {
  const url = `${config.discordApiUrl}/v10/webhooks/${applicationId}/${token}/messages/@original`;
  const headers = { "content-type": "application/json" };
  return ask(url, { method: "PATCH", headers, body: JSON.stringify(textMessage(text)) }, clock);
}

function noteEdit(what: string, expected: string, answer: DiscordAnswer, { notebook }: SmokeSurroundings): void {
  const status = whyNot(answer).replace(/^status /, "");
  const found = answer.ok && answer.status === 200 ? `200, ${limitsOf(answer)}` : status;
  notebook.note(what, expected, found, found.startsWith(expected) ? "as expected" : "differs");
}
