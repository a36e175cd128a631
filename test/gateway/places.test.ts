import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChannelFacts } from "../../src/delivery/discord-api.ts";
import { Places } from "../../src/gateway/places.ts";
import { FakeClock } from "../support/fake-clock.ts";

const CHANNELS: Record<string, ChannelFacts> = {
  thread: { isThread: true, parentId: "art", ageRestricted: false },
  art: { isThread: false, parentId: "studio", ageRestricted: true },
};
const unknown = { threadOf: null, categoryId: null, ageRestricted: false };

function open(channels = CHANNELS) {
  const asked: string[] = [];
  const clock = new FakeClock();
  const places = new Places({
    clock,
    async channel(id) {
      asked.push(id);
      return channels[id] ?? null;
    },
  });
  return { places, asked, clock };
}

test("a place that an interaction shows whole is not asked for", async () => {
  const { places, asked } = open();
  const place = { channelId: "art", threadOf: null, categoryId: "studio", ageRestricted: true };
  assert.deepEqual(await places.complete({ ...place, complete: true }), place);
  assert.deepEqual(asked, []);
});

test("a thread has the category and the age restriction of its channel, asked for once in five minutes", async () => {
  const { places, asked, clock } = open();
  const seen = { ...unknown, channelId: "thread", threadOf: "art", complete: false };
  const place = { channelId: "thread", threadOf: "art", categoryId: "studio", ageRestricted: true };
  assert.deepEqual(await places.complete(seen), place);
  assert.deepEqual(await places.complete(seen), place);
  assert.deepEqual(asked, ["art"]);
  clock.advance(5 * 60_000);
  await places.complete(seen);
  assert.deepEqual(asked, ["art", "art"]);
});

test("a channel of which only the id is known is found, thread or not", async () => {
  const { places } = open();
  const place = (channelId: string) => places.complete({ ...unknown, channelId, complete: false });
  assert.deepEqual(await place("art"), { ...unknown, channelId: "art", categoryId: "studio", ageRestricted: true });
  assert.deepEqual(await place("thread"), {
    channelId: "thread",
    threadOf: "art",
    categoryId: "studio",
    ageRestricted: true,
  });
});

test("where Discord does not tell, a place counts as not age-restricted, and is asked for again", async () => {
  const { places, asked } = open({});
  const seen = { ...unknown, channelId: "thread", threadOf: "art", complete: false };
  assert.deepEqual(await places.complete(seen), { ...unknown, channelId: "thread", threadOf: "art" });
  await places.complete(seen);
  assert.deepEqual(asked, ["art", "art"]);
});
