import assert from "node:assert/strict";
import { test } from "node:test";
import { openStudio, type Studio } from "../support/studio.ts";

async function firstMessage({ mira }: Studio) {
  const [message] = await mira.messages();
  assert.ok(message);
  return message;
}

test("Cancel while it waits here ends it without the relay ever hearing of it", async (t) => {
  const studio = await openStudio(t, { environment: { RELAY_CONCURRENCY: "1" } });
  const { mira, relay, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 60" });
  await seen(mira, /relay's queue/);
  await mira.command("flux", { prompt: "second thoughts" });
  await mira.press(await mira.lastMessage(), "Cancel");
  const lines = await seen(mira, /Cancelled\. Nothing was charged/);
  assert.match(lines.join("\n"), /second thoughts(.|\n)*Cancelled/);
  assert.doesNotMatch(lines.join("\n"), /“Picture/, "it does not wait for its turn to end");
  assert.equal(relay.ledger().accepted, 1);
});

test("Cancel in the relay's queue takes the request back and costs nothing", async (t) => {
  const studio = await openStudio(t);
  const { mira, relay, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 60" });
  await seen(mira, /relay's queue/);
  await mira.press(await firstMessage(studio), "Cancel");
  await seen(mira, /Cancelled\. Nothing was charged/);
  assert.deepEqual([relay.ledger().accepted, relay.ledger().charged], [1, 0]);
  assert.ok(relay.requests().some(({ method, path }) => method === "PUT" && path.endsWith("/cancel")));
});

test("Cancel while the relay paints says that it may be charged", async (t) => {
  const studio = await openStudio(t);
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: slow" });
  await seen(mira, /Painting/);
  await mira.press(await firstMessage(studio), "Cancel");
  await seen(mira, /Cancelled\. The relay may have begun already, so it may charge for it/);
});

test("a relay without a cancel goes on and delivers", async (t) => {
  const studio = await openStudio(t, { relay: { cancelEndpoint: "missing-404" } });
  const { mira, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 20" });
  await seen(mira, /relay's queue/);
  await mira.press(await firstMessage(studio), "Cancel");
  await seen(mira, /“Picture 1 of 1/);
});

test("only its member or a moderator may cancel", async (t) => {
  const studio = await openStudio(t);
  const { mira, nils, theo, seen } = studio;
  await mira.command("flux", { prompt: "sandbox: queue 60" });
  await seen(mira, /relay's queue/);
  await nils.press(await firstMessage(studio), "Cancel");
  assert.match(
    (await nils.transcript()).join("\n"),
    /\(only you\): Only the member who asked for this, or a moderator/,
  );
  await theo.press(await firstMessage(studio), "Cancel");
  await seen(mira, /Cancelled/);
});

test("Again makes a new picture with another seed, for whoever presses", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, relay, seen } = studio;
  await mira.command("flux", { prompt: "a fox", seed: 7 });
  await seen(mira, /seed 7/);
  await nils.press(await firstMessage(studio), "Again");
  await studio.until(
    "a second picture",
    async () => (await mira.transcript()).filter((line) => /“Picture/.test(line)).length === 2,
  );
  const [first, second] = relay
    .requests()
    .filter(({ method }) => method === "POST")
    .map(({ body }) => body as { seed: number });
  assert.equal(first?.seed, 7);
  assert.notEqual(second?.seed, 7);
});

test("Delete takes the reply and its pictures away; another member cannot", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, nils, theo, seen, until } = studio;
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /\[Delete\]/);
  await nils.press(await firstMessage(studio), "Delete");
  assert.match((await nils.transcript()).join("\n"), /Only the member who asked for this/);
  const asked = await theo.press(await firstMessage(studio), "Delete");
  assert.equal(asked.outcome, "modal", "a moderator says why");
  await mira.press(await firstMessage(studio), "Delete");
  await until("the reply is gone", async () => (await mira.messages()).length === 0);
});

test("buttons work after a restart, and when their job is not known any more they say so", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, bot, seen, until } = studio;
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /\[Again\]/);
  await bot.restart();
  await mira.press(await firstMessage(studio), "Again");
  await until(
    "a second picture",
    async () => (await mira.transcript()).filter((line) => /“Picture/.test(line)).length === 2,
  );
});

test("Again on a picture that was attached works when Discord has long forgotten the attachment", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { mira, relay, clock, seen, until } = studio;
  const { picture } = await import("../support/studio.ts");
  await mira.command("kontext", { prompt: "a hat", image: await picture() });
  await seen(mira, /\[Again\]/);
  clock.advance(3 * 24 * 60 * 60_000);
  await mira.press(await firstMessage(studio), "Again");
  await until(
    "a second picture",
    async () => (await mira.transcript()).filter((line) => /“Picture/.test(line)).length === 2,
  );
  const bodies = relay
    .requests()
    .filter(({ method }) => method === "POST")
    .map(({ body }) => JSON.stringify(body));
  assert.match(bodies[1] ?? "", /"image_url":"data:image\/png;base64,/);
});
