import type { AnswerMessage, Asker } from "../../interaction.ts";
import { appliedFacts } from "../../jobs/applied-facts.ts";
import type { Job, JobId } from "../../jobs/job.ts";
import type { Paid } from "../../jobs/paid-reader.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { amountText, momentText } from "../../policy/sentences.ts";
import { OPEN_SETTINGS } from "../../policy/settings.ts";
import type { Locale } from "../../texts/localized.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { PictureAction } from "../going-on/picture-action.ts";
import { moderatorOf } from "../moderation/moderator.ts";
import { container, line, messageOf, type Part, text } from "../moderation/parts.ts";
import { asCode, memberMention } from "../moderation/value-text.ts";
import { resultLines, settingLines, timeLine } from "./details-lines.ts";

export interface DetailsOptions {
  readonly models: ModelCatalog;
  readonly policies: PolicyStore;
  readonly paidFor: (job: JobId) => Promise<Paid | null>;
}

// All texts of a message share 4,000 characters, and escaping may double one.
const PROMPT_SHOWN = 500;
const SETTINGS_MOST = 1_400;
const REST_MOST = 700;

/** How a result came about: from what is stored, so for as long as that is. */
export function detailsAction(options: DetailsOptions): PictureAction {
  return {
    name: "details",
    label: (locale) => say(locale, "details"),
    makesFrom: false,
    offered: (_asker, source) => source.kind === "job",
    async start(asker, source) {
      if (source.kind !== "job") return { kind: "notice", text: say(asker.locale, "refused_gone") };
      return { kind: "later", ephemeral: true, message: () => detailsMessage(asker, source.job, options) };
    },
  };
}

async function detailsMessage(asker: Asker, job: Job, options: DetailsOptions): Promise<AnswerMessage> {
  const { locale } = asker;
  const definition = options.models.byEndpoint(job.model);
  const prompt = plainText((definition && promptOf(definition, job.input)) ?? "", PROMPT_SHOWN);
  const asked = say(locale, "details_asked", {
    member: memberMention(job.origin.userId),
    when: momentText(job.createdAt),
  });
  const model = `${plainText(definition?.title ?? "", 100)} ${asCode(job.model)}`.trim();
  const parts: Part[] = [
    text(`## ${say(locale, "details")}${prompt === "" ? "" : `\n**${prompt}**`}\n-# ${model} · ${asked}`),
    ...section(
      say(locale, "details_settings"),
      [...settingLines(job, definition, locale), ...appliedFacts({ ...job, definition }, locale)],
      SETTINGS_MOST,
    ),
    ...section(say(locale, "details_result"), resultLines(job, definition, locale), REST_MOST),
    ...section(say(locale, "details_time"), [timeLine(job, locale)], REST_MOST),
    line(),
    text((await ownPart(asker, job, options)).join("\n"), REST_MOST),
  ];
  return { body: messageOf(container("panel", parts)) };
}

function section(title: string, lines: readonly string[], most: number): Part[] {
  const said = lines.filter((each) => each !== "");
  return said.length === 0 ? [] : [text([`**${title}**`, ...said].join("\n"), most)];
}

/** What is nobody else's business than its member's and the moderators'. */
async function ownPart(asker: Asker, job: Job, options: DetailsOptions): Promise<string[]> {
  const { locale, userId } = asker;
  const { guildId } = job.origin;
  const moderates = guildId !== null && guildId === asker.guildId && (await moderatorOf(asker, options)).ok;
  if (userId !== job.origin.userId && !moderates) return [`-# ${say(locale, "details_only_yours")}`];
  const settings = guildId === null ? OPEN_SETTINGS : await options.policies.settings(guildId);
  const paid = await options.paidFor(job.id);
  const amount = paid === null ? "" : amountText(paid.micros, settings.money.currency, locale);
  const facts = [
    ...(paid === null ? [] : [say(locale, `details_${paid.state}`, { amount })]),
    ...(paid === null || paid.state === "released"
      ? []
      : [say(locale, job.payer === null ? "details_by_operator" : "details_by_own_key")]),
    ...(job.terms.credits === 0 ? [] : [say(locale, "details_credits", { images: job.terms.credits })]),
  ];
  return [`**${say(locale, "details_paid")}**`, facts.join(" · "), `-# ${idsText(job, locale)}`];
}

function idsText(job: Job, locale: Locale): string {
  const id = asCode(job.id);
  return "request" in job
    ? say(locale, "details_ids", { request: asCode(job.request.requestId), job: id })
    : say(locale, "details_job", { job: id });
}
