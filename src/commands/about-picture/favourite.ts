import type { FavouriteStore } from "../../history/favourite-store.ts";
import type { AnswerMessage, Asker } from "../../interaction.ts";
import { say } from "../../texts/say.ts";
import type { PictureAction } from "../going-on/picture-action.ts";
import type { SourcePicture } from "../going-on/source-picture.ts";

export interface FavouriteOptions {
  readonly favourites: FavouriteStore;
  /** The panel anew: what was pressed is in it. */
  readonly panel: (asker: Asker, source: SourcePicture) => Promise<AnswerMessage>;
}

/** Marks a picture as one's favourite, and takes the mark away. What someone marked, retention keeps. */
export function favouriteActions({ favourites, panel }: FavouriteOptions): PictureAction[] {
  const isMarked = async ({ userId }: Asker, source: SourcePicture) =>
    source.kind === "job" && (await favourites.of(userId, source.job.id)).includes(source.index);
  const action = (marks: boolean): PictureAction => ({
    name: marks ? "favourite" : "unfavourite",
    label: (locale) => say(locale, marks ? "go_favourite" : "go_unfavourite"),
    makesFrom: false,
    offered: async (asker, source) =>
      source.kind === "job" && source.file !== null && (await isMarked(asker, source)) !== marks,
    async start(asker, source) {
      if (source.kind !== "job") return { kind: "notice", text: say(asker.locale, "refused_gone") };
      if (marks) await favourites.add(asker.userId, source.job.id, source.index);
      else await favourites.remove(asker.userId, source.job.id, source.index);
      return { kind: "update later", message: () => panel(asker, source) };
    },
  });
  return [action(true), action(false)];
}
