import type { ModelInput } from "../../models/definition.ts";
import type { Adjustment, Denial, Finding, Standing } from "../decision.ts";
import type { OperatorSettings } from "../operator-settings.ts";
import type { PolicyRequest } from "../request.ts";
import type { AccessList, GuildSettings } from "../settings.ts";
import type { Usage } from "../usage.ts";

/** All a rule may look at. */
export interface Facts {
  readonly settings: GuildSettings;
  readonly operator: OperatorSettings;
  /** The guild pays with a key of its own. */
  readonly ownKey: boolean;
  readonly usage: Usage;
  /** With the input as it was asked for. */
  readonly request: PolicyRequest;
  /** The input as it would be sent. */
  readonly input: ModelInput;
  readonly images: number;
  readonly priceMicros: number;
}

/** One rule: what it has to say, or nothing. */
export type Rule = (facts: Facts) => Finding[];

export function no(denial: Denial): Finding[] {
  return [{ says: "no", denial }];
}

export function changed(adjustment: Adjustment): Finding[] {
  return [{ says: "changed", adjustment }];
}

export function counted(standing: Standing): Finding[] {
  return [{ says: "counted", standing }];
}

/** What a list says about someone or something that goes by several ids. */
export function admits(list: AccessList, ids: readonly string[]): "yes" | "denied" | "not_allowed" {
  if (ids.some((id) => list.denied.includes(id))) return "denied";
  return list.allowed.length === 0 || ids.some((id) => list.allowed.includes(id)) ? "yes" : "not_allowed";
}
