import { Routes } from "discord.js";
import * as z from "zod";
import type { DiscordApi, DiscordOutcome } from "./discord-api.ts";

/** A command as Discord keeps it: another version after every change. */
export interface RegisteredCommand {
  readonly id: string;
  readonly version: string;
}

const commands = z.array(z.object({ id: z.string(), version: z.string() }));
const ASKED_LIMIT_MS = 10_000;

/** Replaces all commands of a guild, or all global ones. */
export async function registerCommands(
  api: DiscordApi,
  application: string,
  body: readonly unknown[],
  guild: string | null,
): Promise<DiscordOutcome<readonly RegisteredCommand[]>> {
  return parsed(await api.putAsBot(routeOf(application, guild), body));
}

/** What Discord has of a guild's commands, or of the global ones. */
export async function registeredCommands(
  api: DiscordApi,
  application: string,
  guild: string | null,
): Promise<DiscordOutcome<readonly RegisteredCommand[]>> {
  return parsed(await api.askAsBot("get", routeOf(application, guild), ASKED_LIMIT_MS));
}

function routeOf(application: string, guild: string | null) {
  return guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
}

function parsed(outcome: DiscordOutcome<unknown>): DiscordOutcome<readonly RegisteredCommand[]> {
  if (!outcome.ok) return outcome;
  const read = commands.safeParse(outcome.value);
  return read.success ? { ok: true, value: read.data } : { ok: false, kind: "down", code: "unreadable" };
}
