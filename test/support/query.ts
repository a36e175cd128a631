import pg from "pg";

// For a test that wants an answer before anything else happens: `node query.ts URL STATEMENT` prints the rows as JSON.
const [url, statement = ""] = process.argv.slice(2);
const client = new pg.Client({
  connectionString: url,
  types: {
    getTypeParser: (type, format) =>
      type === 20 ? Number : pg.types.getTypeParser(type, format === "binary" ? "text" : format),
  },
});
await client.connect();
process.stdout.write(JSON.stringify((await client.query(statement)).rows));
await client.end();
