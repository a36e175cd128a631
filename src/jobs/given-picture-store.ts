import * as z from "zod";
import type { Clock } from "../clock.ts";
import type { Database } from "../storage/database.ts";

/**
 * How long a picture of someone else's message can be gone on from. Discord's addresses live about a day, and the relay
 * may fetch one half a day after it was asked.
 */
const KEPT_MS = 12 * 60 * 60_000;

/** Removes the pictures that nobody can go on from any more. */
export async function forgetOldGivenPictures(database: Database, now: number): Promise<void> {
  await database
    .deleteFrom("given_pictures")
    .where("at", "<", now - KEPT_MS)
    .execute();
}

const picture = z.object({
  guildId: z.string().nullable(),
  channelId: z.string(),
  messageId: z.string(),
  authorId: z.string(),
  url: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  contentType: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});

/** A picture of any message, as someone took it up to go on from. */
export interface GivenPicture extends z.infer<typeof picture> {
  readonly id: string;
  /** Who took it up: the only one who may go on from it by its id, as only they showed that they see the message. */
  readonly userId: string;
}

/** The pictures of messages that are not ours, by ids short enough for a button. */
export class GivenPictureStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #newId: () => string;

  constructor({ database, clock, newId }: { database: Database; clock: Clock; newId: () => string }) {
    this.#database = database;
    this.#clock = clock;
    this.#newId = newId;
  }

  async take(given: Omit<GivenPicture, "id">): Promise<GivenPicture> {
    const { userId, ...rest } = given;
    const id = this.#newId();
    const at = this.#clock.now();
    await forgetOldGivenPictures(this.#database, at);
    await this.#database
      .insertInto("given_pictures")
      .values({ id, user_id: userId, picture: JSON.stringify(rest), at })
      .execute();
    return { ...given, id };
  }

  async find(id: string): Promise<GivenPicture | null> {
    const row = await this.#database
      .selectFrom("given_pictures")
      .selectAll()
      .where("id", "=", id)
      .where("at", ">=", this.#clock.now() - KEPT_MS)
      .executeTakeFirst();
    return row === undefined ? null : { ...picture.parse(JSON.parse(row.picture)), id, userId: row.user_id };
  }
}
