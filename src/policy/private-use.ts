import type { Place } from "./request.ts";

/** Whether people use the bot without a server: not at all, in direct messages with it, or wherever they bring it along. */
export type PrivateUse = "off" | "dm" | "user-install";

/** Of a place without a server. A button there outlives what the operator allowed when it was sent. */
export function allowsUseIn(privateUse: PrivateUse, { byTokenOnly = false }: Place): boolean {
  return privateUse === "user-install" || (privateUse === "dm" && !byTokenOnly);
}
