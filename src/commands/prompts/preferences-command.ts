import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Answer, Asker, Command, GivenOptions, ModalUse } from "../../interaction.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import type { PreferenceStore } from "../../prompts/preference-store.ts";
import { writeSettings } from "../../prompts/preset.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { promptWords } from "../../texts/prompt-commands.ts";
import { say } from "../../texts/say.ts";
import { fitting } from "../model-autocomplete.ts";
import { container, messageOf, text } from "../moderation/parts.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";
import { suffixProblemText } from "./compose-given.ts";
import { preferenceForm, readPreferences } from "./preference-form.ts";

export interface PreferenceOptions {
  readonly preferences: PreferenceStore;
  readonly models: ModelCatalog;
}

const LINE_SHOWN = 150;
const MOST_LISTED = 20;
const QUOTED = 80;

/** /preferences: what a member always wants of a model. */
export function preferencesCommand(options: PreferenceOptions): Command {
  return {
    data,
    async execute(asker, given, { path }): Promise<Answer> {
      const [name] = path;
      if (name === "list") return list(asker, options);
      const named = modelIn(given);
      const definition = definitionCalled(options.models, named);
      if (named !== "" && definition === undefined)
        return notice(say(asker.locale, "refused_unknown_model", { given: named.slice(0, QUOTED) }));
      if (name === "reset") return reset(asker, definition, options);
      if (name !== "set" || definition === undefined) return notice(say(asker.locale, "refused_gone"));
      const kept = await options.preferences.of(asker.userId, definition.endpoint);
      return { kind: "modal", modal: preferenceForm(definition, kept, asker.locale) };
    },
    async autocomplete(_asker, given) {
      const offers = options.models.all.map(({ title, command }) => ({
        name: `${title} · ${command}`,
        value: command,
      }));
      return { kind: "choices", choices: fitting(offers, modelIn(given)) };
    },
  };
}

/** What a filled form comes to; the custom id names the model, and it acts for whoever sends it. */
export async function savePreferences(
  { userId, locale }: Asker,
  use: ModalUse,
  { models, preferences }: PreferenceOptions,
): Promise<Answer> {
  const definition = models.byCommand(use.customId.split(":")[1] ?? "");
  if (definition === undefined) return notice(say(locale, "refused_gone"));
  const read = readPreferences(definition, use);
  if (!read.ok) {
    const sentences = read.problems.map((problem) => suffixProblemText(problem, definition, locale));
    const [first = say(locale, "preset_bad_settings", { given: oneLine(read.given, QUOTED) })] = sentences;
    return notice(sentences.length > 1 ? sentences.join("\n") : first);
  }
  await preferences.set(userId, definition.endpoint, read.settings);
  const title = plainText(definition.title, QUOTED);
  if (read.settings.length === 0) return notice(say(locale, "preferences_cleared", { title }));
  const settings = plainText(writeSettings(read.settings), LINE_SHOWN * 2);
  return notice(say(locale, "preferences_saved", { title, settings }));
}

async function list({ userId, locale }: Asker, { preferences, models }: PreferenceOptions): Promise<Answer> {
  const all = await preferences.all(userId);
  const lines = all.slice(0, MOST_LISTED).map(({ model, settings }) => {
    const title = plainText(models.all.find(({ endpoint }) => endpoint === model)?.title ?? model, QUOTED);
    return `- ${say(locale, "preferences_line", { title, settings: plainText(writeSettings(settings), LINE_SHOWN) })}`;
  });
  const body = lines.length === 0 ? say(locale, "preferences_none") : lines.join("\n");
  const hint = `-# ${say(locale, "preferences_hint")}`;
  const parts = [text(`## ${say(locale, "preferences_title")}`), text(`${body}\n${hint}`)];
  return { kind: "message", body: messageOf(container("panel", parts)), ephemeral: true };
}

async function reset(
  { userId, locale }: Asker,
  definition: ModelDefinition | undefined,
  { preferences }: PreferenceOptions,
): Promise<Answer> {
  await preferences.reset(userId, definition?.endpoint ?? null);
  return notice(
    definition === undefined
      ? say(locale, "preferences_cleared_all")
      : say(locale, "preferences_cleared", { title: plainText(definition.title, QUOTED) }),
  );
}

function modelIn(given: GivenOptions): string {
  return String(given[promptWords.model.name["en-US"]]?.value ?? "").trim();
}

function definitionCalled(models: ModelCatalog, named: string): ModelDefinition | undefined {
  const wanted = named.toLowerCase().replace(/^\//u, "");
  return models.byCommand(wanted) ?? models.all.find(({ title }) => title.toLowerCase() === wanted);
}

function notice(sentence: string): Answer {
  return { kind: "notice", text: sentence };
}

// Discord's numbers: a subcommand, a text, installed to guilds, used there and in the direct message with the bot.
const SUBCOMMAND = 1;
const STRING = 3;
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: 1,
  ...worded(promptWords.preferences),
  contexts: [GUILD, BOT_DM],
  integration_types: [GUILD_INSTALL],
  options: [
    {
      type: SUBCOMMAND,
      ...worded(promptWords.set),
      options: [{ ...worded(promptWords.model_set), type: STRING, required: true, autocomplete: true }],
    },
    { type: SUBCOMMAND, ...worded(promptWords.mine) },
    {
      type: SUBCOMMAND,
      ...worded(promptWords.reset),
      options: [{ ...worded(promptWords.model), type: STRING, autocomplete: true }],
    },
  ],
};
