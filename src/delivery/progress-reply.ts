import type { APIComponentInContainer } from "discord.js";
import type { Progress } from "../jobs/progress.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { duration } from "../texts/units.ts";
import { buttons, header, type ReplyBody, replyOf, type ToldJob, text } from "./reply.ts";

const HOST_SHOWN = 100;
const BAR_CELLS = 12;
/** A model never used here is taken to be half done after this time, so that its bar moves but never claims the end. */
const UNKNOWN_HALF_MS = 15_000;

const NOTHING_TO_CANCEL: ReadonlySet<Progress["phase"]> = new Set(["saving", "not allowed", "canceling"]);

/** The reply while its job goes on: the place in a queue, or a bar, and Cancel while that is of use. */
export function progressReply(job: ToldJob, progress: Progress): ReplyBody {
  const { terms, origin } = job;
  const alone = terms.ephemeral ? `\n-# ${say(origin.locale, "private_going")}` : "";
  const parts: APIComponentInContainer[] = [header(job), text(`${status(job, progress)}${alone}`)];
  if (!NOTHING_TO_CANCEL.has(progress.phase)) parts.push(buttons(job, ["cancel", "button_cancel"]));
  return replyOf(parts, "going");
}

function status(job: ToldJob, progress: Progress): string {
  const { locale } = job.origin;
  switch (progress.phase) {
    case "queued":
      return say(locale, "queued_here", { place: progress.place });
    case "waiting":
      return progress.place === null
        ? say(locale, "queued_relay_unplaced")
        : say(locale, "queued_relay", { place: progress.place });
    case "running": {
      const line = `${bar(progress.elapsedMs, progress.usualMs)} ${say(locale, "running", { elapsed: duration(locale, progress.elapsedMs) })}`;
      return progress.lastLog === null ? line : `${line}\n-# ${plainText(progress.lastLog, 120)}`;
    }
    case "saving":
      return `${"▰".repeat(BAR_CELLS)} ${say(locale, "saving", { elapsed: duration(locale, progress.elapsedMs) })}`;
    case "not allowed":
      return say(locale, "host_not_allowed", { host: plainText(progress.host, HOST_SHOWN) });
    case "submitting":
    case "delayed":
    case "canceling":
      return say(locale, progress.phase);
  }
}

/** Filled by what the model usually takes; the last cell is kept for the end. */
function bar(elapsedMs: number, usualMs: number | null): string {
  const share = usualMs === null ? elapsedMs / (elapsedMs + UNKNOWN_HALF_MS) : elapsedMs / Math.max(usualMs, 1);
  const filled = Math.max(1, Math.min(BAR_CELLS - 1, Math.round(share * BAR_CELLS)));
  return "▰".repeat(filled) + "▱".repeat(BAR_CELLS - filled);
}
