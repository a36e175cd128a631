import { type APIComponentInContainer, ButtonStyle, ComponentType } from "discord.js";
import { goingOnId, PICK } from "../../jobs/action.ts";
import { appliedFacts } from "../../jobs/applied-facts.ts";
import { type BatchAction, batchId } from "../../jobs/batch-page.ts";
import { isStopped } from "../../jobs/job.ts";
import { isCancelable } from "../../jobs/job-states.ts";
import { summarize } from "../../models/summary.ts";
import type { Locale } from "../../texts/localized.ts";
import { cut, oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { type ReplyBody, replyOf, text, titleOf } from "../reply.ts";
import { filesOf, type PageFile } from "./page-alt.ts";
import { isOver, type PageView } from "./page-jobs.ts";
import { lineOf, notesOf } from "./page-lines.ts";

const FRAME_SHOWN = 200;
const SETTINGS_SHOWN = 200;
const APPLIED_SHOWN = 200;
/** Discord's bound. */
const DESCRIPTION_SHOWN = 100;

/** One of a batch's messages: what is made, a line for each job, the pictures so far, and the way on. */
export function pageReply(view: PageView, locale: Locale): ReplyBody {
  const over = view.jobs.every(isOver);
  const lines = view.jobs.map((each) => lineOf(each, locale));
  const parts: APIComponentInContainer[] = [
    text(headOf(view, locale)),
    text(lines.join("\n")),
    ...mediaOf(filesOf(view)),
  ];
  const notes = notesOf(view.jobs, locale);
  if (notes !== "") parts.push(text(notes));
  parts.push(text(footOf(view, locale)), ...buttonsOf(view, over, locale), ...pickRow(view, locale));
  const nothing = view.jobs.every(({ job }) => isStopped(job));
  return replyOf(parts, over ? (nothing ? "stopped" : "done") : "going");
}

function headOf({ frame, jobs, pages, total, pictures }: PageView, locale: Locale): string {
  const { before, after } = frame;
  const title = before + after === "" ? say(locale, "batch_title", { count: pictures }) : framed(before, after);
  const [any] = jobs;
  const first = jobs.find(({ removed }) => !removed);
  const facts =
    any === undefined ? [] : [titleOf(any.job), say(locale, "batch_for", { member: `<@${any.job.origin.userId}>` })];
  const { definition, input } = first?.job ?? {};
  if (definition !== undefined && input !== undefined)
    facts.push(plainText(summarize(definition, input, locale), SETTINGS_SHOWN));
  const numbers = jobs.map(({ number }) => number);
  if (pages > 1) facts.push(say(locale, "batch_part", { from: Math.min(...numbers), to: Math.max(...numbers), total }));
  const lines = [`**${title}**`, `-# ${facts.filter(Boolean).join(" · ")}`];
  const applied = first === undefined ? "" : cut(appliedFacts(first.job, locale).join(" · "), APPLIED_SHOWN);
  return [...lines, ...(applied === "" ? [] : [`-# ${applied}`])].join("\n");
}

/** "a …, oil painting": the blanks around what differs are those of the prompt. */
function framed(before: string, after: string): string {
  const blank = (text: string) => (text === "" ? "" : " ");
  const [start, end] = [before, after].map((part) => plainText(part, FRAME_SHOWN));
  return `${start}${blank(/\s$/.exec(before)?.[0] ?? "")}…${blank(/^\s/.exec(after)?.[0] ?? "")}${end}`;
}

function mediaOf(files: readonly PageFile[]): APIComponentInContainer[] {
  const seen = files.filter(({ mime }) => /^(image|video)\//.test(mime));
  const items = seen.map(({ name, alt, spoiler }) => ({
    media: { url: `attachment://${name}` },
    description: alt,
    ...(spoiler ? { spoiler } : {}),
  }));
  const gallery = items.length === 0 ? [] : [{ type: ComponentType.MediaGallery as const, items }];
  const beside = files.filter((file) => !seen.includes(file));
  return [
    ...gallery,
    ...beside.map(({ name }) => ({ type: ComponentType.File as const, file: { url: `attachment://${name}` } })),
  ];
}

function footOf({ jobs, following, unseen }: PageView, locale: Locale): string {
  const done = jobs.filter((each) => isOver(each) && !isStopped(each.job)).length;
  const facts = [say(locale, "batch_count", { done, total: jobs.length })];
  if (jobs.some(({ end }) => end?.files.some(({ shrunk }) => shrunk))) facts.push(say(locale, "footer_original"));
  const lines = [facts.join(" · ")];
  if (following > 0) lines.push(say(locale, "batch_follow", { count: following }));
  if (unseen > 0) lines.push(say(locale, "batch_unseen", { count: unseen }));
  if (jobs.every(({ job }) => job.terms.ephemeral))
    lines.push(say(locale, jobs.every(isOver) ? "private_done" : "private_going"));
  return lines.map((line) => `-# ${line}`).join("\n");
}

function buttonsOf(view: PageView, over: boolean, locale: Locale): APIComponentInContainer[] {
  const button = (action: BatchAction, label: string, style: ButtonStyle.Primary | ButtonStyle.Secondary) => ({
    type: ComponentType.Button as const,
    custom_id: batchId(action, view.batchId, view.page),
    label,
    style,
  });
  const { Primary, Secondary } = ButtonStyle;
  const cancelable = view.jobs.some(({ job, end }) => end === null && isCancelable(job)) || view.following > 0;
  const retry = retryLabel(view, locale);
  const components = [
    ...(cancelable ? [button("cancel", say(locale, "batch_cancel"), Secondary)] : []),
    ...(retry === null ? [] : [button("retry", retry, Primary)]),
    ...(over ? [button("again", say(locale, "batch_again"), retry === null ? Primary : Secondary)] : []),
    ...(over ? [button("delete", say(locale, "button_delete"), Secondary)] : []),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}

/** The way on from each picture. */
function pickRow({ jobs }: PageView, locale: Locale): APIComponentInContainer[] {
  const options = jobs.flatMap(({ job, number, label, end }) => {
    if (end === null || end.files.length === 0 || !("files" in job)) return [];
    const pictures = job.files.flatMap(({ mime, withheld }, index) =>
      mime.startsWith("image/") && !withheld ? [index] : [],
    );
    return pictures.map((index, place) => ({
      value: `${job.id}.${index}`,
      label: say(locale, "go_picture", { number: pictures.length === 1 ? number : `${number}.${place + 1}` }),
      ...(label === "" ? {} : { description: oneLine(label, DESCRIPTION_SHOWN) }),
    }));
  });
  const [first] = options;
  if (first === undefined) return [];
  const select = { type: ComponentType.StringSelect, placeholder: say(locale, "go_pick") } as const;
  const custom_id = goingOnId(PICK, first.value);
  return [{ type: ComponentType.ActionRow, components: [{ ...select, custom_id, options }] }];
}

function retryLabel({ missing }: PageView, locale: Locale): string | null {
  const count = missing.length;
  if (count === 0) return null;
  const canceled = missing.filter(({ state }) => state === "canceled").length;
  if (canceled === 0) return say(locale, "batch_retry", { count });
  return say(locale, canceled === count ? "batch_retry_canceled" : "batch_retry_missing", { count });
}
