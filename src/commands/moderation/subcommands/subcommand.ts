import type { APIApplicationCommandBasicOption, APIApplicationCommandOptionChoice } from "discord.js";
import type { Answer, CommandUse, GivenOptions } from "../../../interaction.ts";
import type { CommandWords } from "../../../texts/command-words.ts";
import { type Localized, localizations, translations } from "../../../texts/localized.ts";
import {
  type ChoiceWords,
  choiceWords,
  type OptionWords,
  optionWords,
  type SubcommandName,
} from "../../../texts/moderation-commands.ts";
import { say } from "../../../texts/say.ts";
import type { Outcome } from "../change.ts";
import type { Moderator } from "../moderator.ts";
import { outcomeBox } from "../panel.ts";
import { messageOf, SPOKEN_IN } from "../parts.ts";
import { CHOICES, type Choice, type SettingId } from "../settings-table.ts";

/** A part of /easel, or of another command with a gate. Nobody reaches it whom that does not let in. */
export interface Subcommand<Who = Moderator, Name extends string = SubcommandName> {
  /** Its group, if any, and its own name. */
  readonly name: Name;
  readonly options: readonly APIApplicationCommandBasicOption[];
  readonly execute: (who: Who, given: GivenOptions, use: CommandUse) => Promise<Answer>;
  /** What is offered while the model is typed, or whatever else completes. */
  readonly complete?: (typed: string, who: Who, focused: string) => Offered | Promise<Offered>;
}
type Offered = readonly { name: string; value: string }[];

const TYPE = { string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, attachment: 11 } as const;

/** "Required" goes first, as Discord wants it. */
export const option = {
  text: (name: OptionWords, max_length: number, required: boolean) => ({
    ...worded(name),
    type: TYPE.string,
    max_length,
    required,
  }),
  integer: (name: OptionWords, bounds: { min_value: number; max_value: number }, required: boolean) => ({
    ...worded(name),
    type: TYPE.integer,
    ...bounds,
    required,
  }),
  flag: (name: OptionWords, required = true) => ({ ...worded(name), type: TYPE.boolean, required }),
  file: (name: OptionWords) => ({ ...worded(name), type: TYPE.attachment, required: false }),
  member: (name: OptionWords) => ({ ...worded(name), type: TYPE.user, required: true }),
  channel: (name: OptionWords, required = true) => ({ ...worded(name), type: TYPE.channel, required }),
  /** One to write in, or to send people to. */
  spokenIn: (name: OptionWords) => ({
    ...worded(name),
    type: TYPE.channel,
    channel_types: [...SPOKEN_IN],
    required: false,
  }),
  role: (name: OptionWords, required = true) => ({ ...worded(name), type: TYPE.role, required }),
  choice: (name: OptionWords, choices: APIApplicationCommandOptionChoice<string>[], required = true) => ({
    ...worded(name),
    type: TYPE.string,
    choices,
    required,
  }),
  completed: (name: OptionWords, required = true) => ({
    ...worded(name),
    type: TYPE.string,
    autocomplete: true,
    required,
  }),
} as const;

export function wordedChoices(...names: readonly ChoiceWords[]): APIApplicationCommandOptionChoice<string>[] {
  return names.map((name) => choiceOf(name, choiceWords[name]));
}

/** Settings as choices, by the names they have everywhere. */
export function settingChoices(...ids: readonly SettingId[]): APIApplicationCommandOptionChoice<string>[] {
  return ids.map((id) => choiceOf(id, inAllLanguages(`setting_${id}`)));
}

export function valueChoices(...choices: readonly Choice[]): APIApplicationCommandOptionChoice<string>[] {
  return choices.map((choice) => choiceOf(choice, inAllLanguages(`choice_${choice}`)));
}

/** The words as an application command has them. */
export function worded(words: OptionWords | CommandWords) {
  const { name, description } = typeof words === "string" ? optionWords[words] : words;
  return {
    name: name["en-US"],
    name_localizations: translations(name),
    description: description["en-US"],
    description_localizations: translations(description),
  };
}

/** What a change came to, for the moderator alone. */
export function answerOf(outcome: Outcome, moderator: Moderator): Answer {
  if (outcome.entry === null) return { kind: "notice", text: outcome.text };
  return { kind: "message", body: messageOf(outcomeBox(outcome, null, moderator)), ephemeral: true };
}

/** A person's own text, or the id of what they named; empty where it was left out. */
export function textIn(given: GivenOptions, name: OptionWords): string {
  return String(given[optionWords[name].name["en-US"]]?.value ?? "").trim();
}

/** Undefined where it was left out. */
export function numberIn(given: GivenOptions, name: OptionWords): number | undefined {
  const value = given[optionWords[name].name["en-US"]]?.value;
  return typeof value === "number" ? value : undefined;
}

/** Whether it was given, on or off. */
export function isGiven(given: GivenOptions, name: OptionWords): boolean {
  return given[optionWords[name].name["en-US"]] !== undefined;
}

export function flagIn(given: GivenOptions, name: OptionWords): boolean {
  return given[optionWords[name].name["en-US"]]?.value === true;
}

/** One of the choices that were offered, which Discord has checked. */
export function choiceIn(given: GivenOptions, name: OptionWords): Choice | undefined {
  const value = textIn(given, name);
  return CHOICES.find((choice) => choice === value);
}

function choiceOf(value: string, name: Localized): APIApplicationCommandOptionChoice<string> {
  return { name: name["en-US"], name_localizations: translations(name), value };
}

function inAllLanguages(key: `setting_${SettingId}` | `choice_${Choice}`): Localized {
  return { "en-US": say("en-US", key), ...localizations((locale) => say(locale, key)) };
}
