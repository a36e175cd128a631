import type { Database } from "../storage/database.ts";

/** What is kept of people's presets: exported with the rest of theirs, and forgotten with it. A guild keeps its own. */
const presetRecords = {
  name: "presets",
  of: (database: Database, userId: string) =>
    database
      .selectFrom("presets")
      .select(["scope", "name", "words", "negative", "settings", "changed_at", "shared_at"])
      .where(({ or, eb }) => or([eb("scope", "=", `user:${userId}`), eb("made_by", "=", userId)]))
      .execute(),
  async forget(transaction: Database, userId: string) {
    await transaction.deleteFrom("presets").where("scope", "=", `user:${userId}`).execute();
    await transaction.updateTable("presets").set({ made_by: null }).where("made_by", "=", userId).execute();
  },
};

const preferenceRecords = {
  name: "preferences",
  of: (database: Database, userId: string) =>
    database
      .selectFrom("preferences")
      .select(["model", "settings", "changed_at"])
      .where("user_id", "=", userId)
      .execute(),
  async forget(transaction: Database, userId: string) {
    await transaction.deleteFrom("preferences").where("user_id", "=", userId).execute();
  },
};

export const promptRecords = [presetRecords, preferenceRecords] as const;
