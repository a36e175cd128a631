import {
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  InteractionResponseType,
  MessageFlags,
} from "discord.js";
import type { GivenOptions } from "../commands/model-given.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import type { Answer, Asker } from "../interaction.ts";
import type { Logger } from "../logger.ts";
import { say } from "../texts/say.ts";
import { askerOf } from "./asker.ts";

/** An application command: what Discord is told of it, and what it does when someone uses it. */
export interface Command {
  readonly data: { readonly name: string };
  readonly execute: (asker: Asker, options: GivenOptions) => Promise<Answer>;
}

export interface RouterOptions {
  readonly api: DiscordApi;
  readonly commands: readonly Command[];
  readonly pressButton: (asker: Asker, customId: string) => Promise<Answer>;
  readonly log: Logger;
  /** A short reference that a person can read out to the operator. */
  readonly newReference: () => string;
}

/** Takes an interaction to whom it concerns and sends the answer. Whatever goes wrong, the person reads a sentence. */
export async function route(interaction: Interaction, options: RouterOptions): Promise<void> {
  const asker = askerOf(interaction);
  let answer: Answer | null;
  try {
    answer = await answerTo(interaction, asker, options);
  } catch (error) {
    const reference = options.newReference();
    options.log.error(
      { err: error, reference, interaction: interaction.id },
      "an interaction failed in an unforeseen way",
    );
    answer = { kind: "notice", text: say(asker.locale, "internal_error", { reference }) };
  }
  if (answer !== null) await send(asker, answer, options);
}

async function answerTo(interaction: Interaction, asker: Asker, options: RouterOptions): Promise<Answer | null> {
  if (interaction.isChatInputCommand()) {
    const command = options.commands.find(({ data }) => data.name === interaction.commandName);
    if (command === undefined) return { kind: "notice", text: say(asker.locale, "refused_gone") };
    return command.execute(asker, givenOptions(interaction));
  }
  if (interaction.isMessageComponent()) return options.pressButton(asker, interaction.customId);
  return null;
}

function givenOptions(interaction: ChatInputCommandInteraction): GivenOptions {
  return Object.fromEntries(interaction.options.data.map((option) => [option.name, given(option)]));
}

function given({ type, value, attachment }: CommandInteractionOption) {
  if (!attachment) return { type, value };
  const { url, name, size, contentType } = attachment;
  return { type, value, attachment: { url, fileName: name, bytes: size, contentType } };
}

/** Discord's bound for a message's content. */
const CONTENT_MAX = 2_000;

async function send(asker: Asker, answer: Answer, { api, log }: RouterOptions): Promise<void> {
  const interaction = { id: asker.interactionId, token: asker.interactionToken };
  const sent = await api.answer(interaction, responseOf(answer));
  // A second try of discord.js finds the first one taken: the answer stands, its message is asked for.
  const taken = sent.ok || sent.kind === "already_answered";
  if (!taken) log.warn({ interaction: interaction.id, code: sent.code }, "Discord did not take an answer");
  if (answer.kind === "reply") {
    const messageId = sent.ok ? sent.value.messageId : taken ? await originalId(asker, api) : null;
    await (messageId === null ? answer.lost() : answer.shown(messageId));
  }
  if (answer.kind === "delete message" && taken) {
    const deleted = await api.deleteOriginal(asker.applicationId, asker.interactionToken);
    if (!deleted.ok) log.warn({ interaction: interaction.id, code: deleted.code }, "a reply could not be deleted");
  }
}

async function originalId(asker: Asker, api: DiscordApi): Promise<string | null> {
  const original = await api.original(asker.applicationId, asker.interactionToken);
  return original.ok ? original.value.id : null;
}

function responseOf(answer: Answer): { type: InteractionResponseType; data?: object } {
  switch (answer.kind) {
    case "notice": {
      const data = {
        content: answer.text.slice(0, CONTENT_MAX),
        flags: MessageFlags.Ephemeral,
        allowed_mentions: { parse: [] },
      };
      return { type: InteractionResponseType.ChannelMessageWithSource, data };
    }
    case "reply":
      return { type: InteractionResponseType.ChannelMessageWithSource, data: answer.body };
    case "silent":
    case "delete message":
      return { type: InteractionResponseType.DeferredMessageUpdate };
  }
}
