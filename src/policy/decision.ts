import type { Terms } from "../jobs/job.ts";
import type { ModelInput } from "../models/definition.ts";
import type { Source, WindowName } from "./member-limits.ts";

/** Whose rule: the guild's moderators', or the operator's over all guilds. */
export type Authority = "moderators" | "operator";
export type BudgetPeriod = "day" | "month";

/** A place that lists of channels keep pictures out of. */
interface InChannel {
  readonly channelId: string;
  readonly why: "denied" | "not_allowed";
  /** Those of the place's own channel, category and thread that are denied, the nearest first; or all that are allowed. */
  readonly listed: readonly string[];
  /** Where to go instead. */
  readonly redirect: string | null;
}

/** Why something is not allowed. `endsAt` (milliseconds since the Unix epoch) says when asking again may help; null: not by waiting. */
export type Denial = { readonly endsAt: number | null } & (
  | { readonly kind: "guild_not_listed" }
  | { readonly kind: "direct_messages_off" }
  | { readonly kind: "paused"; readonly by: Authority; readonly reason: string }
  | (InChannel & { readonly kind: "channel" })
  | { readonly kind: "role"; readonly why: "denied" | "not_allowed"; readonly roleIds: readonly string[] }
  | { readonly kind: "suspended"; readonly reason: string }
  | { readonly kind: "new_account"; readonly hours: number }
  | { readonly kind: "new_member"; readonly hours: number }
  | { readonly kind: "model_off"; readonly model: string }
  | (InChannel & { readonly kind: "model_channel"; readonly model: string })
  | {
      readonly kind: "model_role";
      readonly model: string;
      readonly why: "denied" | "not_allowed";
      readonly roleIds: readonly string[];
    }
  | { readonly kind: "forbidden_word"; readonly words: readonly string[] }
  | { readonly kind: "too_large"; readonly pixels: number; readonly most: number; readonly source: Source }
  | { readonly kind: "too_many_steps"; readonly steps: number; readonly most: number; readonly source: Source }
  | { readonly kind: "too_many_images"; readonly images: number; readonly most: number; readonly source: Source }
  | {
      readonly kind: "quota";
      readonly window: WindowName;
      readonly wanted: number;
      readonly used: number;
      readonly limit: number;
      readonly credits: number;
      readonly source: Source;
    }
  | { readonly kind: "cooldown"; readonly seconds: number; readonly source: Source }
  | { readonly kind: "member_busy"; readonly most: number; readonly source: Source }
  | { readonly kind: "guild_busy"; readonly by: Authority; readonly most: number }
  | {
      readonly kind: "budget";
      readonly by: Authority;
      readonly period: BudgetPeriod;
      readonly priceMicros: number;
      readonly usedMicros: number;
      readonly limitMicros: number;
    }
);
export type DenialKind = Denial["kind"];

/** What is changed about a request, or about how its result is shown, so that it can be allowed. */
export type Adjustment =
  | { readonly kind: "safety_checker_on" }
  | { readonly kind: "words_replaced"; readonly words: readonly string[] }
  | { readonly kind: "ephemeral"; readonly channelId: string }
  | { readonly kind: "flagged_results"; readonly handling: Terms["flaggedResults"] }
  | { readonly kind: "credits"; readonly images: number };

/** How much of a limit that counts is used, whether or not it stands in the way. */
export type Standing =
  | {
      readonly kind: "images";
      readonly window: WindowName;
      readonly limit: number;
      readonly used: number;
      readonly left: number;
      /** When the next image comes back; null while nothing is used. */
      readonly nextAt: number | null;
      readonly source: Source;
    }
  | {
      readonly kind: "budget";
      readonly by: Authority;
      readonly period: BudgetPeriod;
      readonly limitMicros: number;
      readonly usedMicros: number;
      readonly resetsAt: number;
    };

/** A rule that had something to say. */
export type Finding =
  | { readonly says: "no"; readonly denial: Denial }
  | { readonly says: "changed"; readonly adjustment: Adjustment }
  | { readonly says: "counted"; readonly standing: Standing };

export type Decision =
  | {
      readonly allowed: true;
      /** As it will be asked of the relay. */
      readonly input: ModelInput;
      readonly terms: Terms;
      /** Reserved in the ledger. */
      readonly priceMicros: number;
      readonly images: number;
      readonly adjustments: readonly Adjustment[];
    }
  | { readonly allowed: false; readonly denial: Denial };

/** A decision with every rule that spoke. */
export interface Explanation {
  readonly decision: Decision;
  readonly findings: readonly Finding[];
}
