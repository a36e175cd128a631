import { z } from "zod";
import type { Database } from "./database.ts";

const traitsColumn = z.object({
  hasStatus: z.boolean().nullable(),
  app: z.enum(["answered", "auto"]).nullable(),
});
type Traits = Readonly<z.infer<typeof traitsColumn>>;

export interface KeptTraits {
  read(): Traits;
  write(traits: Traits): void;
}

/** What was found out about a relay, held in memory and kept for the next start. `failed` hears of a write that did not work. */
export async function keepRelayTraits(
  database: Database,
  relayUrl: string,
  failed: (error: unknown) => void,
): Promise<KeptTraits> {
  const row = await database
    .selectFrom("relay_traits")
    .select("traits")
    .where("relay_url", "=", relayUrl)
    .executeTakeFirst();
  const kept = traitsColumn.safeParse(JSON.parse(row?.traits ?? "null"));
  let current: Traits = kept.success ? kept.data : { hasStatus: null, app: null };
  return {
    read: () => current,
    write(traits) {
      current = traits;
      const text = JSON.stringify(traits);
      database
        .insertInto("relay_traits")
        .values({ relay_url: relayUrl, traits: text })
        .onConflict((conflict) => conflict.column("relay_url").doUpdateSet({ traits: text }))
        .execute()
        .catch(failed);
    },
  };
}
