import type { Answer, Asker, ModalUse } from "../../interaction.ts";
import type { Locale } from "../../texts/localized.ts";
import type { SourcePicture } from "./source-picture.ts";

/** One thing that can be done with a picture, in the panel and, for some, right under it. */
export interface PictureAction {
  /** In custom ids: small letters and "_", never changed once there are messages with it. */
  readonly name: string;
  readonly label: (locale: Locale) => string;
  /** Whether something new is made from the picture: then the rule on other people's pictures holds. */
  readonly makesFrom: boolean;
  /** Whether it is there for this picture, member and channel. `start` checks again: messages stay. */
  readonly offered: (asker: Asker, source: SourcePicture) => boolean | Promise<boolean>;
  readonly start: (asker: Asker, source: SourcePicture) => Promise<Answer>;
  /** What the form comes to that `start` opened; its custom id is `pressId(name, source)`. */
  readonly submit?: (asker: Asker, source: SourcePicture, use: ModalUse) => Promise<Answer>;
}
