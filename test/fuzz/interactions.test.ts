import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { APIApplicationCommand, InteractionAnswer, OptionValue } from "../../sandbox/discord/person-api.ts";
import { openStudio } from "../support/studio.ts";
import { anyText } from "./any-text.ts";

const TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99];
const anyValue = fc.oneof(
  anyText,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, "1290000000000000201", "-1", "NaN", 2 ** 64, "", [], {}, { url: "https://127.0.0.1/" }),
);

/** What Discord tells of an option. */
interface Known {
  name: string;
  type: number;
  required?: boolean;
  options?: readonly Known[];
}
const SUBCOMMANDS = [1, 2];

/** Options under the command's own names and under others, each of any type with any value. */
function anyOptions(known: readonly Known[]): fc.Arbitrary<OptionValue[]> {
  const names = fc.constantFrom(...known.map(({ name }) => name), "__proto__", "nobody");
  const wild = fc.record({ name: names, type: fc.constantFrom(...TYPES), value: anyValue });
  const tame = known.map(({ name, type, options }) =>
    SUBCOMMANDS.includes(type)
      ? anyOptions(options ?? []).map((inner) => ({ name, type, options: inner }))
      : fc.oneof(anyValue, fc.constant(valueFor(type))).map((value) => ({ name, type, value })),
  );
  const most = known.some(({ type }) => SUBCOMMANDS.includes(type)) ? 1 : 6;
  const option =
    tame.length === 0
      ? wild
      : fc.oneof({ weight: 1, arbitrary: wild }, ...tame.map((arbitrary) => ({ weight: 1, arbitrary })));
  const options = fc.uniqueArray(option, { maxLength: most, selector: ({ name }) => name });
  const enough = known.flatMap(({ name, type, required }) => (required ? [{ name, type, value: valueFor(type) }] : []));
  const some = fc.oneof({ weight: 3, arbitrary: options }, { weight: 1, arbitrary: fc.constant(enough) });
  return some as unknown as fc.Arbitrary<OptionValue[]>;
}

function optionsOf(command: APIApplicationCommand): readonly Known[] {
  return "options" in command ? (command.options as readonly Known[]) : [];
}

function valueFor(type: number): unknown {
  return type === 3 ? "a fox" : type === 5 ? true : 1;
}

test("whatever options come, the member reads one answer that Discord takes, and the bot goes on", {
  timeout: 120_000,
}, async (t) => {
  const { mira, discord, seen, log } = await openStudio(t, { relay: { workers: 0 } });
  discord.settings.uncheckedOptions = true;
  const commands = (await mira.commands()).filter(({ type }) => type === 1);
  const use = async (kind: "command" | "autocomplete", command: APIApplicationCommand, options: OptionValue[]) => {
    const body = { kind, user: mira.id, channel: mira.channel(), command: command.id, options };
    const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${discord.url}/sandbox/api/interactions`, sent);
    return (await response.json()) as InteractionAnswer;
  };
  const anyUse = fc
    .constantFrom(...commands)
    .chain((command) => anyOptions(optionsOf(command)).map((options) => ({ command, options })));
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(anyUse, async ({ command, options }) => {
      const answer = await use("command", command, options);
      assert.ok(["answered", "modal"].includes(answer.outcome), answer.outcome);
      if (answer.outcome === "modal") return;
      const { content, flags = 0 } = await mira.lastMessage();
      const kind = flags & (1 << 6) ? "notice" : "reply";
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      assert.doesNotMatch(content, /Something went wrong on my side/, log.slice(-3).join(""));
      assert.deepEqual(discord.violations(), []);
    }),
    { numRuns: 150 },
  );
  assert.deepEqual([...outcomes.keys()].sort(), ["notice", "reply"], "some are refused, some admitted");
  discord.settings.uncheckedOptions = false;
  await mira.command("flux", { prompt: "still here" });
  await seen(mira, /\*\*still here\*\*/);
});

test("any text is a prompt or a sentence that says why not, and what is painted has its words", {
  timeout: 120_000,
}, async (t) => {
  const { mira, discord, relay, seen } = await openStudio(t, {
    relay: { workers: 0 },
    environment: { RELAY_CONCURRENCY: "1000" },
  });
  discord.settings.uncheckedOptions = true;
  const flux = (await mira.commands()).find(({ name }) => name === "flux");
  assert.ok(flux);
  await fc.assert(
    fc.asyncProperty(anyText, async (prompt) => {
      const options = [{ name: "prompt", type: 3, value: prompt }];
      const body = { kind: "command", user: mira.id, channel: mira.channel(), command: flux.id, options };
      const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      const answer = (await fetch(`${discord.url}/sandbox/api/interactions`, sent).then((response) =>
        response.json(),
      )) as InteractionAnswer;
      assert.equal(answer.outcome, "answered");
      assert.deepEqual(discord.violations(), []);
    }),
    { numRuns: 150 },
  );
  discord.settings.uncheckedOptions = false;
  await mira.command("flux", { prompt: "the last one" });
  await seen(mira, /\*\*the last one\*\*/);
  for (const { body } of relay.requests().filter(({ method }) => method === "POST")) {
    const { prompt } = body as { prompt: string };
    assert.ok(
      prompt.isWellFormed() && !prompt.includes("\0") && prompt.length <= 4_000,
      JSON.stringify(prompt).slice(0, 200),
    );
  }
});
