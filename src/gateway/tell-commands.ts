import { createHash } from "node:crypto";
import { registeredAs } from "../commands/where-used.ts";
import type { Config } from "../config.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import { registerCommands, registeredCommands } from "../delivery/discord-commands.ts";
import type { Command } from "../interaction.ts";
import type { Logger } from "../logger.ts";
import type { PrivateUse } from "../policy/private-use.ts";

/** What Discord was last told in one scope, as hashes: of what was sent, and of the ids and versions that came back. */
interface Told {
  readonly hash: string;
  readonly answered: string;
}

/** Where it is written what Discord was told. A scope is a guild's id, or null for everywhere. */
export interface ToldCommands {
  /** One process at a time compares and tells. */
  inTurn<T>(applicationId: string, act: () => Promise<T>): Promise<T>;
  read(applicationId: string): Promise<ReadonlyMap<string | null, Told>>;
  write(applicationId: string, scope: string | null, told: Told): Promise<void>;
  forget(applicationId: string, scope: string | null): Promise<void>;
}

export interface TellingOptions {
  readonly api: DiscordApi;
  readonly commands: () => readonly Command[];
  readonly told: ToldCommands;
  readonly config: Pick<Config, "privateUse">;
  readonly log: Logger;
}

/**
 * Tells Discord the commands where they differ from what it was told last. At the program's start Discord is asked as
 * well whether it still has that: somebody may have changed them with the same token, and a start again must mend it.
 */
export function tellingCommands(applicationId: string, options: TellingOptions): () => Promise<void> {
  const { told, commands, config } = options;
  let isStart = true;
  return () =>
    told.inTurn(applicationId, async () => {
      const last = await told.read(applicationId);
      const now = byScope(commands(), config.privateUse);
      for (const [scope, bodies] of now) await tell(applicationId, scope, bodies, { last, isStart }, options);
      // The home guild is another one: /operator would stay in the former.
      for (const scope of last.keys())
        if (scope !== null && !now.has(scope)) await takeAway(applicationId, scope, options);
      isStart = false;
    });
}

async function tell(
  applicationId: string,
  scope: string | null,
  bodies: readonly Command["data"][],
  { last, isStart }: { last: ReadonlyMap<string | null, Told>; isStart: boolean },
  { api, told, log }: TellingOptions,
): Promise<void> {
  const hash = hashOf(JSON.stringify(bodies));
  const before = last.get(scope);
  const facts = { commands: bodies.length, ...(scope === null ? {} : { guild: scope }) };
  if (before?.hash === hash && (!isStart || (await stands(applicationId, scope, before, api)))) {
    if (isStart) log.info(facts, "Discord knows the commands");
    return;
  }
  const registered = await registerCommands(api, applicationId, bodies, scope);
  if (!registered.ok) {
    log.error({ ...facts, code: registered.code }, notTaken(scope));
    return;
  }
  await told.write(applicationId, scope, { hash, answered: answeredHash(registered.value) });
  log.info(facts, "Discord was told the commands");
}

/** Discord that does not answer now is taken to have what it had. */
async function stands(applicationId: string, scope: string | null, before: Told, api: DiscordApi): Promise<boolean> {
  const there = await registeredCommands(api, applicationId, scope);
  return there.ok ? answeredHash(there.value) === before.answered : there.kind === "down";
}

/** A guild that we are not in any more has none of our commands; where Discord does not answer, the next start tries again. */
async function takeAway(applicationId: string, scope: string, { api, told, log }: TellingOptions): Promise<void> {
  const taken = await registerCommands(api, applicationId, [], scope);
  if (!taken.ok && taken.kind === "down") return;
  await told.forget(applicationId, scope);
  log.info({ guild: scope }, "/operator is not in its former server any more");
}

function answeredHash(commands: readonly { readonly id: string; readonly version: string }[]): string {
  return hashOf(
    commands
      .map(({ id, version }) => `${id}:${version}`)
      .sort()
      .join(),
  );
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function notTaken(guildId: string | null): string {
  if (guildId === null) return "Discord did not take the commands";
  return "Discord did not take /operator: is the bot in the server that HOME_GUILD_ID names? Invite it and start again.";
}

/** Those of everywhere under null, those of one guild under its id. */
function byScope(commands: readonly Command[], privateUse: PrivateUse): Map<string | null, Command["data"][]> {
  const scopes = new Map<string | null, Command["data"][]>([[null, []]]);
  for (const { data, guildId = null } of commands) {
    const known = scopes.get(guildId) ?? [];
    scopes.set(guildId, [...known, registeredAs(data, privateUse)]);
  }
  return scopes;
}
