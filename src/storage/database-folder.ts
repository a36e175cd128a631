import type { Clock } from "../clock.ts";
import type { Database } from "./database.ts";

/** A change of another process is seen within this time; asking for one number costs next to nothing. */
const LOOKED_AT_EVERY_MS = 2_000;

/**
 * Small texts by name that every process on the database sees alike. Changes are noticed by asking for a version, not by
 * LISTEN: that would hold a connection of its own, and does not go through poolers.
 */
export function databaseFolder(database: Database, folder: string, clock: Clock) {
  const change = (act: (transaction: Database) => Promise<unknown>) =>
    database.transaction().execute(async (transaction) => {
      await act(transaction);
      await transaction
        .insertInto("folder_versions")
        .values({ folder, version: 1 })
        .onConflict((conflict) =>
          conflict
            .column("folder")
            .doUpdateSet(({ eb, ref }) => ({ version: eb(ref("folder_versions.version"), "+", 1) })),
        )
        .execute();
    });
  return {
    async names(): Promise<string[]> {
      const rows = await database.selectFrom("folder_texts").select("name").where("folder", "=", folder).execute();
      return rows.map(({ name }) => name);
    },
    async read(name: string): Promise<string | null> {
      const row = await database
        .selectFrom("folder_texts")
        .select("text")
        .where("folder", "=", folder)
        .where("name", "=", name)
        .executeTakeFirst();
      return row?.text ?? null;
    },
    put: (name: string, text: string): Promise<void> =>
      change((transaction) =>
        transaction
          .insertInto("folder_texts")
          .values({ folder, name, text })
          .onConflict((conflict) => conflict.columns(["folder", "name"]).doUpdateSet({ text }))
          .execute(),
      ),
    remove: (name: string): Promise<void> =>
      change((transaction) =>
        transaction.deleteFrom("folder_texts").where("folder", "=", folder).where("name", "=", name).execute(),
      ),
    watch: (changed: () => void): Promise<() => void> => watchVersion(() => version(database, folder), changed, clock),
  };
}

async function version(database: Database, folder: string): Promise<number> {
  const row = await database
    .selectFrom("folder_versions")
    .select("version")
    .where("folder", "=", folder)
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

/** @returns what ends it. */
async function watchVersion(ask: () => Promise<number>, changed: () => void, clock: Clock): Promise<() => void> {
  let known = await ask();
  let cancel = () => {};
  let ended = false;
  const look = async () => {
    // A database that does not answer now is asked again.
    const now = await ask().catch(() => known);
    if (ended) return;
    if (now !== known) changed();
    known = now;
    later();
  };
  const later = () => {
    cancel = clock.after(LOOKED_AT_EVERY_MS, () => void look());
  };
  later();
  return () => {
    ended = true;
    cancel();
  };
}
