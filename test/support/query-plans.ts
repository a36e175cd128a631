import { CompiledQuery, createQueryId, type RootOperationNode } from "kysely";
import { type Database, openDatabase } from "../../src/storage/database.ts";

/** How SQLite goes about each statement of what `act` does with an empty database, by the statement. */
export async function plansOf(act: (database: Database) => Promise<unknown>): Promise<Map<string, string>> {
  const database = await openDatabase(":memory:");
  const asked: RootOperationNode[] = [];
  const listening = database.withPlugin({
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await act(listening);
  const plans = new Map<string, string>();
  for (const node of asked) {
    const { sql, parameters } = database.getExecutor().compileQuery(node, createQueryId());
    const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await database.executeQuery<{ detail: string }>(explained);
    plans.set(sql, rows.map(({ detail }) => detail).join(" | "));
  }
  await database.destroy();
  return plans;
}
