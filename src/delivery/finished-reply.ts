import { type APIComponentInContainer, type APIMediaGalleryItem, ComponentType } from "discord.js";
import type { SavedJob } from "../jobs/job.ts";
import { imagesWanted, promptOf } from "../models/summary.ts";
import { oneLine, plainLines } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { duration, fileSize, seconds } from "../texts/units.ts";
import { answerRoom } from "./answer-file.ts";
import { goingOnRows, type WantedMost } from "./going-on-rows.ts";
import { header, type ReplyBody, replyOf, type ToldJob, text, titleOf } from "./reply.ts";

/** A file of the result as it is sent. */
export interface SentFile {
  readonly name: string;
  readonly mime: string;
  readonly spoiler: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly shrunk: boolean;
  /** Of a film or sound that is too long here: how much of it this is, in seconds. */
  readonly part: { readonly seconds: number; readonly ofSeconds: number } | null;
}

/** Digits of the largest seed, 2^64. */
const SEED_SHOWN = 20;
/** Discord's bound for one alt text; all of a reply share the second, because very long messages are answered 500. */
const ALT_TEXT_MAX = 1_024;
const ALT_TEXTS_MAX = 1_200;

type FinishedJob = ToldJob & Pick<SavedJob, "result" | "files">;

/** The finished reply: the gallery, what it was made with, and where to go on. */
export function finishedReply(
  job: FinishedJob,
  files: readonly SentFile[],
  leftOut: readonly { readonly bytes: number }[],
  offered: readonly WantedMost[],
): ReplyBody {
  const { locale } = job.origin;
  const shown = files.filter((file) => /^(image|video)\//.test(file.mime));
  const beside = files.filter((file) => !shown.includes(file));
  const parts: APIComponentInContainer[] = [header(job, "model below")];
  const alt = (file: SentFile) => altText(job, file, shown.indexOf(file) + 1, shown.length);
  if (shown.length > 0) {
    const items = shown.map(
      (file): APIMediaGalleryItem => ({
        media: { url: `attachment://${file.name}` },
        description: alt(file),
        ...(file.spoiler ? { spoiler: true } : {}),
      }),
    );
    parts.push({ type: ComponentType.MediaGallery, items });
  }
  for (const file of beside) parts.push({ type: ComponentType.File, file: { url: `attachment://${file.name}` } });
  if (job.result.text !== null) {
    parts.push(text(`${say(locale, "text_result")}\n${plainLines(job.result.text, answerRoom(job))}`));
  }
  const withheld = withheldText(job);
  if (withheld !== null) parts.push(text(withheld));
  if (leftOut.length > 0) {
    const size = fileSize(locale, Math.max(...leftOut.map(({ bytes }) => bytes)));
    parts.push(text(say(locale, "not_attachable", { count: leftOut.length, size })));
  }
  parts.push(
    text([footer(job, shown, files), ...aloneLine(job)].map((line) => `-# ${line}`).join("\n")),
    ...goingOnRows(job, offered, shareButton(job)),
  );
  return {
    ...replyOf(parts, "done"),
    attachments: files.map((file, index) => ({
      id: String(index),
      filename: file.name,
      ...(shown.includes(file) ? { description: alt(file) } : {}),
    })),
  };
}

function aloneLine({ terms, origin }: FinishedJob): string[] {
  return terms.ephemeral ? [say(origin.locale, "private_done")] : [];
}

function shareButton({ terms, files }: FinishedJob): (readonly ["share", "button_share"])[] {
  return terms.privately && files.some(({ withheld }) => !withheld) ? [["share", "button_share"]] : [];
}

function withheldText({ files, origin }: FinishedJob): string | null {
  const count = files.filter(({ withheld }) => withheld).length;
  if (count === 0) return null;
  if (count === files.length) return say(origin.locale, "withheld");
  return say(origin.locale, "withheld_some", { count, total: files.length });
}

function footer(job: FinishedJob, shown: readonly SentFile[], files: readonly SentFile[]): string {
  const { locale } = job.origin;
  const { definition } = job;
  const first = shown[0];
  const facts: string[] = [];
  if (job.result.seed !== null) facts.push(say(locale, "footer_seed", { seed: oneLine(job.result.seed, SEED_SHOWN) }));
  const pixels = job.result.media[0];
  const width = pixels?.width ?? first?.width;
  const height = pixels?.height ?? first?.height;
  if (width && height) facts.push(`${width}×${height}`);
  facts.push(titleOf(job));
  if (job.result.inferenceSeconds !== null) facts.push(seconds(locale, job.result.inferenceSeconds));
  const wanted = definition ? imagesWanted(definition, job.input) : 1;
  const made = shown.length + job.files.filter((file) => file.withheld).length;
  if (shown.length > 0 && made < wanted) facts.push(say(locale, "footer_fewer", { wanted, made }));
  if (shown.some((file) => file.shrunk)) facts.push(say(locale, "footer_original"));
  const part = files.find((file) => file.part !== null)?.part;
  if (part) {
    const [first, all] = [part.seconds, part.ofSeconds].map((value) => duration(locale, value * 1_000));
    facts.push(say(locale, "footer_first_part", { first: first ?? "", all: all ?? "" }));
  }
  return facts.join(" · ");
}

/** For those who do not see the picture: what was asked for. Unformatted, so nothing is escaped. */
function altText(job: ToldJob, { mime }: SentFile, number: number, total: number): string {
  const { definition } = job;
  const prompt = definition && promptOf(definition, job.input);
  const { locale } = job.origin;
  const film = mime.startsWith("video/");
  const said = prompt
    ? say(locale, film ? "alt_video" : "alt_picture", { number, total, prompt })
    : say(locale, film ? "alt_video_unprompted" : "alt_picture_unprompted", {
        number,
        total,
        model: definition?.title ?? job.model,
      });
  return oneLine(said, Math.min(ALT_TEXT_MAX, Math.floor(ALT_TEXTS_MAX / total)));
}
