import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocket } from "ws";
import { person } from "../../../support/person.ts";
import { RawBot } from "../raw-bot.ts";
import { startSandboxDiscord } from "../start-sandbox-discord.ts";

const EPHEMERAL = 1 << 6;

test("a person hears of what happens where this person can see, and of nothing else", async () => {
  const discord = await startSandboxDiscord();
  const bot = await RawBot.login(discord);
  await bot.registerCommands([{ name: "draw", description: "Draws" }]);
  const [mira, theo] = [await person(discord, "Mira"), await person(discord, "Theo")];
  const heard: string[] = [];
  const socket = new WebSocket(mira.eventsUrl);
  await new Promise((resolve) => socket.on("open", resolve));
  const enough = new Promise<void>((resolve) =>
    socket.on("message", (data) => {
      const event = JSON.parse(String(data)) as { type: string; message?: { content?: string } };
      heard.push(`${event.type} ${event.message?.content ?? ""}`.trim());
      if (event.type === "commands_update") resolve();
    }),
  );
  const asked = theo.command("draw");
  await bot.callback(await bot.interaction(), { type: 4, data: { content: "for Theo", flags: EPHEMERAL } });
  await asked;
  await theo.write("psst", { channel: "dm" });
  const message = await theo.write("for all");
  await theo.delete(message);
  await bot.registerCommands([]);
  await enough;
  socket.close();
  assert.deepEqual(heard, ["message_create for all", "message_delete", "commands_update"]);
  await bot.stop();
  await discord.stop();
});
