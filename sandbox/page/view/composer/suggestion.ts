import type { World } from "../../../discord/person-api.ts";
import { type CommandEntry, type Option, optionName, translated } from "../../command/command-entry.ts";
import type { DraftField } from "../../command/draft.ts";
import type { Pickable } from "../../command/option-value.ts";
import { OptionKind } from "../../protocol.ts";
import type { Texts } from "../../texts-shape.ts";
import { type Named, rolesOf, usersOf } from "../../world-names.ts";
import { hexColor } from "../color.ts";
import { pickableChannels } from "../components/select-choices.ts";

export interface ValueSuggestion {
  kind: "value";
  label: string;
  value: string | number | boolean;
  color?: string;
}

/** One line of the list over the composer. */
export type Suggestion =
  | { kind: "command"; entry: CommandEntry }
  | { kind: "option"; option: Option }
  | ValueSuggestion;

/** Whom or what an option of this type can name. */
export function pickableFor(option: Option, world: World): readonly Pickable[] {
  return namedFor(option, world) ?? [];
}

function namedFor(option: Option, world: World): readonly Named[] | null {
  switch (option.type) {
    case OptionKind.user:
      return usersOf(world);
    case OptionKind.role:
      return rolesOf(world);
    case OptionKind.mentionable:
      return [...usersOf(world), ...rolesOf(world)];
    case OptionKind.channel:
      return pickableChannels(world);
    default:
      return null;
  }
}

/** The values an option's field offers, narrowed by what is typed. Autocomplete asks the application instead. */
export function valueSuggestions(field: DraftField, world: World, texts: Texts, locale: string): ValueSuggestion[] {
  const { option, input } = field;
  const all = allValues(option, world, texts, locale);
  const typed = input.value === undefined ? input.text.trim().toLowerCase() : "";
  return all.filter((each) => each.label.toLowerCase().includes(typed));
}

function allValues(option: Option, world: World, texts: Texts, locale: string): ValueSuggestion[] {
  if (option.type === OptionKind.boolean)
    return [
      { kind: "value", label: texts.yes, value: true },
      { kind: "value", label: texts.no, value: false },
    ];
  if ("choices" in option && option.choices !== undefined)
    return option.choices.map((choice) => ({
      kind: "value",
      label: translated(choice.name, choice.name_localizations, locale),
      value: choice.value,
    }));
  return (namedFor(option, world) ?? []).map((named) => ({
    kind: "value",
    label: named.name,
    value: named.id,
    ...(named.color === 0 ? {} : { color: hexColor(named.color) }),
  }));
}

/** Options that can still be taken up, narrowed by what is typed. */
export function optionSuggestions(options: readonly Option[], typed: string, locale: string): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const starts = (option: Option) => [option.name, optionName(option, locale)].some((name) => name.startsWith(wanted));
  const has = (option: Option) => [option.name, optionName(option, locale)].some((name) => name.includes(wanted));
  const found = [...options.filter(starts), ...options.filter((option) => !starts(option) && has(option))];
  return found.map((option) => ({ kind: "option", option }));
}

/** What an option asks for, besides its description: its bounds, or its kinds of file. */
export function optionBounds(option: Option, texts: Texts): string | null {
  switch (option.type) {
    case OptionKind.integer:
    case OptionKind.number:
      return texts.range(option.min_value, option.max_value);
    case OptionKind.string:
      return "choices" in option && option.choices !== undefined
        ? null
        : texts.lengthRange(option.min_length, option.max_length);
    case OptionKind.attachment:
      return texts.chooseFile;
    default:
      return null;
  }
}
