import { type APIMediaGalleryItem, ComponentType } from "discord.js";
import type { HistoryEntry } from "../../history/entry.ts";
import type { PageStart } from "../../history/history-store.ts";
import type { AnswerFile, AnswerMessage } from "../../interaction.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, optionSelect, type Part, row, text } from "../moderation/parts.ts";
import { pressId } from "./custom-ids.ts";
import { factsOf, messageLink, promptLine, titleOf } from "./entry-words.ts";
import type { OpenView } from "./looking.ts";
import type { HistoryOptions } from "./options.ts";

/** A gallery shows nine as three rows of three. */
export const PAGE = 9;
const THUMBNAIL_SIDE = 384;
const PROMPT_SHOWN = 90;
/** Discord's bound for the label and description of a choice. */
const LABEL_MAX = 100;

/** A picture as it is shown in a message. */
export interface Shown {
  readonly file: AnswerFile;
  readonly item: APIMediaGalleryItem;
}

/** One page of pictures: the first of each job, what was asked for beside its number, and where to go on. */
export async function pageMessage(open: OpenView, start: PageStart, options: HistoryOptions): Promise<AnswerMessage> {
  const page = await options.history.page(open, start, PAGE);
  const { locale, viewId } = open;
  const [first, last] = [page.entries[0], page.entries.at(-1)];
  if (first === undefined || last === undefined)
    return withPictures([...headOf(open, options), text(say(locale, emptyReason(open)))], []);
  const shown = await Promise.all(page.entries.map((entry, index) => thumbnailOf(entry, index, open, options)));
  const choices = page.entries.map((entry, index) => ({
    value: entry.id,
    label: oneLine(`${index + 1} · ${promptLine(entry, open, options.models, LABEL_MAX)}`, LABEL_MAX),
    description: oneLine(titleOf(entry, options.models), LABEL_MAX),
  }));
  const ways = [
    ...(page.hasNewer ? [button(pressId("newest", viewId), say(locale, "history_newest"))] : []),
    ...(page.hasNewer ? [button(pressId("newer", viewId, first.id), say(locale, "history_newer"))] : []),
    ...(page.hasOlder ? [button(pressId("older", viewId, last.id), say(locale, "history_older"))] : []),
  ];
  const pictures = shown.filter((each) => each !== null);
  return withPictures(
    [
      ...headOf(open, options),
      ...galleryOf(pictures),
      text(page.entries.map((entry, index) => lineOf(entry, index, open, options)).join("\n")),
      optionSelect(pressId("pick", viewId, first.id), say(locale, "history_pick"), choices),
      ...(ways.length > 0 ? [row(...ways)] : []),
    ],
    pictures,
  );
}

/** A message with its pictures as attachments, which replace those it had. */
export function withPictures(parts: readonly Part[], pictures: readonly Shown[]): AnswerMessage {
  const attachments = pictures.map(({ file, item }, index) => ({
    id: String(index),
    filename: file.name,
    description: item.description,
  }));
  return { body: { ...messageOf(container("panel", parts)), attachments }, files: pictures.map(({ file }) => file) };
}

export function galleryOf(pictures: readonly Shown[]): Part[] {
  return pictures.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items: pictures.map(({ item }) => item) }];
}

/** A small copy of one of a job's pictures. Flagged ones are veiled, and shown in no other channel than their own. */
export async function smallPicture(
  file: HistoryEntry["files"][number],
  { name, side, alt }: { name: string; side: number; alt: string },
  options: HistoryOptions,
): Promise<Shown | null> {
  const bytes = await options.thumbnail(file.path, side);
  if (bytes === null) return null;
  return {
    file: { name, mime: "image/webp", bytes },
    item: { media: { url: `attachment://${name}` }, description: alt, ...(file.nsfw ? { spoiler: true } : {}) },
  };
}

/** What of a job this view may show. */
export function visibleFiles(entry: HistoryEntry, { view, channelId }: OpenView): HistoryEntry["files"] {
  const elsewhere = view.place.kind === "server" && entry.channelId !== channelId;
  return elsewhere ? entry.files.filter(({ nsfw }) => !nsfw) : entry.files;
}

async function thumbnailOf(entry: HistoryEntry, index: number, open: OpenView, options: HistoryOptions) {
  const [file] = visibleFiles(entry, open);
  if (file === undefined) return null;
  const alt = `${index + 1}: ${promptLine(entry, open, options.models, PROMPT_SHOWN)}`;
  return smallPicture(file, { name: `${index + 1}.webp`, side: THUMBNAIL_SIDE, alt }, options);
}

function lineOf(entry: HistoryEntry, index: number, open: OpenView, { models }: HistoryOptions): string {
  const prompt = plainText(promptLine(entry, open, models, PROMPT_SHOWN), PROMPT_SHOWN);
  const link = messageLink(entry);
  const facts = `${factsOf(entry, open, models)}${link === null ? "" : ` · [${say(open.locale, "history_jump")}](${link})`}`;
  return `**${index + 1}** ${prompt}\n-# ${facts}`;
}

function emptyReason({ view }: OpenView): "history_nothing" | "history_empty" {
  const { text: words, model, member, favourites, since, before } = view.filters;
  const filtered = [words, model, member, since, before].some((filter) => filter !== null) || favourites;
  return filtered ? "history_nothing" : "history_empty";
}

function headOf(open: OpenView, { models }: HistoryOptions): Part[] {
  const { view, locale } = open;
  const { text: words, model, member, favourites, since, before } = view.filters;
  const titles = {
    mine: "history_title",
    same_channel: "gallery_title_channel",
    server: "gallery_title_server",
  } as const;
  const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  const filters = [
    ...(words === null ? [] : [say(locale, "history_filter_text", { text: plainText(words, LABEL_MAX) })]),
    ...(model === null
      ? []
      : [
          say(locale, "history_filter_model", {
            model: plainText(models.byEndpoint(model)?.title ?? model, LABEL_MAX),
          }),
        ]),
    ...(member === null ? [] : [say(locale, "history_filter_member", { member: `<@${member}>` })]),
    ...(favourites ? [say(locale, "history_filter_favourites")] : []),
    ...(since === null ? [] : [say(locale, "history_filter_since", { date: day(since) })]),
    ...(before === null ? [] : [say(locale, "history_filter_before", { date: day(before - 1) })]),
  ];
  const title = `## ${say(locale, titles[view.place.kind])}`;
  return [text(filters.length === 0 ? title : `${title}\n-# ${filters.join(" · ")}`)];
}
