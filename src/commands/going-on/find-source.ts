import type { Asker, GivenAttachment } from "../../interaction.ts";
import type { GivenPictureStore } from "../../jobs/given-picture-store.ts";
import type { JobStore } from "../../jobs/job-store.ts";
import { seenBy } from "../../jobs/seen-by.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { say } from "../../texts/say.ts";
import { makerOf, type SourcePicture, type SourceRef } from "./source-picture.ts";

export interface SourceOptions {
  readonly jobs: Pick<JobStore, "find">;
  readonly givenPictures: GivenPictureStore;
  readonly policies: Pick<PolicyStore, "settings">;
}

export type FoundSource =
  | { readonly ok: true; readonly source: SourcePicture }
  | { readonly ok: false; readonly refusal: string };

/**
 * The source that a custom id names, for someone who can see it: what stands in a reply that they see, or what they took
 * up themselves. An id made by hand reaches nothing else.
 */
export async function findSource(asker: Asker, ref: SourceRef, options: SourceOptions): Promise<FoundSource> {
  const refused = (key: "refused_gone" | "refused_source_gone"): FoundSource => ({
    ok: false,
    refusal: say(asker.locale, key),
  });
  if (ref.kind === "message") {
    const given = await options.givenPictures.find(ref.id);
    if (given === null || given.userId !== asker.userId) return refused("refused_source_gone");
    return { ok: true, source: { kind: "message", given } };
  }
  const job = await options.jobs.find(ref.job);
  if (job === null || !seenBy(job, asker)) return refused("refused_gone");
  if (job.deletedAt !== null) return refused("refused_source_gone");
  const file = "files" in job ? job.files[ref.index] : undefined;
  return { ok: true, source: { kind: "job", job, index: ref.index, file: file?.withheld === false ? file : null } };
}

/** Why this member may not make something from the picture; null where they may. */
export async function refusalToMakeFrom(
  { userId, guildId, locale }: Asker,
  source: SourcePicture,
  { policies }: SourceOptions,
): Promise<string | null> {
  if (guildId === null || makerOf(source) === userId) return null;
  const { content } = await policies.settings(guildId);
  return content.othersPictures ? null : say(locale, "refused_others_pictures");
}

/** Takes up a picture of a message, so that it can be gone on from later. */
export async function takeUp(
  asker: Asker,
  message: { readonly id: string; readonly channelId: string; readonly authorId: string },
  file: GivenAttachment,
  { givenPictures }: SourceOptions,
): Promise<SourcePicture> {
  const { url, fileName, bytes, contentType, width = null, height = null } = file;
  const given = await givenPictures.take({
    userId: asker.userId,
    guildId: asker.guildId,
    channelId: message.channelId,
    messageId: message.id,
    authorId: message.authorId,
    ...{ url, fileName, bytes, contentType, width, height },
  });
  return { kind: "message", given };
}
