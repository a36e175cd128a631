import type { ModelDefinition } from "../models/definition.ts";
import { chainOf, type Member, type Place } from "./request.ts";
import { admits } from "./rules/facts.ts";
import type { GuildSettings } from "./settings.ts";

/** Whether a guild's rules leave a model to a member in a place at all; what it counts and costs is asked later. */
export function modelOpenTo(
  { content }: GuildSettings,
  { member, place }: { readonly member: Member; readonly place: Place },
  definition: ModelDefinition,
): boolean {
  const rule = content.models[definition.endpoint];
  if (!(rule?.on ?? content.otherModels === "on")) return false;
  if (rule === undefined) return true;
  return admits(rule.roles, member.roles) === "yes" && admits(rule.channels, chainOf(place)) === "yes";
}
