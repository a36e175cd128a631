import {
  type APIApplicationCommandAttachmentOption,
  ApplicationCommandOptionType,
  ButtonStyle,
  ComponentType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { AnswerMessage, Command } from "../interaction.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { historyWords } from "../texts/history-commands.ts";
import type { Locale } from "../texts/localized.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import type { PictureOptions } from "./ask-for-pictures.ts";
import { type FoundSettings, runnable, settingsText } from "./found-settings.ts";
import { worded } from "./moderation/subcommands/subcommand.ts";

export interface InfoOptions extends PictureOptions {
  readonly models: ModelCatalog;
  /** Reads how a picture was made, by its address at Discord. */
  readonly read: (
    url: string,
    timeLimitMs: number,
  ) => Promise<{ readonly ok: true; readonly found: FoundSettings | null } | { readonly ok: false }>;
}

/** It names nothing: what is run stands in a file of the message that the button is on. */
export const RUN = "info:run";
const READ_LIMIT_MS = 30_000;
// Escaping may double them, and a message has 2,000 characters. The file has all of it.
const SHOWN = { prompt: 500, negative: 120, settings: 160 };

/** /info: what a picture's file tells of how it was made, whichever tool wrote it. */
export function infoCommand(options: InfoOptions): Command {
  const image: APIApplicationCommandAttachmentOption = {
    ...worded(historyWords.info_image),
    type: ApplicationCommandOptionType.Attachment,
    required: true,
  };
  const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    ...worded(historyWords.info),
    contexts: [0, 1],
    integration_types: [0],
    options: [image],
  };
  return {
    data,
    async execute({ locale }, given) {
      const url = given["image"]?.attachment?.url;
      if (url === undefined) return { kind: "notice", text: say(locale, "info_unreadable") };
      return { kind: "later", ephemeral: true, message: () => answer(url, locale, options) };
    },
  };
}

async function answer(url: string, locale: Locale, options: InfoOptions): Promise<AnswerMessage> {
  const read = await options.read(url, READ_LIMIT_MS);
  if (!read.ok) return sentence(say(locale, "info_unreadable"));
  if (read.found === null) return sentence(say(locale, "info_nothing"));
  const { found } = read;
  const run = runnable(found, options.models);
  const lines = [...shown(found, locale)];
  if (run.kind === "unknown model") lines.push(say(locale, "info_elsewhere"));
  if (run.kind === "needs a picture") {
    const { title, command } = run.definition;
    lines.push(say(locale, "info_needs_picture", { title: plainText(title, 100), command }));
  }
  const button = {
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    label: say(locale, "info_run"),
    custom_id: RUN,
  };
  const components = run.kind === "ready" ? [{ type: ComponentType.ActionRow, components: [button] }] : [];
  const name = "parameters.txt";
  return {
    body: {
      content: lines.join("\n"),
      components,
      attachments: [{ id: "0", filename: name }],
      allowed_mentions: { parse: [] },
    },
    files: [{ name, mime: "text/plain; charset=utf-8", bytes: new Uint8Array(Buffer.from(settingsText(found))) }],
  };
}

function sentence(content: string): AnswerMessage {
  return { body: { content, allowed_mentions: { parse: [] } } };
}

function shown({ form, prompt, negative, settings }: FoundSettings, locale: Locale): string[] {
  const facts = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  return [
    say(locale, "info_found", { form }),
    ...(prompt === "" ? [] : [`> ${plainText(prompt, SHOWN.prompt)}`]),
    ...(negative === "" ? [] : [say(locale, "info_negative", { text: plainText(negative, SHOWN.negative) })]),
    ...(facts.length === 0 ? [] : [`-# ${plainText(facts.join(" · "), SHOWN.settings)}`]),
  ];
}
