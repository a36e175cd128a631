import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from "discord.js";
import { type Action, customIdOf } from "../jobs/action.ts";
import { appliedFacts } from "../jobs/applied-facts.ts";
import type { Job } from "../jobs/job.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { promptOf, summarize } from "../models/summary.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";

/** A message as Discord takes it: always Components V2, because that flag can never be taken back by a later edit. */
export interface ReplyBody {
  readonly flags: number;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: [] };
  readonly attachments?: readonly { readonly id: string; readonly filename: string; readonly description?: string }[];
}

/** What a reply tells of its job, the same from admission to the end. */
export interface ToldJob extends Pick<Job, "id" | "model" | "input" | "origin" | "terms" | "wentOnFrom" | "applied"> {
  /** Undefined for a model that is not offered any more. */
  readonly definition: ModelDefinition | undefined;
}

/** Characters of a prompt that a reply shows; escaping may double them, and all texts share 4,000. */
const PROMPT_SHOWN = 1_000;
const SETTINGS_SHOWN = 300;

const ACCENT = { going: 0x5b8def, done: 0x3fa77a, stopped: 0x9aa0a6, failed: 0xd9705f } as const;

export function replyOf(components: readonly APIComponentInContainer[], accent: keyof typeof ACCENT): ReplyBody {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, accent_color: ACCENT[accent], components: [...components] }],
    allowed_mentions: { parse: [] },
  };
}

/** What is made, and of what: the first lines of every reply. A finished one names its model in the footer. */
export function header(job: ToldJob, model: "model here" | "model below" = "model here"): APIComponentInContainer {
  const { definition, origin } = job;
  const { locale } = origin;
  const prompt = promptShown(job);
  const lines = [`**${prompt || say(locale, "inputs_only")}**`];
  const facts = [
    model === "model here" ? titleOf(job) : "",
    definition ? plainText(summarize(definition, job.input, locale), SETTINGS_SHOWN) : "",
    fromWhere(job),
  ].filter(Boolean);
  if (facts.length > 0) lines.push(`-# ${facts.join(" · ")}`);
  const applied = appliedFacts(job, locale);
  if (applied.length > 0) lines.push(`-# ${applied.join(" · ")}`);
  return text(lines.join("\n"));
}

/** Where the picture stands that it went on from. */
function fromWhere({ wentOnFrom, origin }: ToldJob): string {
  if (wentOnFrom === null) return "";
  const { guildId, channelId, messageId, what } = wentOnFrom;
  const link = `https://discord.com/channels/${guildId ?? "@me"}/${channelId}/${messageId}`;
  return say(origin.locale, what === "picture" ? "go_from" : "go_from_answer", { link });
}

/** The prompt as it stands in a reply, escaped. */
export function promptShown({ definition, input }: ToldJob): string {
  return plainText((definition && promptOf(definition, input)) ?? "", PROMPT_SHOWN);
}

export function titleOf(job: ToldJob): string {
  return plainText(job.definition?.title ?? job.model, 100);
}

export function text(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content };
}

export type ButtonLabel = "button_cancel" | "button_again" | "button_try_again" | "button_share" | "button_delete";

export function buttons(
  job: Pick<ToldJob, "id" | "origin">,
  ...wanted: readonly (readonly [Action, ButtonLabel])[]
): APIComponentInContainer {
  return {
    type: ComponentType.ActionRow,
    components: wanted.map(([action, label]) => buttonFor(job, action, label)),
  };
}

export function buttonFor(
  { id, origin }: Pick<ToldJob, "id" | "origin">,
  action: Action,
  label: ButtonLabel,
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: action === "again" ? ButtonStyle.Primary : ButtonStyle.Secondary,
    custom_id: customIdOf(action, id),
    label: say(origin.locale, label),
  };
}
