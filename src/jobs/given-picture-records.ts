import type { Database } from "../storage/database.ts";

/** What is kept of the pictures that someone took up: exported with the rest of theirs, and forgotten with it. */
export const givenPictureRecords = {
  name: "pictures_taken_up",
  of: (database: Database, userId: string) =>
    database.selectFrom("given_pictures").select(["picture", "at"]).where("user_id", "=", userId).execute(),
  async forget(transaction: Database, userId: string) {
    await transaction.deleteFrom("given_pictures").where("user_id", "=", userId).execute();
  },
};
