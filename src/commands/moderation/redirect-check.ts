import type { AuditEntry } from "../../policy/audit-entry.ts";
import { chainOf } from "../../policy/request.ts";
import { keptOut } from "../../policy/rules/kept-out.ts";
import { say } from "../../texts/say.ts";
import type { ModerationOptions, Moderator } from "./moderator.ts";
import { channelMention } from "./value-text.ts";

const UNSEEN = { threadOf: null, categoryId: null, ageRestricted: false, complete: false } as const;

/** Says so where refusals would now send people to a channel that is closed itself, by its own name or its category's. */
export async function redirectWarning(
  { asker, guildId }: Moderator,
  entry: AuditEntry | null,
  { policies, placeOf }: Pick<ModerationOptions, "policies" | "placeOf">,
): Promise<string | null> {
  if (entry?.deed.kind !== "settings" || !entry.deed.changes.some(({ path }) => path[0] === "place")) return null;
  const { channels, redirect } = (await policies.settings(guildId)).place;
  if (redirect === null) return null;
  const closed = keptOut(channels, chainOf(await placeOf({ ...UNSEEN, channelId: redirect })));
  return closed && say(asker.locale, "redirect_closed", { channel: channelMention(redirect) });
}
