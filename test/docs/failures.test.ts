import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { environmentSchema, readConfig } from "../../src/config.ts";
import { stoppedReply } from "../../src/delivery/stopped-reply.ts";
import { FAILURE_KINDS, type Failure, type FailureKind } from "../../src/jobs/stored.ts";
import { english } from "../../src/texts/en-US/messages.ts";
import { type MessageKey, say } from "../../src/texts/say.ts";
import { startSentence } from "../../src/texts/start-sentences.ts";
import { chinese } from "../../src/texts/zh-CN/messages.ts";
import { stoppedJob } from "../support/stopped-job.ts";

const PAGE = readFileSync("docs/failures.md", "utf8");
/** The cells of every row of every table. */
const ROWS = PAGE.split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.slice(2, -2).split(" | "));
const sentence = (key: MessageKey) => `${english[key]}<br>${chinese[key]}`;
const keys = Object.keys(english) as MessageKey[];

/** kind → its rows: [kind, when, sentence, charged, by itself, buttons]. */
function rowsOf(kind: FailureKind): string[][] {
  return ROWS.filter((row) => row[0] === `\`${kind}\`` && row.length === 6);
}

/** The sentences a kind may end with; all but three have one, called as they are. */
const OTHER_KEYS: Partial<Record<FailureKind, MessageKey[]>> = {
  refused_input: ["ended_refused_input", "ended_refused"],
  model_gone: ["refused_model_gone"],
  canceled: ["ended_canceled", "ended_canceled_maybe"],
};
const keysOf = (kind: FailureKind): MessageKey[] => OTHER_KEYS[kind] ?? [`ended_${kind}` as MessageKey];

const ADMITS: Record<string, RegExp> = {
  no: /Nothing was charged/,
  maybe: /may (have been )?charged?|both are charged|As a rule the relay charges nothing/,
  yes: /It was charged/,
};

describe("docs/failures.md", () => {
  for (const kind of FAILURE_KINDS) {
    test(`${kind} stands there with its sentences, its buttons, and who is charged`, () => {
      const rows = rowsOf(kind);
      assert.deepEqual(rows.map((row) => row[2]).sort(), keysOf(kind).map(sentence).sort());
      for (const [, , said = "", charged = "", , offered] of rows) {
        assert.match(said, ADMITS[charged] ?? /^$/, `“${charged}” is what the member reads`);
        const failure = { kind, charged: charged as Failure["charged"], field: null, detail: "x" };
        const state = kind === "canceled" || kind === "uncertain" ? kind : "failed";
        const labels = [...JSON.stringify(stoppedReply(stoppedJob({ state, failure }))).matchAll(/"label":"([^"]+)"/g)];
        assert.equal(labels.map(([, label]) => label).join(", "), offered);
      }
    });
  }

  test("every sentence about a failure stands there as it is, in both languages", () => {
    const about = keys.filter((key) => /^(ended|refused|unusable|denied)_|^internal_error$/.test(key));
    const others = ["delayed", "host_not_allowed", "sent_directly", "moved", "not_attachable"] as const;
    const missing = [...about, ...others].filter((key) => !PAGE.includes(sentence(key)));
    assert.equal(missing.map((key) => `| \`${key}\` | ${sentence(key)} |`).join("\n"), "", "rows for docs/failures.md");
  });

  test("no row quotes a sentence that is not ours any more", () => {
    const known = new Set(keys.map(sentence));
    assert.deepEqual(
      ROWS.flat().filter((cell) => cell.includes("<br>") && !known.has(cell as never)),
      [],
    );
    assert.equal(ROWS.filter((row) => row.includes(sentence("ended_uncertain"))).length, 1);
  });

  const facts = { dataDir: "/srv/easel", discordApiUrl: "https://discord.com/api" };
  const starts: readonly object[] = [
    { kind: "token_refused" },
    { kind: "unreachable", detail: "getaddrinfo ENOTFOUND discord.com" },
    { kind: "more_shards_needed" },
    { kind: "too_many_starts", detail: "Not enough sessions remaining to spawn 1 shards" },
    { kind: "directory_in_use" },
    { code: "EADDRINUSE", port: 8787 },
    { code: "EACCES", port: 80 },
    { kind: "ops_port_taken", port: 9090 },
    { kind: "webhook_port_taken", port: 8080 },
    { code: "EACCES" },
    { code: "ENOTDIR" },
    { code: "ENOSPC" },
    { code: "ERR_SQLITE_ERROR", errcode: 5 },
    Object.assign(new Error("database disk image is malformed"), { code: "ERR_SQLITE_ERROR", errcode: 11 }),
  ];
  const databases = [
    { kind: "database_unusable", problem: "unreachable", detail: "connect ECONNREFUSED 10.0.0.5:5432" },
    { kind: "database_unusable", problem: "unknown_host", detail: "getaddrinfo ENOTFOUND db.example.com" },
    {
      kind: "database_unusable",
      problem: "password_refused",
      detail: 'password authentication failed for user "easel"',
    },
    { kind: "database_unusable", problem: "no_such_database", detail: 'database "easel" does not exist' },
    {
      kind: "database_unusable",
      problem: "tls_needed",
      detail: 'no pg_hba.conf entry for host "10.0.0.9", user "easel", database "easel", no encryption',
    },
    { kind: "database_unusable", problem: "tls_refused", detail: "The server does not support SSL connections" },
    { kind: "database_unusable", problem: "not_allowed", detail: "permission denied for schema public" },
    { kind: "database_unusable", problem: "full", detail: "sorry, too many clients already" },
    { kind: "database_unusable", problem: "too_old", detail: "version 12, needed is 14" },
    { kind: "database_unusable", problem: "not_utf8", detail: "SQL_ASCII" },
  ];

  test("every reason not to start stands there with its sentence", () => {
    for (const error of [...starts, ...databases])
      assert.ok(PAGE.includes(`| ${startSentence(error, facts)} |`), JSON.stringify(error));
    const written = readFileSync("src/texts/start-sentences.ts", "utf8").match(/return\s+["`]|\? `|: `/g);
    // All about the database of DATABASE_URL is put together in one place.
    assert.equal(written?.length, starts.length + 1, "a new sentence belongs here and into docs/failures.md");
  });

  test("every variable of the environment stands there with what is said of a wrong value", () => {
    const real = { DISCORD_TOKEN: "t", RELAY_KEY: "k", RELAY_URL: "https://relay.example.com" };
    const problem = (environment: Record<string, string>) => {
      const outcome = readConfig(environment);
      return outcome.mode === "unusable" ? outcome.problems[0] : undefined;
    };
    for (const name of Object.keys(real) as (keyof typeof real)[]) {
      const { [name]: _, ...rest } = real;
      assert.ok(PAGE.includes(`| ${problem(rest)} |`), name);
    }
    const examples = ROWS.flatMap(([cell = "", said]) => {
      const [, name, value] = /^`([A-Z0-9_]+)=(.+)`$/.exec(cell) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value, said }];
    });
    for (const { name, value, said } of examples) assert.equal(problem({ ...real, [name]: value }), said, name);
    const anyWillDo = ["DATA_DIR"];
    assert.deepEqual(
      [...examples.map(({ name }) => name), ...anyWillDo].sort(),
      Object.keys(environmentSchema.shape).sort(),
    );
  });
});

test("the uncertain end has words of its own, that no other end shares", () => {
  const uncertain = say("en-US", "ended_uncertain");
  assert.match(
    uncertain,
    /not certain .* it was not sent again\. Press “Try again” .* in the worst case both are charged/,
  );
  assert.equal(keys.filter((key) => english[key] === uncertain).length, 1);
});
