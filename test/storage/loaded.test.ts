import assert from "node:assert/strict";
import { test } from "node:test";
import { openHouse, READY } from "../support/house.ts";
import { freshPostgres } from "../support/postgres.ts";

/** At its end the program says which of these packages it has loaded: all are CommonJS, so they stand in its cache. */
const TELLS = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from "node:module";
  const { cache } = createRequire(process.execPath);
  process.on("exit", () => {
    const found = Object.keys(cache).flatMap((file) => /node_modules.(pg|graphile)[^/\\\\]*/.exec(file)?.[0] ?? []);
    process.stdout.write("loaded of PostgreSQL: " + [...new Set(found)].sort().join(" ") + ".\\n");
  });
`)}`;

test("nothing of PostgreSQL is loaded without DATABASE_URL", { timeout: 60_000 }, async (t) => {
  const { start } = await openHouse(t);
  const loaded = async (environment: Record<string, string>) => {
    const program = start({ ...environment, NODE_OPTIONS: `--import ${TELLS}` });
    await program.printed(READY);
    await program.kill("SIGTERM");
    return /loaded of PostgreSQL: (.*)\./.exec(program.output)?.[1];
  };
  assert.equal(await loaded({}), "");
  const { url } = await freshPostgres();
  assert.match((await loaded({ DATABASE_URL: url })) ?? "", /pg/);
});
