import assert from "node:assert/strict";
import { test } from "node:test";
import { openStudio } from "../support/studio.ts";

test("a member asks for a lighthouse and watches the reply go from the queue to the picture", async (t) => {
  const { mira, nils, relay, seen } = await openStudio(t);
  await mira.command("flux", { prompt: "a lighthouse at dusk" });
  await seen(mira, /Easel: (In the relay's queue|▰)/);
  await seen(mira, /Painting · \d+ sec/);
  const lines = await seen(mira, /\[Again\]/);
  assert.equal(lines[0], "Easel: **a lighthouse at dusk**");
  assert.match(lines.join("\n"), /<flux-\d+-1\.jpg 1024×768> “Picture 1 of 1: a lighthouse at dusk”/);
  assert.match(lines.join("\n"), /-# seed \d+ · 1024×768 · FLUX\.1 \\\[dev\\\] · [\d.]+ sec/);
  assert.deepEqual(await nils.transcript(), lines, "everybody in the channel sees the same");
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 1]);
});

test("the first answer already says the place in the queue, and places move up", async (t) => {
  const { mira, nils, seen } = await openStudio(t, { environment: { RELAY_CONCURRENCY: "1" } });
  await mira.command("flux", { prompt: "one" });
  await seen(mira, /relay's queue|Painting/);
  await mira.command("flux", { prompt: "two" });
  assert.match(
    (await mira.transcript()).join("\n"),
    /\*\*two\*\*(.|\n)*Waiting here · place 1 in the queue\n.*\[Cancel\]/,
  );
  await nils.command("flux-schnell", { prompt: "three" });
  assert.match((await nils.transcript()).join("\n"), /three(.|\n)*Waiting here · place 1 in the queue/);
  await seen(mira, /Waiting here · place 2 in the queue/);
  for (const word of ["one", "two", "three"]) await seen(mira, new RegExp(`“Picture 1 of 1: ${word}”`));
});

test("a member who reads Chinese is answered in Chinese", async (t) => {
  const { xiaoyu, seen } = await openStudio(t);
  await xiaoyu.command("flux-schnell", { prompt: "黄昏的灯塔", count: 2 });
  await seen(xiaoyu, /中转站队列|正在绘制/);
  const lines = await seen(xiaoyu, /\[再来一次\]/);
  assert.match(lines.join("\n"), /“第 2 张，共 2 张：黄昏的灯塔”/);
});

test("what a prompt contains is shown, never obeyed", async (t) => {
  const { mira, discord, seen } = await openStudio(t);
  await mira.command("flux", { prompt: "@everyone **bold** <@1> [link](https://x.example) `code`\n# title" });
  const lines = await seen(mira, /\[Again\]/);
  assert.equal(
    lines[0],
    "Easel: **\\@everyone \\*\\*bold\\*\\* \\<\\@1\\> \\[link\\](https\\://x.example) \\`code\\` \\# title**",
  );
  for (const { body } of discord.requests().filter((request) => request.method !== "PUT")) {
    assert.ok(body === undefined || !JSON.stringify(body).includes('"parse":["'), "no mention is ever resolved");
  }
});
