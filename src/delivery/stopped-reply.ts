import type { StoppedJob } from "../jobs/job.ts";
import type { Failure } from "../jobs/stored.ts";
import { canBeTriedAgain } from "../jobs/try-again.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { type Locale, localize } from "../texts/localized.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";
import { buttons, header, type ReplyBody, replyOf, type ToldJob, text, titleOf } from "./reply.ts";

const DETAIL_SHOWN = 300;

/** The reply of a job that ended without pictures: what happened, whether it was charged, and the way on. */
export function stoppedReply(job: StoppedJob & ToldJob): ReplyBody {
  const { locale } = job.origin;
  const sentence = text(stopSentence(job, locale));
  const again = ["again", job.state === "canceled" ? "button_again" : "button_try_again"] as const;
  const offered = canBeTriedAgain(job) ? [again] : [];
  return replyOf(
    [header(job), sentence, buttons(job, ...offered, ["delete", "button_delete"])],
    job.state === "canceled" ? "stopped" : "failed",
  );
}

/** What happened, whether it was charged, and what to do. */
export function stopSentence(job: StoppedJob & ToldJob, locale: Locale): string {
  const { failure, definition } = job;
  const detail =
    plainText(failure.detail ?? "", DETAIL_SHOWN).replace(/[.。]$/, "") || say(locale, "relay_gave_no_reason");
  const field = fieldName(failure.field, definition, locale);
  switch (failure.kind) {
    case "canceled":
      return say(locale, failure.charged === "no" ? "ended_canceled" : "ended_canceled_maybe");
    case "refused_input":
      return field === null
        ? say(locale, "ended_refused", { detail })
        : say(locale, "ended_refused_input", { field, detail });
    case "unusable_image":
      return say(locale, "ended_unusable_image", { field: field ?? "image", detail });
    case "image_lost":
      return say(locale, "ended_image_lost", { field: field ?? "image" });
    case "generation_failed":
      return say(locale, "ended_generation_failed", { detail });
    case "result_unusable":
      return say(locale, "ended_result_unusable", { detail: say(locale, reasonOf(failure)) });
    case "host_not_allowed":
      return say(locale, "ended_host_not_allowed", { host: detail });
    case "model_gone":
      return say(locale, "refused_model_gone", { model: titleOf(job) });
    default:
      return say(locale, `ended_${failure.kind}`);
  }
}

const REASONS = [
  "unusable_empty",
  "unusable_too_large",
  "unusable_too_slow",
  "unusable_truncated",
  "unusable_wrong_type",
] as const;

function reasonOf({ detail }: Failure) {
  return REASONS.find((reason) => reason === `unusable_${detail}`) ?? "unusable_unreachable";
}

/** The field as members know it; the relay tells the path in its body. */
function fieldName(path: string | null, definition: ModelDefinition | undefined, locale: Locale): string | null {
  if (path === null) return null;
  const field = definition?.fields.find(
    (candidate) => candidate.path === path || path.startsWith(`${candidate.path}.`),
  );
  return plainText(field === undefined ? path : localize(field.displayName, locale).replaceAll("_", " "), 60);
}
