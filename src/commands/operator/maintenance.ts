import { momentText } from "../../policy/sentences.ts";
import { say } from "../../texts/say.ts";
import type { Outcome } from "../moderation/change.ts";
import type { Asked } from "../moderation/deeds.ts";
import { reasonText } from "../moderation/entry-text.ts";
import { container, messageOf, text } from "../moderation/parts.ts";
import type { Operator, OperatorOptions } from "./operator.ts";
import { changeOperatorBy } from "./outcome.ts";

const HOUR_MS = 3_600_000;
const REASON_MAX = 300;
/** Discord keeps 25 characters of a nonce. */
const NONCE_MAX = 25;

/** Refuses every new request everywhere; members read the reason. What is under way goes on. */
export async function pauseAll(
  operator: Operator,
  { hours, reason, announced }: Asked & { readonly announced: boolean },
  options: OperatorOptions,
): Promise<Outcome> {
  const at = options.now();
  const until = hours === null ? null : at + Math.round(hours * HOUR_MS);
  const paused = { reason: reason.trim().slice(0, REASON_MAX), at, until };
  const outcome = await changeOperatorBy(operator, (settings) => ({ ...settings, paused }), options);
  return announced ? tell(outcome, operator, { reason: paused.reason, until }, options) : outcome;
}

export async function resumeAll(operator: Operator, announced: boolean, options: OperatorOptions): Promise<Outcome> {
  const outcome = await changeOperatorBy(operator, (settings) => ({ ...settings, paused: null }), options);
  return announced ? tell(outcome, operator, null, options) : outcome;
}

/** Tells the servers' audit channels, each in its own language. Nothing is told where nothing changed. */
async function tell(
  outcome: Outcome,
  { reader }: Operator,
  pause: { readonly reason: string; readonly until: number | null } | null,
  options: OperatorOptions,
): Promise<Outcome> {
  if (outcome.entry === null) return outcome;
  const nonce = `o${outcome.entry.id.replaceAll("-", "")}`.slice(0, NONCE_MAX);
  const count = await options.announce((locale) => {
    const reason = reasonText((pause?.reason ?? "").replace(/[.。]+$/, ""), { locale }, REASON_MAX);
    const words =
      pause === null
        ? say(locale, "announce_resume")
        : pause.until === null
          ? say(locale, "announce_pause", { reason })
          : say(locale, "announce_pause_until", { reason, when: momentText(pause.until) });
    return messageOf(container("panel", [text(words)]));
  }, nonce);
  return { ...outcome, text: `${outcome.text}\n${say(reader.locale, "op_announced", { count })}` };
}
