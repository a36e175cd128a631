import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { AuditChannel } from "../../src/delivery/audit-channel.ts";
import type { DiscordErrorKind, DiscordOutcome } from "../../src/delivery/discord-api.ts";
import { FakeClock } from "../support/fake-clock.ts";

/** A channel whose Discord answers each try with the next of these, and after them takes everything. */
function openChannel(...answers: readonly DiscordErrorKind[]) {
  const clock = new FakeClock();
  const left = [...answers];
  const sent: string[] = [];
  const lost: string[] = [];
  const channel = new AuditChannel({
    clock,
    api: {
      async sendMessage(_channel, body): Promise<DiscordOutcome<{ id: string }>> {
        const kind = left.shift();
        if (kind !== undefined) return { ok: false, kind, code: 0 };
        sent.push(JSON.stringify(body));
        return { ok: true, value: { id: `m${sent.length}` } };
      },
    },
    lost: (_channel, why) => void lost.push(why),
  });
  return { channel, clock, sent, lost };
}

test("messages of a channel arrive in their order, also when the first one has to wait", async () => {
  const { channel, clock, sent } = openChannel("down");
  const both = Promise.all([channel.post("c", { n: 1 }, "1"), channel.post("c", { n: 2 }, "2")]);
  while (clock.pending === 0) await setImmediate();
  assert.deepEqual(sent, []);
  clock.advance(2_000);
  assert.deepEqual(await both, [
    { ok: true, messageId: "m1" },
    { ok: true, messageId: "m2" },
  ]);
  assert.deepEqual(sent, ['{"n":1}', '{"n":2}']);
});

test("a message that Discord refuses is logged, tried once only, and holds up nothing", async () => {
  const { channel, sent, lost } = openChannel("forbidden");
  assert.deepEqual(await channel.post("c", { n: 1 }, "1"), { ok: false, why: "forbidden" });
  assert.equal((await channel.post("c", { n: 2 }, "2")).ok, true);
  assert.deepEqual([sent.length, lost], [1, ["forbidden"]]);
});

test("while Discord is down only so many messages wait", async () => {
  const { channel, sent, lost } = openChannel("down", "down");
  const posted = Array.from({ length: 201 }, (_, index) => channel.post("c", { index }, String(index)));
  assert.deepEqual(await posted.at(-1), { ok: false, why: "too many" });
  assert.deepEqual(lost, ["too many"]);
  await channel.stop();
  assert.deepEqual([sent.length, lost.filter((why) => why === "stopped").length], [0, 199]);
});

test("a stop sends what waits while Discord takes it", async () => {
  const { channel, sent } = openChannel();
  const posted = [1, 2, 3].map((n) => channel.post("c", { n }, String(n)));
  await channel.stop();
  await Promise.all(posted);
  assert.equal(sent.length, 3);
});

test("a stop does not wait for a Discord that is down", async () => {
  const { channel, clock, lost } = openChannel("down", "down");
  const posted = channel.post("c", {}, "1");
  while (clock.pending === 0) await setImmediate();
  await channel.stop();
  assert.deepEqual(await posted, { ok: false, why: "down" });
  assert.deepEqual([lost, clock.pending], [["down"], 0]);
  assert.deepEqual(await channel.post("c", {}, "2"), { ok: false, why: "stopped" });
});
