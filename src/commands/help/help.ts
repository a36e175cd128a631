import type { APISelectMenuOption, RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Answer, Asker, Command } from "../../interaction.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import { priceOf } from "../../models/price.ts";
import { OPEN_SETTINGS } from "../../policy/settings.ts";
import { helpOptionWords, helpWords } from "../../texts/help-commands.ts";
import { localize } from "../../texts/localized.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { fitting } from "../model-autocomplete.ts";
import { OPTION_TYPE_NUMBERS } from "../model-option-types.ts";
import { readOptions } from "../model-options.ts";
import { button, container, messageOf, optionSelect, type Part, row } from "../moderation/parts.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";
import { commandParts } from "./command-page.ts";
import { examplesOf, givenIn } from "./example.ts";
import { modelParts } from "./model-page.ts";
import { overviewParts } from "./overview-page.ts";
import { CHAT_INPUT, type HelpOptions, inLanguage, type ToldCommand, type Usable, usableBy } from "./topics.ts";

export const HELP_PREFIX = "help";

// Discord's numbers: installed to guilds; used in a guild, or in the direct message with the bot.
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

/** Discord's bounds for a select, and for what stands in it. */
const MOST_OFFERED = 25;
const LABEL_MAX = 100;
const GIVEN_SHOWN = 60;

/** /help: what someone may do here, made from the commands and models there are. */
export function helpCommand(options: HelpOptions): Command {
  const command = helpOptionWords.name["en-US"];
  const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    ...worded(helpWords),
    contexts: [GUILD, BOT_DM],
    integration_types: [GUILD_INSTALL],
    options: [{ ...worded(helpOptionWords), type: OPTION_TYPE_NUMBERS.string, autocomplete: true }],
  };
  return {
    data,
    async execute(asker, given) {
      const topic = String(given[command]?.value ?? "").trim();
      const body = await helpMessage(asker, topic, options);
      if (body === null) {
        return { kind: "notice", text: say(asker.locale, "help_nothing", { given: oneLine(topic, GIVEN_SHOWN) }) };
      }
      return { kind: "message", body, ephemeral: true };
    },
    async autocomplete(asker, given): Promise<Answer> {
      const usable = await usableBy(asker, options);
      const offers = [
        ...usable.models.map((definition) => ({ name: modelLabel(definition), value: definition.command })),
        ...slashCommands(usable).map((told) => ({ name: commandLabel(told, asker), value: told.name })),
      ];
      return { kind: "choices", choices: fitting(offers, String(given[command]?.value ?? "")) };
    },
  };
}

/** The topic's page; the overview for an empty one. Null for what is not there, or not for this person. */
export async function helpMessage(asker: Asker, topic: string, options: HelpOptions): Promise<object | null> {
  const usable = await usableBy(asker, options);
  const parts = topic === "" ? overviewParts(usable, asker) : await topicParts(asker, topic, usable, options);
  if (parts === null) return null;
  return messageOf(container("panel", [...parts, ...selects(usable, asker, topic)]));
}

async function topicParts(asker: Asker, topic: string, usable: Usable, options: HelpOptions): Promise<Part[] | null> {
  const wanted = topic.replace(/^\//, "").toLowerCase();
  const definition = usable.models.find(({ command, title }) => command === wanted || title.toLowerCase() === wanted);
  if (definition === undefined) {
    const told = slashCommands(usable).find(({ name, names }) => name === wanted || names[asker.locale] === wanted);
    return told === undefined ? null : commandParts(told, asker);
  }
  const { money } = asker.guildId === null ? OPEN_SETTINGS : await options.policies.settings(asker.guildId);
  const priceMicros = await examplePrice(definition, asker, options);
  return modelParts({ definition, usable, priceMicros, currency: money.currency }, asker);
}

/** What the first example would cost here: as it would be decided now, else by the list price. */
async function examplePrice(
  definition: ModelDefinition,
  { guildId, member, place }: Asker,
  { admissions, placeOf }: HelpOptions,
): Promise<number | null> {
  const [example] = examplesOf(definition);
  const read = example === undefined ? null : readOptions(definition, givenIn(example));
  if (!read?.ok) return null;
  const request = { guildId, member, place: await placeOf(place), definition, input: read.input };
  const { decision } = await admissions.explain(request);
  const micros = decision.allowed ? decision.priceMicros : priceOf(definition, read.input).micros;
  return micros > 0 ? micros : null;
}

function selects(usable: Usable, asker: Asker, topic: string): Part[] {
  const { locale } = asker;
  const models = usable.models.slice(0, MOST_OFFERED).map(
    (definition): APISelectMenuOption => ({
      value: definition.command,
      label: modelLabel(definition),
      description: oneLine(localize(definition.description, locale), LABEL_MAX),
      default: definition.command === topic,
    }),
  );
  const commands = slashCommands(usable)
    .slice(0, MOST_OFFERED)
    .map(
      (told): APISelectMenuOption => ({
        value: told.name,
        label: commandLabel(told, asker),
        description: oneLine(inLanguage(told.description, told.descriptions, locale), LABEL_MAX),
        default: told.name === topic,
      }),
    );
  return [
    ...(models.length > 0 ? [optionSelect(`${HELP_PREFIX}:model`, say(locale, "help_choose_model"), models)] : []),
    ...(commands.length > 0
      ? [optionSelect(`${HELP_PREFIX}:command`, say(locale, "help_choose_command"), commands)]
      : []),
    ...(topic === "" ? [] : [row(button(`${HELP_PREFIX}:start`, say(locale, "help_back")))]),
  ];
}

function slashCommands({ commands }: Usable): ToldCommand[] {
  return commands.filter(({ type }) => type === CHAT_INPUT);
}

function modelLabel({ title, command }: ModelDefinition): string {
  return oneLine(`${title} · ${command}`, LABEL_MAX);
}

function commandLabel({ name, names }: ToldCommand, { locale }: Asker): string {
  return oneLine(`/${inLanguage(name, names, locale)}`, LABEL_MAX);
}
