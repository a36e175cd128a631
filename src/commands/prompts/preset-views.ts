import type { Asker } from "../../interaction.ts";
import { whose } from "../../prompts/compose.ts";
import { PRESET_LIMITS, type Preset } from "../../prompts/preset.ts";
import type { Locale } from "../../texts/localized.ts";
import { plainLines, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import { pressId } from "./preset-ids.ts";

/** All texts of a message share 4,000 characters, and escaping may double these. */
const LISTED = 12;
const LINE_SHOWN = 60;
const WORDS_SHOWN = 800;
const NEGATIVE_SHOWN = 300;

/** Everyone's here and one's own, each in a line. */
export function listView(mine: readonly Preset[], server: readonly Preset[] | null, locale: Locale): object {
  const { mine: most, server: mostHere } = PRESET_LIMITS;
  const parts = [
    listPart(mine, say(locale, "preset_list_mine", { count: mine.length, most }), locale),
    ...(server === null
      ? []
      : [listPart(server, say(locale, "preset_list_server", { count: server.length, most: mostHere }), locale)]),
  ];
  const none = mine.length + (server?.length ?? 0) === 0;
  const body = none ? [text(say(locale, "preset_list_none"))] : parts.map((part) => text(part));
  return messageOf(container("panel", [text(`## ${say(locale, "preset_list")}`), ...body]));
}

function listPart(presets: readonly Preset[], title: string, locale: Locale): string {
  const lines = presets.slice(0, LISTED).map(({ name, words, negative, settings }) => {
    const what = plainText([words, settings, negative].filter(Boolean).join(" · "), LINE_SHOWN);
    return `- **${plainText(name, LINE_SHOWN)}** · ${what}`;
  });
  const left = presets.length - lines.length;
  const more = left > 0 ? [say(locale, "preset_list_more", { count: left })] : [];
  return [`### ${title}`, ...(lines.length === 0 ? ["–"] : lines), ...more].join("\n");
}

/** One of them, with what may be done with it. */
export function presetView(preset: Preset, changeable: boolean, locale: Locale): object {
  const { id } = preset;
  const actions = [
    button(pressId("edit", id), say(locale, "preset_edit_button")),
    button(pressId("ask", id), say(locale, "preset_remove"), "danger"),
  ];
  return messageOf(container("panel", [text(cardText(preset, locale)), ...(changeable ? [row(...actions)] : [])]));
}

/** A preset as it stands in a channel, for others to take. */
export function sharedView({ userId, guildLocale }: Asker, preset: Preset): object {
  const name = plainText(preset.name, LINE_SHOWN);
  return messageOf(
    container("panel", [
      text(say(guildLocale, "preset_shared", { person: `<@${userId}>`, name })),
      text(factsOf(preset, guildLocale)),
      row(button(pressId("add", preset.id), say(guildLocale, "preset_add"), "main")),
    ]),
  );
}

export function removeView(preset: Preset, locale: Locale): object {
  const { id, name } = preset;
  return messageOf(
    container("panel", [
      text(say(locale, "preset_remove_ask", { name: plainText(name, LINE_SHOWN) })),
      row(
        button(pressId("remove", id), say(locale, "preset_remove"), "danger"),
        button(pressId("keep", id), say(locale, "preset_keep")),
      ),
    ]),
  );
}

/** What a deed came to, in the place of what asked for it. */
export function doneView(sentence: string): object {
  return messageOf(container("changed", [text(sentence)]));
}

function cardText(preset: Preset, locale: Locale): string {
  const name = plainText(preset.name, LINE_SHOWN);
  const title = whose(preset) === "mine" ? "preset_card_mine" : "preset_card_server";
  return `### ${say(locale, title, { name })}\n${factsOf(preset, locale)}`;
}

function factsOf({ words, negative, settings }: Preset, locale: Locale): string {
  return [
    ...(words === "" ? [] : [say(locale, "preset_words", { words: plainLines(words, WORDS_SHOWN) })]),
    ...(negative === "" ? [] : [say(locale, "preset_negative", { negative: plainText(negative, NEGATIVE_SHOWN) })]),
    ...(settings === "" ? [] : [say(locale, "preset_settings", { settings: plainText(settings, NEGATIVE_SHOWN) })]),
  ].join("\n");
}
