import assert from "node:assert/strict";
import { test } from "node:test";
import { showEveryone } from "../commands/moderation/every-way-in.ts";
import { newest, openOperating } from "../support/operating.ts";

const MINUTES_MS = 60_000;

test("a member of a server that is not listed reads so, and is let in once it is", async (t) => {
  const { ada, mira, operate, discord, seen, relay } = await openOperating(t, { relay: { speed: 8 } });
  const next = discord.settings.bringInto("Next Door");
  await operate({ servers: { mode: { who: "listed" } } });
  const said = await newest(ada);
  assert.match(said, /Who may use the bot: every server → only listed servers/);
  assert.match(said, /Listed servers: none → Easel Studio/);
  await mira.command("flux", { prompt: "a fox" }, next);
  assert.equal(
    (await mira.lastMessage(next.channel)).content,
    "Whoever runs this bot has not opened it for this server. Nothing was charged.",
  );
  assert.equal(relay.ledger().accepted, 0);
  await mira.command("flux", { prompt: "a hen" });
  await seen(mira, /“Picture 1 of 1: a hen/);
  const offered = await ada.autocomplete("operator", { servers: { allow: { server: "next" } } }, "server");
  assert.match(JSON.stringify(offered), new RegExp(`Next Door \\(${next.guild}\\)`));
  await operate({ servers: { allow: { server: "Next Door" } } });
  await mira.command("flux", { prompt: "a fox" }, next);
  await seen(mira, /“Picture 1 of 1: a fox/, next.channel);
  await operate({ servers: { refuse: { server: next.guild } } });
  await mira.command("flux", { prompt: "an owl" }, next);
  assert.match((await mira.lastMessage(next.channel)).content, /has not opened it/);
});

test("the list shows every server, and each can be opened, listed, bounded and left after asking again", async (t) => {
  const { ada, operate, discord, seen } = await openOperating(t);
  const next = discord.settings.bringInto("Next Door");
  await operate({ servers: { list: {} } });
  const list = await ada.lastMessage();
  assert.match(await newest(ada), /Servers: 2(.|\n)*\*\*Easel Studio\*\* · about 6 members · home of \/operator/);
  await ada.select(list, "operator:server", [next.guild]);
  await ada.press(await ada.lastMessage(), "Put on the list");
  await seen(ada, /Listed servers: none → Next Door/);
  await ada.press(await ada.lastMessage(), "Leave…");
  assert.match(await newest(ada), /Leave \*\*Next Door\*\*\?/);
  await ada.press(await ada.lastMessage(), "Keep it");
  assert.match(await newest(ada), /Nothing was changed/);
  await operate({ servers: { leave: { server: "Next Door" } } });
  await ada.press(await ada.lastMessage(), "Leave it");
  await seen(ada, /The bot has left \*\*Next Door\*\*/);
  await operate({ servers: { list: {} } });
  assert.match(await newest(ada), /Servers: 1/);
  await operate({ servers: { leave: { server: next.guild } } });
  assert.match((await ada.lastMessage()).content, /The bot is not in this server/);
  await operate({ audit: {} });
  assert.match(await newest(ada), new RegExp(`left the server Next Door \\(\`${next.guild}\`\\)`));
});

test("the home of /operator is never left, not even by a button made by hand", async (t) => {
  const studio = await openOperating(t);
  const { ada, operate, seen } = studio;
  const home = String(ada.world.guilds[0]?.id);
  await operate({ servers: { leave: { server: home } } });
  assert.match((await ada.lastMessage()).content, /home of \/operator, which the bot does not leave/);
  const id = `operator:left:${home}`;
  const component = { type: 2, style: 4, label: "Leave it", custom_id: id };
  await ada.press(await showEveryone(studio, { customId: id, type: 2, component }), id);
  await seen(ada, /which the bot does not leave/);
  await operate({ servers: { list: {} } });
  assert.match(await newest(ada), /Servers: 1/);
});

test("servers that are not listed are left after their names were shown, later ones within ten minutes", async (t) => {
  const { ada, operate, discord, seen, until, clock } = await openOperating(t);
  const first = discord.settings.bringInto("First");
  const friend = discord.settings.bringInto("Friend");
  await operate({ servers: { allow: { server: "Friend" } } });
  await operate({ servers: { mode: { who: "listed", leave_others: true } } });
  assert.match(await newest(ada), /1 server is not listed and would be left now: First\./);
  await ada.press(await ada.lastMessage(), "Leave them");
  await seen(ada, /Leave servers that are not listed: off → on/);
  const left = (guild: string) => () =>
    discord.requests().some(({ method, route }) => method === "DELETE" && route === `/users/@me/guilds/${guild}`);
  await until("First left", left(first.guild));
  const home = String(ada.world.guilds[0]?.id);
  await operate({ servers: { refuse: { server: home } } });
  const later = discord.settings.bringInto("Later");
  clock.advance(10 * MINUTES_MS);
  await until("Later left", left(later.guild));
  assert.ok(!left(friend.guild)() && !left(home)(), "the home stays, listed or not");
  await operate({ servers: { mode: { who: "everywhere" } } });
  await seen(ada, /Leave servers that are not listed: on → off/);
  await operate({ servers: { direct: { on: false } } });
  await seen(ada, /Use in direct messages: on → off/);
});
