import assert from "node:assert/strict";
import { test } from "node:test";
import type { Values } from "../support/person.ts";
import { openStudio, picture } from "../support/studio.ts";

const text = { name: "notes.txt", type: "text/plain", bytes: Buffer.from("these are notes") };

interface Refusal {
  what: string;
  command: string;
  values: () => Promise<Values> | Values;
  says: RegExp;
}

const refusals: Refusal[] = [
  {
    what: "an empty prompt",
    command: "flux",
    values: () => ({ prompt: "   " }),
    says: /Write what the picture should show/,
  },
  {
    what: "a text file as the image",
    command: "kontext",
    values: () => ({ prompt: "hat", image: text }),
    says: /notes\.txt \(image\) is not a picture\. Attach a PNG, JPEG/,
  },
  {
    what: "no image where one is needed",
    command: "flux-redux",
    values: () => ({}),
    says: /A picture is missing: attach one to image, or put its https address into image_link/,
  },
  {
    what: "an image given twice",
    command: "flux-redux",
    values: async () => ({ image: await picture(), image_link: "https://example.com/a.png" }),
    says: /given twice/,
  },
  {
    what: "an http address",
    command: "flux-redux",
    values: () => ({ image_link: "http://example.com/a.png" }),
    says: /must begin with https/,
  },
  {
    what: "an address on this machine",
    command: "flux-redux",
    values: () => ({ image_link: "https://127.0.0.1/a.png" }),
    says: /leads into a private network/,
  },
  {
    what: "an http address on this machine",
    command: "flux-redux",
    values: () => ({ image_link: "http://127.0.0.1:8787/a.png" }),
    says: /must begin with https|private network/,
  },
  {
    what: "an address in a private range",
    command: "flux-redux",
    values: () => ({ image_link: "https://192.168.1.20/a.png" }),
    says: /leads into a private network/,
  },
  {
    what: "an address in disguise",
    command: "flux-redux",
    values: () => ({ image_link: "https://[::ffff:10.0.0.1]/a.png" }),
    says: /leads into a private network/,
  },
  {
    what: "no address at all",
    command: "flux-redux",
    values: () => ({ image_link: "my cat" }),
    says: /is not a web address/,
  },
  {
    what: "a size and a width",
    command: "flux",
    values: () => ({ prompt: "fox", size: "square", width: 512, height: 512 }),
    says: /not both/,
  },
  {
    what: "half a size",
    command: "flux",
    values: () => ({ prompt: "fox", width: 512 }),
    says: /both width and height/,
  },
];

test("bad input gets one sentence, seen by its member only, and costs nothing", async (t) => {
  const { mira, nils, relay } = await openStudio(t);
  for (const { what, command, values, says } of refusals) {
    await t.test(what, async () => {
      const answer = await mira.command(command, await values());
      assert.equal(answer.outcome, "answered");
      const message = await mira.lastMessage();
      const lines = (await mira.transcript()).slice(-1);
      assert.match(lines[0] ?? "", says);
      assert.match(lines[0] ?? "", /\(only you\)/);
      await mira.dismiss(message);
    });
  }
  assert.deepEqual(await nils.transcript(), [], "nobody else saw any of it");
  assert.equal(relay.requests().filter(({ method }) => method === "POST").length, 0);
});

test("what Discord's client would not send is refused there: guidance 99, an over-long prompt", async (t) => {
  const { mira, relay } = await openStudio(t);
  assert.equal((await mira.command("flux", { prompt: "fox", guidance: 99 })).outcome, "refused");
  assert.equal((await mira.command("flux", { prompt: "x".repeat(2_001) })).outcome, "refused");
  assert.equal((await mira.command("flux", {})).outcome, "refused");
  assert.deepEqual(await mira.transcript(), []);
  assert.equal(relay.ledger().accepted, 0);
});

test("a text file that calls itself a picture is found out before anyone pays", async (t) => {
  const { mira, relay, seen } = await openStudio(t);
  await mira.command("flux-redux", { image: { name: "cat.png", type: "image/png", bytes: text.bytes } });
  await seen(mira, /“cat\.png” \(image\) could not be read as a picture\. Nothing was charged/);
  await seen(mira, /\[Delete\]/);
  assert.doesNotMatch((await mira.transcript()).join("\n"), /Try again/, "it would end just so");
  assert.equal(relay.ledger().accepted, 0);
});

test("where the bot may not attach files, it says so before anything is sent", async (t) => {
  const { mira, relay, discord } = await openStudio(t);
  discord.settings.setBotPermission("art", "AttachFiles", false);
  await mira.command("flux", { prompt: "fox" }, { channel: "art" });
  assert.match((await mira.transcript("art")).join("\n"), /\(only you\): I may not attach files in this channel/);
  assert.equal(relay.ledger().accepted, 0);
});

test("an input that only the relay refuses is told with the field at fault, and nothing is charged", async (t) => {
  const { mira, relay, seen } = await openStudio(t);
  await mira.command("inpaint", {
    prompt: "hat",
    image: await picture("photo.png", 64, 48),
    mask: await picture("mask.png", 4, 4),
  });
  await seen(mira, /\[(Try again|Again)\]/);
  assert.ok(relay.ledger().accepted <= 1);
});
