import { type APIButtonComponent, ButtonStyle, ComponentType } from "discord.js";
import type { HistoryEntry } from "../../history/entry.ts";
import type { AnswerFile, AnswerMessage } from "../../interaction.ts";
import { customIdOf } from "../../jobs/action.ts";
import type { JobId } from "../../jobs/job.ts";
import { MOST_FILES, REQUEST_LIMIT_BYTES } from "../../jobs/request-bounds.ts";
import { summarize } from "../../models/summary.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { fileSize } from "../../texts/units.ts";
import { waysOn } from "../going-on/ways-on.ts";
import { button, row, text } from "../moderation/parts.ts";
import { pressId } from "./custom-ids.ts";
import { factsOf, messageLink, promptLine } from "./entry-words.ts";
import type { OpenView } from "./looking.ts";
import type { HistoryOptions } from "./options.ts";
import { galleryOf, smallPicture, visibleFiles, withPictures } from "./page-view.ts";

const PREVIEW_SIDE = 1_024;
const PROMPT_SHOWN = 1_000;
const SETTINGS_SHOWN = 400;
const ALT_SHOWN = 100;

/** One job with all its pictures, how it was made, and what can be done with it. `page` is where Back leads. */
export async function entryMessage(
  entry: HistoryEntry,
  page: JobId,
  open: OpenView,
  options: HistoryOptions,
): Promise<AnswerMessage> {
  const { locale, userId } = open;
  const definition = options.models.byEndpoint(entry.model);
  const alt = promptLine(entry, open, options.models, ALT_SHOWN);
  const files = visibleFiles(entry, open).slice(0, MOST_FILES);
  const pictures = await Promise.all(
    files.map((file) => smallPicture(file, { name: `${file.picture + 1}.webp`, side: PREVIEW_SIDE, alt }, options)),
  );
  const shown = pictures.filter((picture) => picture !== null);
  const favourite = (await options.favourites.of(userId, entry.id)).length > 0;
  const settings = definition ? plainText(summarize(definition, entry.input, locale), SETTINGS_SHOWN) : "";
  const told = entry.seed === null || settings.includes(entry.seed);
  const seed = told ? "" : say(locale, "footer_seed", { seed: plainText(entry.seed, 20) });
  const lines = [
    `**${plainText(promptLine(entry, open, options.models, PROMPT_SHOWN), PROMPT_SHOWN)}**`,
    `-# ${[factsOf(entry, open, options.models), settings, seed].filter(Boolean).join(" · ")}`,
  ];
  return withPictures(
    [
      text(lines.join("\n")),
      ...galleryOf(shown),
      row(...buttonsOf(entry, page, favourite, open)),
      ...waysOn(
        entry.id,
        files.filter(({ mime }) => mime.startsWith("image/")).map(({ picture }) => picture),
        locale,
      ),
    ],
    shown,
  );
}

function buttonsOf(entry: HistoryEntry, page: JobId, favourite: boolean, { viewId, locale, userId }: OpenView) {
  const link = messageLink(entry);
  const jump: APIButtonComponent[] =
    link === null
      ? []
      : [{ type: ComponentType.Button, style: ButtonStyle.Link, url: link, label: say(locale, "history_jump") }];
  const share =
    entry.privately && entry.userId === userId
      ? [button(customIdOf("share", entry.id), say(locale, "button_share"))]
      : [];
  const star = say(locale, favourite ? "history_unfavourite" : "history_favourite");
  return [
    button(customIdOf("again", entry.id), say(locale, "history_again"), "main"),
    button(pressId("star", viewId, entry.id, page), star, favourite ? "on" : "plain"),
    button(pressId("file", viewId, entry.id), say(locale, "history_original")),
    ...jump,
    ...share,
    button(pressId("from", viewId, page), say(locale, "history_back")),
  ];
}

/**
 * The files as they are in the archive, from one of them on. What is too large for any message is named; what is too
 * much for this one is offered in a further one.
 */
export async function originalsMessage(
  entry: HistoryEntry,
  from: { readonly file: number; readonly limitBytes: number },
  open: OpenView,
  options: HistoryOptions,
): Promise<AnswerMessage> {
  const { locale, viewId } = open;
  const limitBytes = Math.min(from.limitBytes, REQUEST_LIMIT_BYTES);
  const wanted = visibleFiles(entry, open).slice(from.file);
  const files: AnswerFile[] = [];
  const tooLarge: { readonly file: FoundFile; readonly name: string }[] = [];
  const releases: (() => Promise<void>)[] = [];
  let lost = 0;
  let room = REQUEST_LIMIT_BYTES;
  let more = wanted.length;
  for (const file of wanted) {
    const fits = file.bytes <= limitBytes;
    if (files.length === MOST_FILES || (fits && file.bytes > room)) break;
    more -= 1;
    const name = nameOf(entry, file);
    const original = fits ? await options.original(file.path) : null;
    if (original !== null) {
      files.push({ name, mime: file.mime, path: original.path });
      releases.push(() => original.release());
      room -= file.bytes;
    } else if (!fits && (await options.isKept(file.path))) tooLarge.push({ file, name });
    else lost += 1;
  }
  const limit = fileSize(locale, limitBytes);
  const lines = [
    ...(files.length > 0 ? [say(locale, "history_originals", { count: files.length })] : []),
    ...tooLarge.map(({ file, name }) =>
      say(locale, "history_original_too_large", { name, size: fileSize(locale, file.bytes), limit }),
    ),
    ...(lost > 0 ? [say(locale, "history_file_lost", { count: lost })] : []),
    ...(more > 0 ? [say(locale, "jobs_more", { count: more })] : []),
  ];
  const next = from.file + wanted.length - more;
  const further = button(pressId("file", viewId, entry.id, next), say(locale, "history_original"));
  const content = lines.join("\n") || say(locale, "history_gone");
  const description = promptLine(entry, open, options.models, ALT_SHOWN);
  const attachments = files.map(({ name }, index) => ({ id: String(index), filename: name, description }));
  return {
    body: { content, attachments, components: more > 0 ? [row(further)] : [], allowed_mentions: { parse: [] } },
    files,
    async discard() {
      for (const release of releases) await release();
    },
  };
}

type FoundFile = ReturnType<typeof visibleFiles>[number];

/** Discord veils a file by the beginning of its name. */
function nameOf({ id }: HistoryEntry, { picture, extension, nsfw }: FoundFile): string {
  return `${nsfw ? "SPOILER_" : ""}${id.slice(0, 8)}-${picture + 1}.${extension}`;
}
