import type { Failure } from "../../jobs/stored.ts";
import type { Locale } from "../../texts/localized.ts";
import { cut, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { duration, fileSize } from "../../texts/units.ts";
import { stopSentence } from "../stopped-reply.ts";
import { type PageJob, stoppedOf } from "./page-jobs.ts";

/** Ten of these, their notes and the head keep within the 4,000 characters that all texts of a message share. */
const LABEL_SHOWN = 60;
const NOTE_SHOWN = 420;
const NOTES_SHOWN = 1_300;
const ANSWER_SHOWN = 100;

/** "3 a blue fox · Painting · 12 s" */
export function lineOf(each: PageJob, locale: Locale): string {
  if (each.removed) return `**${each.number}** ${say(locale, "batch_removed")}`;
  const label = plainText(each.label, LABEL_SHOWN) || say(locale, "inputs_only");
  return `**${each.number}** ${label} · ${statusOf(each, locale)}`;
}

function statusOf(each: PageJob, locale: Locale): string {
  const { job, end } = each;
  const stopped = stoppedOf(each);
  if (stopped !== null) return stopText(stopped.state, stopped.failure, locale);
  if (end !== null || job.state === "delivered") return doneText(each, locale);
  return goingText(each, locale);
}

function stopText(state: "failed" | "uncertain" | "canceled", { charged }: Failure, locale: Locale): string {
  if (state === "uncertain") return say(locale, "batch_uncertain");
  return say(locale, `batch_${state}_${charged}`);
}

function doneText({ job, end }: PageJob, locale: Locale): string {
  if (end?.moved === true) return say(locale, "batch_moved");
  const files = "files" in job ? job.files : [];
  if (files.length > 0 && files.every(({ withheld }) => withheld)) return say(locale, "batch_withheld");
  return say(locale, "batch_done");
}

function goingText({ job, progress }: PageJob, locale: Locale): string {
  if (job.cancelRequestedAt !== null) return say(locale, "canceling");
  switch (progress?.phase) {
    case "queued":
      return say(locale, "queued_here", { place: progress.place });
    case "waiting":
      return progress.place === null
        ? say(locale, "queued_relay_unplaced")
        : say(locale, "queued_relay", { place: progress.place });
    case "running":
      return say(locale, "running", { elapsed: duration(locale, progress.elapsedMs) });
    case "saving":
      return say(locale, "saving", { elapsed: duration(locale, progress.elapsedMs) });
    case "not allowed":
      return say(locale, "batch_not_allowed");
    case "submitting":
    case "delayed":
    case "canceling":
      return say(locale, progress.phase);
    case undefined:
      return say(locale, job.state === "queued" ? "batch_queued" : "batch_at_relay");
  }
}

/** What a line has no room for: why jobs failed, once for each reason, files left out, answers in words. */
export function notesOf(jobs: readonly PageJob[], locale: Locale): string {
  const byNote = new Map<string, number[]>();
  for (const each of jobs) {
    for (const note of notesAbout(each, locale)) byNote.set(note, [...(byNote.get(note) ?? []), each.number]);
  }
  const lines: string[] = [];
  let room = NOTES_SHOWN;
  for (const [note, numbers] of byNote) {
    const line = `-# **${numbers.join(", ")}** ${note}`;
    if (line.length > room) break;
    lines.push(line);
    room -= line.length + 1;
  }
  return lines.join("\n");
}

function notesAbout(each: PageJob, locale: Locale): string[] {
  if (each.removed) return [];
  const stopped = stoppedOf(each);
  if (stopped !== null) return stopped.state === "canceled" ? [] : [noteText(stopSentence(stopped, locale))];
  const { job, end } = each;
  const left = end?.leftOut ?? [];
  const size = fileSize(locale, Math.max(0, ...left));
  const answer = "result" in job ? job.result.text : null;
  const host = each.progress?.phase === "not allowed" ? each.progress.host : null;
  return [
    ...(left.length === 0 ? [] : [noteText(say(locale, "not_attachable", { count: left.length, size }))]),
    ...(end === null || answer === null ? [] : [plainText(answer, ANSWER_SHOWN)]),
    ...(host === null ? [] : [noteText(say(locale, "host_not_allowed", { host: plainText(host, 100) }))]),
  ];
}

/** What is cut must not end within an escape. */
function noteText(text: string): string {
  return cut(text, NOTE_SHOWN).replace(/\\+…$/, "…");
}
