import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { APIMessage } from "../../sandbox/discord/person-api.ts";
import { makePicture } from "../support/make-pictures.ts";
import type { Person } from "../support/person.ts";
import { openStudio, type Studio } from "../support/studio.ts";
import { componentsOf, linesOf } from "../support/transcript.ts";
import { anyText } from "./any-text.ts";

const LONGEST_ID = 100;
/** Whatever they show has components: their ids are taken as somebody would copy them. */
const SHOWING = ["history", "gallery", "jobs", "me", "privacy", "forget-me", "help", "preferences", "preset"];

/** An id as the bot made it, or with a part of it changed, left out or added by hand. */
function anyId(known: readonly string[]): fc.Arbitrary<string> {
  const parts = [...new Set(known.flatMap((id) => id.split(":")))];
  const part = fc.oneof(
    fc.constantFrom(...parts),
    fc.constantFrom(
      "",
      "0",
      "-1",
      "99999999999999999999",
      "NaN",
      "__proto__",
      "constructor",
      "*",
      "%",
      "1290000000000000201",
    ),
    fc.uuid(),
    anyText.map((text) => text.slice(0, 60)),
  );
  return fc
    .record({
      id: fc.constantFrom(...known),
      at: fc.nat(6),
      how: fc.constantFrom("same", "change", "drop", "add"),
      part,
    })
    .map(({ id, at, how, part }) => {
      const kept = id.split(":");
      const place = at % kept.length;
      if (how === "change") kept.splice(place, 1, part);
      if (how === "drop") kept.splice(place, 1);
      if (how === "add") kept.splice(place + 1, 0, part);
      return kept.join(":").slice(0, LONGEST_ID) || "x";
    });
}

function idsOf(messages: readonly APIMessage[]): string[] {
  return messages.flatMap(componentsOf).flatMap(({ custom_id }) => (typeof custom_id === "string" ? [custom_id] : []));
}

/** Uses the command, or each of its subcommands, as far as they ask for nothing. */
async function show(who: Person, name: string): Promise<void> {
  const command = (await who.commands()).find((each) => each.name === name);
  const options = command !== undefined && "options" in command ? (command.options ?? []) : [];
  const subcommands = options.filter(({ type }) => type === 1);
  if (subcommands.length === 0) await who.command(name).catch(() => undefined);
  for (const each of subcommands) await who.command(name, { [each.name]: {} }).catch(() => undefined);
}

/** A message of the bot's with one button of that id, as the bot's own messages are made. */
async function messageWith({ discord, mira }: Studio, customId: string): Promise<APIMessage> {
  const button = { type: 2, style: 2, label: "x", custom_id: customId };
  const response = await fetch(`${discord.apiUrl}/v10/channels/${mira.channel()}/messages`, {
    method: "POST",
    headers: {
      authorization: `Bot ${discord.token}`,
      "content-type": "application/json",
      "user-agent": "DiscordBot (https://example.com, 1)",
    },
    body: JSON.stringify({ flags: 1 << 15, components: [{ type: 1, components: [button] }] }),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as APIMessage;
}

/** An answer, or that none came in Discord's three seconds. */
async function answered<T>({ until }: Studio, pressed: Promise<T>): Promise<T> {
  let isThere = false;
  void pressed.finally(() => {
    isThere = true;
  });
  await until("an answer", () => isThere);
  return pressed;
}

test("whatever id is pressed, by whomever, Discord takes the answer, and what is another's stays", {
  timeout: 170_000,
}, async (t) => {
  const studio = await openStudio(t, { relay: { speed: 20 } });
  const { mira, xiaoyu, discord, log } = studio;
  await makePicture(studio, mira, { prompt: "not yours" });
  const picture = await mira.lastMessage();
  for (const name of SHOWING) for (const who of [mira, xiaoyu]) await show(who, name);
  const known = [...new Set(idsOf([...(await mira.messages()), ...(await xiaoyu.messages())]))];
  assert.ok(known.length > 10, known.join(" "));
  await fc.assert(
    fc.asyncProperty(anyId(known), async (id) => {
      const before = (await xiaoyu.messages()).length;
      const answer = await answered(studio, xiaoyu.press(await messageWith(studio, id), id));
      assert.ok(["answered", "modal"].includes(answer.outcome), `${answer.outcome} to ${id}`);
      const said = (await xiaoyu.messages()).slice(before).map(({ content }) => content);
      assert.doesNotMatch(said.join("\n"), /Something went wrong on my side/, `${id}\n${log.slice(-3).join("")}`);
      assert.deepEqual(discord.violations(), []);
    }),
    { numRuns: 80 },
  );
  const still = (await mira.messages()).find(({ id }) => id === picture.id);
  assert.deepEqual(still && linesOf(still), linesOf(picture), "another's picture is as it was");
});
