import type { AccessList } from "../settings.ts";
import { admits } from "./facts.ts";

/** Why a list keeps a place out, and which of its ids say so; null where it does not. */
export function keptOut(list: AccessList, chain: readonly string[]) {
  const why = admits(list, chain);
  if (why === "yes") return null;
  return { why, listed: why === "denied" ? chain.filter((id) => list.denied.includes(id)) : list.allowed };
}
