import * as z from "zod";
import type { Database } from "./database.ts";

const traitsColumn = z.object({
  hasStatus: z.boolean().nullable(),
  app: z.enum(["answered", "auto"]).nullable(),
  callsBack: z.boolean().nullable().default(null),
  signsCalls: z.literal(true).nullable().default(null),
  hasStream: z.boolean().nullable().default(null),
});
type Traits = Readonly<z.infer<typeof traitsColumn>>;

export interface KeptTraits {
  read(): Traits;
  write(traits: Traits): void;
  /** Reads what other processes found out meanwhile. */
  refresh(): Promise<void>;
}

const NOTHING: Traits = { hasStatus: null, app: null, callsBack: null, signsCalls: null, hasStream: null };

/**
 * What was found out about a relay, held in memory and kept for the next start. Only news is written over what other
 * processes found out meanwhile. `failed` hears of a write that did not work.
 */
export async function keepRelayTraits(
  database: Database,
  relayUrl: string,
  failed: (error: unknown) => void,
): Promise<KeptTraits> {
  const stored = async (from: Database): Promise<Traits> => {
    const query = from.selectFrom("relay_traits").select("traits").where("relay_url", "=", relayUrl);
    const row = await query.executeTakeFirst();
    const kept = traitsColumn.safeParse(JSON.parse(row?.traits ?? "null"));
    return kept.success ? kept.data : NOTHING;
  };
  const keep = (news: Partial<Traits>) =>
    database.transaction().execute(async (transaction) => {
      // Made or held first: who comes at the same time waits, and adds to what stands here then.
      await transaction
        .insertInto("relay_traits")
        .values({ relay_url: relayUrl, traits: JSON.stringify(NOTHING) })
        .onConflict((conflict) => conflict.column("relay_url").doUpdateSet({ relay_url: relayUrl }))
        .execute();
      const traits = JSON.stringify({ ...(await stored(transaction)), ...news });
      await transaction.updateTable("relay_traits").set({ traits }).where("relay_url", "=", relayUrl).execute();
    });
  let current = await stored(database);
  let writing: Promise<void> = Promise.resolve();
  return {
    read: () => current,
    write(traits) {
      const news = newsIn(traits, current);
      current = traits;
      writing = writing.then(() => keep(news)).catch(failed);
    },
    async refresh() {
      await writing;
      current = await stored(database).catch(() => current);
    },
  };
}

function newsIn(traits: Traits, known: Traits): Partial<Traits> {
  return Object.fromEntries(Object.entries(traits).filter(([name, value]) => known[name as keyof Traits] !== value));
}
