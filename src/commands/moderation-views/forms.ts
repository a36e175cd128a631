import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { JobId } from "../../jobs/job.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { removalId, reportId } from "./custom-ids.ts";

export const REASON_MAX = 300;
/** The fields' custom ids. */
export const FIELDS = { reason: "reason", days: "days", which: "which" } as const;
export const MOST_DAYS = 365;
/** Discord's bound for a select. */
const MOST_CHOICES = 25;

/** One of several jobs in a message, as it is told apart from the others. */
export interface Choosable {
  readonly id: JobId;
  readonly label: string;
}

/** Asks a moderator why a picture goes, and which of them where a message shows several. */
export function removalForm(
  job: JobId,
  locale: Locale,
  among: readonly Choosable[] = [],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: removalId(job),
    title: say(locale, "removal_title"),
    components: [
      ...whichField(say(locale, "removal_which"), among, among.length),
      reasonField(say(locale, "removal_reason"), say(locale, "removal_reason_hint")),
    ],
  };
}

/** Asks a member what is wrong with a picture, and with which of them where a message shows several. */
export function reportForm(
  job: JobId,
  locale: Locale,
  among: readonly Choosable[] = [],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: reportId("write", job),
    title: say(locale, "report_title"),
    components: [
      ...whichField(say(locale, "report_which"), among, 1),
      reasonField(say(locale, "report_reason"), say(locale, "report_reason_hint")),
    ],
  };
}

function whichField(words: string, among: readonly Choosable[], most: number): APILabelComponent[] {
  if (among.length < 2) return [];
  const options = among.slice(0, MOST_CHOICES).map(({ id, label: text }) => ({ value: id, label: text }));
  const max_values = Math.min(most, options.length);
  const select = { type: ComponentType.StringSelect, custom_id: FIELDS.which, options, max_values } as const;
  return [{ type: ComponentType.Label, label: words, component: select }];
}

/** Asks a moderator how long, and why, whoever made a picture may make no more. */
export function suspensionForm(job: JobId, locale: Locale): APIModalInteractionResponseCallbackData {
  return {
    custom_id: reportId("suspend", job),
    title: say(locale, "suspend_title"),
    components: [
      label(say(locale, "suspend_days"), say(locale, "suspend_days_hint"), {
        type: ComponentType.TextInput,
        custom_id: FIELDS.days,
        style: TextInputStyle.Short,
        required: false,
        max_length: String(MOST_DAYS).length,
      }),
      reasonField(say(locale, "removal_reason"), say(locale, "suspend_reason_hint")),
    ],
  };
}

function reasonField(words: string, hint: string): APILabelComponent {
  return label(words, hint, {
    type: ComponentType.TextInput,
    custom_id: FIELDS.reason,
    style: TextInputStyle.Paragraph,
    required: true,
    max_length: REASON_MAX,
  });
}

function label(words: string, description: string, component: APILabelComponent["component"]): APILabelComponent {
  return { type: ComponentType.Label, label: words, description, component };
}
