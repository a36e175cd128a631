import type { Job } from "./job.ts";

/**
 * Whether someone can see a job's reply from where they are: their own, one that stands open in the same guild, or in the
 * same group message. A custom id made by hand reaches no other.
 */
export function seenBy(
  { origin, terms }: Pick<Job, "origin" | "terms">,
  {
    userId,
    guildId,
    channelId,
  }: { readonly userId: string; readonly guildId: string | null; readonly channelId: string },
): boolean {
  if (origin.userId === userId) return true;
  if (terms.ephemeral) return false;
  return guildId === null ? origin.channelId === channelId : origin.guildId === guildId;
}
