import { ComponentType, type Interaction, InteractionResponseType, MessageFlags } from "discord.js";
import type { DiscordApi, DiscordErrorKind, DiscordOutcome } from "../delivery/discord-api.ts";
import { isUnsaid, shownReply } from "../delivery/shown-reply.ts";
import type { FirstAnswers } from "../first-answers.ts";
import type { Answer, AnswerMessage, Asker, Command, ComponentHandler, ModalHandler } from "../interaction.ts";
import type { Logger } from "../logger.ts";
import { cut } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { askerOf } from "./asker.ts";
import { useOfCommand, useOfComponent, useOfContextMenu, useOfModal } from "./command-use.ts";

export interface RouterOptions {
  readonly api: DiscordApi;
  /** Asked for anew at every interaction: models may join while the bot runs. */
  readonly commands: () => readonly Command[];
  readonly components: readonly ComponentHandler[];
  readonly modals: readonly ModalHandler[];
  readonly log: Logger;
  readonly firstAnswers: FirstAnswers;
  /** A short reference that a person can read out to the operator. */
  readonly newReference: () => string;
}

/** Takes an interaction to whom it concerns and sends the answer. Whatever goes wrong, the person reads a sentence. */
export async function route(interaction: Interaction, options: RouterOptions): Promise<void> {
  const given = options.firstAnswers.owe();
  try {
    const asker = askerOf(interaction);
    await send(asker, await answerInAnyCase(interaction, asker, options), options, given);
  } finally {
    given();
  }
}

async function answerInAnyCase(interaction: Interaction, asker: Asker, options: RouterOptions): Promise<Answer> {
  try {
    return await answerTo(interaction, asker, options);
  } catch (error) {
    const text = unforeseen(error, asker, options);
    // While a person types there is no place for a sentence.
    return interaction.isAutocomplete() ? { kind: "choices", choices: [] } : { kind: "notice", text };
  }
}

/** Does nothing of what is asked, because the database does not answer. */
export async function refuse(interaction: Interaction, options: RouterOptions): Promise<void> {
  const asker = askerOf(interaction);
  await send(asker, { kind: "notice", text: say(asker.locale, "refused_storage") }, options);
}

function unforeseen(error: unknown, asker: Asker, { log, newReference }: RouterOptions): string {
  const reference = newReference();
  log.error({ err: error, reference, interaction: asker.interactionId }, "an interaction failed in an unforeseen way");
  return say(asker.locale, "internal_error", { reference });
}

async function answerTo(interaction: Interaction, asker: Asker, options: RouterOptions): Promise<Answer> {
  const gone: Answer = { kind: "notice", text: say(asker.locale, "refused_gone") };
  if (interaction.isMessageComponent()) {
    const handler = options.components.find(({ prefix }) => prefix === prefixOf(interaction.customId));
    return handler?.press(asker, useOfComponent(interaction)) ?? gone;
  }
  if (interaction.isModalSubmit()) {
    const handler = options.modals.find(({ prefix }) => prefix === prefixOf(interaction.customId));
    return handler?.submit(asker, useOfModal(interaction)) ?? gone;
  }
  const command = options.commands().find(({ data }) => data.name === interaction.commandName);
  if (interaction.isChatInputCommand()) {
    const { options: given, use } = useOfCommand(interaction);
    return command?.execute(asker, given, use) ?? gone;
  }
  if (interaction.isContextMenuCommand()) return command?.execute(asker, {}, useOfContextMenu(interaction)) ?? gone;
  if (interaction.isAutocomplete()) {
    const { options: given, use } = useOfCommand(interaction);
    const { name } = interaction.options.getFocused(true);
    return (await command?.autocomplete?.(asker, given, name, use)) ?? { kind: "choices", choices: [] };
  }
  return gone;
}

function prefixOf(customId: string): string {
  return customId.split(":", 1)[0] ?? "";
}

/** Discord's bound for a message's content. */
const CONTENT_MAX = 2_000;
const CHOICES_MAX = 25;

async function send(asker: Asker, answer: Answer, options: RouterOptions, given = () => {}): Promise<void> {
  const { api, log } = options;
  const interaction = { id: asker.interactionId, token: asker.interactionToken };
  const sent = await api.answer(interaction, responseOf(answer));
  given();
  // A second try of discord.js finds the first one taken: the answer stands, its message is asked for.
  const taken = sent.ok || sent.kind === "already_answered";
  if (!taken) log.warn({ interaction: interaction.id, code: sent.code }, "Discord did not take an answer");
  if (answer.kind === "notice") await answer.afterwards?.();
  if (answer.kind === "reply") await settleReply(asker, answer, sent, api);
  if ((answer.kind === "later" || answer.kind === "update later") && taken) await sendLater(asker, answer, options);
  if (answer.kind === "delete message" && taken) {
    const deleted = await api.deleteOriginal(asker.applicationId, asker.interactionToken);
    if (!deleted.ok) log.warn({ interaction: interaction.id, code: deleted.code }, "a reply could not be deleted");
  }
}

/** Fills the answer that Discord shows as thinking; it stays as ephemeral as it began. */
async function sendLater(
  asker: Asker,
  answer: Extract<Answer, { kind: "later" | "update later" }>,
  options: RouterOptions,
): Promise<void> {
  let made: AnswerMessage | null = null;
  try {
    made = await answer.message();
    if (made === null) return;
    const filled = await fill(asker, made, options);
    if (!filled.ok && REFUSALS.has(filled.kind)) throw new Error("Discord refused an answer", { cause: filled });
  } catch (error) {
    const text = unforeseen(error, asker, options);
    await fill(asker, { body: answer.kind === "later" ? noticeBody(text) : textOnly(text) }, options);
  } finally {
    await made?.discard?.();
  }
}

/** The answer does not stand then, and a sentence still may. */
const REFUSALS: ReadonlySet<DiscordErrorKind> = new Set(["too_large", "forbidden", "refused"]);

async function fill(asker: Asker, { body, files }: AnswerMessage, { api, log }: RouterOptions) {
  const filled = await api.editOriginal(asker.applicationId, asker.interactionToken, body, files);
  if (!filled.ok) log.warn({ interaction: asker.interactionId, code: filled.code }, "an answer could not be filled");
  return filled;
}

/** Whether a reply stands. An answer that got lost on its way back may have been taken all the same. */
async function settleReply(
  asker: Asker,
  reply: Extract<Answer, { kind: "reply" }>,
  sent: DiscordOutcome<{ messageId: string | null }>,
  api: DiscordApi,
): Promise<void> {
  if (sent.ok && sent.value.messageId !== null) return reply.shown(sent.value.messageId);
  if (!sent.ok && sent.kind !== "already_answered" && sent.kind !== "down") return reply.lost();
  const original = await shownReply(api, asker.applicationId, asker.interactionToken);
  if (original.ok) return reply.shown(original.value.id);
  return isUnsaid(original) ? reply.unsure() : reply.lost();
}

function responseOf(answer: Answer): { type: InteractionResponseType; data?: object } {
  switch (answer.kind) {
    case "notice":
      return { type: InteractionResponseType.ChannelMessageWithSource, data: flagged(noticeBody(answer.text), true) };
    case "reply":
    case "message":
      return { type: InteractionResponseType.ChannelMessageWithSource, data: flagged(answer.body, answer.ephemeral) };
    case "later":
      return {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        ...(answer.ephemeral ? { data: { flags: MessageFlags.Ephemeral } } : {}),
      };
    case "update":
      return { type: InteractionResponseType.UpdateMessage, data: answer.body };
    case "modal":
      return { type: InteractionResponseType.Modal, data: answer.modal };
    case "choices":
      return {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: answer.choices.slice(0, CHOICES_MAX) },
      };
    case "silent":
    case "update later":
    case "delete message":
      return { type: InteractionResponseType.DeferredMessageUpdate };
  }
}

function noticeBody(text: string): object {
  return { content: cut(text.toWellFormed(), CONTENT_MAX), allowed_mentions: { parse: [] } };
}

/** For a message that has components already, which takes no content beside them. */
function textOnly(content: string): object {
  return { components: [{ type: ComponentType.TextDisplay, content }], attachments: [] };
}

function flagged(body: object, ephemeral: boolean): object {
  const flags = "flags" in body && typeof body.flags === "number" ? body.flags : 0;
  return ephemeral ? { ...body, flags: flags | MessageFlags.Ephemeral } : body;
}
