import assert from "node:assert/strict";
import { test } from "node:test";
import { openStudio } from "../support/studio.ts";

test("a channel denied by subcommand refuses the member, and Undo opens it again", async (t) => {
  const studio = await openStudio(t, { relay: { speed: 4 } });
  const { theo, mira, seen } = studio;
  await theo.command("easel", { channels: { deny: { channel: theo.channel("general") } } });
  const lines = await theo.transcript();
  assert.match(lines.join("\n"), /Not in these channels: none → <#\d+>/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /\(only you\): Pictures are not made in <#\d+>\. Nothing was charged\./);
  await theo.press(await theo.lastMessage(), "Undo");
  assert.match((await theo.transcript()).join("\n"), /Undone(.|\n)*Not in these channels: <#\d+> → none/);
  await mira.command("flux", { prompt: "a fox" });
  await seen(mira, /Picture 1 of 1: a fox/);
});
