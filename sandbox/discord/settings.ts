import { refusal } from "./errors.ts";
import type { Events } from "./events.ts";
import type { Guilds } from "./guilds.ts";
import type { Messages } from "./messages.ts";
import { PERMISSION, type PermissionName } from "./permissions.ts";
import type { UploadedPart } from "./rest/bot-request.ts";
import type { ChannelRow } from "./rows.ts";
import type { State } from "./state.ts";
import { FILE_LIMIT_BYTES } from "./wire.ts";
import { channelObject } from "./wire-objects.ts";
import { ID } from "./world.ts";

/** As Discord's libraries write them: "AttachFiles". */
export type PermissionWord = Capitalize<PermissionName>;

const ROLE_OVERWRITE = 0;
const MEMBER_OVERWRITE = 1;

/** Someone in a team, by their id; invited are those who have not accepted. */
export interface TeamMember {
  readonly user: string;
  readonly role: "admin" | "developer" | "read_only";
  readonly invited?: true;
}

/** What a test or an operator of the sandbox can turn while it runs. */
export class SandboxSettings {
  readonly #state: State;
  readonly #events: Events;
  readonly #messages: Messages;
  /** Whose application it is: Ada's own where this is null, otherwise a team's. */
  team: readonly TeamMember[] | null = null;
  /** Stands in for the limit of the guild's boost tier. */
  #fileLimitBytes: number | undefined;
  /** Whether requests are counted. Without it there are no headers either, which clients read as "no limit". */
  rateLimits = true;
  /** What GET /gateway/bot answers and IDENTIFY is held to; numbers from Discord's documentation, gateway. */
  readonly gateway = {
    recommendedShards: 1,
    maxConcurrency: 1,
    sessionStarts: 1_000,
    /** A session with more guilds than this must be one of several shards. */
    guildsPerShard: 2_500,
    /** Whether the starts of sessions are counted. A bot that is started twice within 5 s waits otherwise. */
    startLimits: true,
  };
  /** How many requests answered 401, 403 or 429 an address may send in ten minutes. */
  invalidRequestsAllowed = 10_000;

  /** Passes on whatever options come, as from a client that still shows a command as it was, or from no client at all. */
  uncheckedOptions = false;

  readonly #guilds: Guilds;

  constructor(deps: { state: State; events: Events; messages: Messages; guilds: Guilds }) {
    this.#guilds = deps.guilds;
    this.#state = deps.state;
    this.#events = deps.events;
    this.#messages = deps.messages;
  }

  setFileLimit(bytes: number | undefined): void {
    this.#fileLimitBytes = bytes;
  }

  /** Bytes of the largest file; what an interaction carries as attachment_size_limit. */
  fileLimit(guildId: string | null): number {
    const tier = guildId === null ? 0 : (this.#state.guilds.get(guildId)?.boostTier ?? 0);
    return this.#fileLimitBytes ?? FILE_LIMIT_BYTES[tier];
  }

  refuseLargeFiles(guildId: string | null, uploads: UploadedPart[]): void {
    const limit = this.fileLimit(guildId);
    if (uploads.some((upload) => upload.bytes.length > limit)) throw refusal.tooLarge();
  }

  /** Allows or denies the bot something in one channel; `channel` is a name or an id. */
  setBotPermission(channel: string, permission: PermissionWord, allowed: boolean): void {
    this.#overwrite(channel, ID.application, permission, allowed);
  }

  #overwrite(channel: string, whose: string, permission: PermissionWord, allowed: boolean): void {
    const asked = this.channel(channel);
    // A thread has no overwrites of its own.
    const row = asked.kind === "thread" && asked.parentId !== null ? this.channel(asked.parentId) : asked;
    const bit = PERMISSION[`${permission[0]?.toLowerCase()}${permission.slice(1)}` as PermissionName];
    const others = row.overwrites.filter((overwrite) => overwrite.id !== whose);
    const known = row.overwrites.find((overwrite) => overwrite.id === whose);
    const allow = BigInt(known?.allow ?? "0") & ~bit;
    const deny = BigInt(known?.deny ?? "0") & ~bit;
    const overwrite = {
      id: whose,
      type: whose === ID.application ? MEMBER_OVERWRITE : ROLE_OVERWRITE,
      allow: (allowed ? allow | bit : allow).toString(),
      deny: (allowed ? deny : deny | bit).toString(),
    };
    this.#state.channels.set(row.id, { ...row, overwrites: [...others, overwrite] });
  }

  /** Allows or denies everyone something in one channel. */
  setEveryonesPermission(channel: string, permission: PermissionWord, allowed: boolean): void {
    const { guildId } = this.channel(channel);
    if (guildId !== null) this.#overwrite(channel, guildId, permission, allowed);
  }

  /** As when someone invites the bot to another server, where everyone is; it has one channel. */
  bringInto(guildName: string): { guild: string; channel: string } {
    const { guild, channel } = this.#guilds.bring(guildName);
    return { guild: guild.id, channel: channel.id };
  }

  /** As when a moderator deletes it in Discord's client. */
  deleteMessage(id: string): void {
    const row = this.#state.messages.get(id);
    if (row !== undefined) this.#messages.remove(row);
  }

  deleteChannel(channel: string): void {
    const row = this.channel(channel);
    const channelAsItWas = channelObject(this.#state, row);
    for (const message of this.#state.messages.values()) {
      if (message.channelId === row.id) this.#messages.remove(message);
    }
    this.#state.channels.delete(row.id);
    this.#events.publish({ type: "channel_delete", channel: channelAsItWas, guildId: row.guildId });
  }

  /** By name ("art") or id. Throws for one that is not there: a mistake in the test that asks. */
  channel(nameOrId: string): ChannelRow {
    const row = this.#state.channels.values().find((each) => each.id === nameOrId || each.name === nameOrId);
    if (row === undefined) throw new Error(`the sandbox has no channel "${nameOrId}"`);
    return row;
  }
}
