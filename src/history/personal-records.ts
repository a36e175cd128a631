import type { Database } from "../storage/database.ts";

/** What another room stores about people: exported with the rest, and forgotten with it. */
export interface PersonalRecords {
  /** Its heading in an export. */
  readonly name: string;
  /** Everything about someone, as JSON can hold it. */
  readonly of: (database: Database, userId: string) => Promise<unknown>;
  readonly forget: (transaction: Database, userId: string) => Promise<void>;
}

/** What the history and the moderators' part keep of people besides their jobs. */
export const OWN_RECORDS: readonly PersonalRecords[] = [
  {
    name: "favourites",
    of: (database, userId) =>
      database.selectFrom("favourites").select(["job_id", "picture", "at"]).where("user_id", "=", userId).execute(),
    async forget(transaction, userId) {
      await transaction.deleteFrom("favourites").where("user_id", "=", userId).execute();
    },
  },
  {
    name: "lists_looked_at",
    of: (database, userId) =>
      database.selectFrom("history_views").select(["view", "created_at"]).where("user_id", "=", userId).execute(),
    async forget(transaction, userId) {
      await transaction.deleteFrom("history_views").where("user_id", "=", userId).execute();
    },
  },
  {
    name: "bonus_images",
    of: (database, userId) =>
      database.selectFrom("credits").select(["guild_id", "given"]).where("user_id", "=", userId).execute(),
    async forget(transaction, userId) {
      await transaction.deleteFrom("credits").where("user_id", "=", userId).execute();
      await transaction.updateTable("jobs").set({ credits: 0 }).where("user_id", "=", userId).execute();
    },
  },
  {
    name: "reports",
    of: (database, userId) =>
      database.selectFrom("reports").select(["job_id", "reason", "at"]).where("user_id", "=", userId).execute(),
    async forget(transaction, userId) {
      await transaction.deleteFrom("reports").where("user_id", "=", userId).execute();
    },
  },
];
