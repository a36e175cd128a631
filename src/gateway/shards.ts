import { type Client, type ClientOptions, Events, Status } from "discord.js";
import type { Shards } from "../config/shards.ts";
import type { Logger } from "../logger.ts";

/** Always said: discord.js reads a SHARDS of the environment in a form of its own where it is told nothing. */
export function shardOptions(shards: Shards): Pick<ClientOptions, "shards" | "shardCount"> {
  if (shards === "auto") return { shards };
  const { first, last, count } = shards;
  return { shards: Array.from({ length: last - first + 1 }, (_, offset) => first + offset), shardCount: count };
}

/** What becomes of each shard. `cutOff` hears of the codes with which Discord ends one for good. */
export function logShards(client: Client, log: Logger, cutOff: (code: number) => void): void {
  client.on(Events.ShardReady, (shard) => log.info({ shard }, "a shard is connected to Discord"));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, "connecting to Discord again"));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, "a shard is connected again"));
  client.on(Events.ShardError, (error, shard) => log.error({ err: error, shard }, "a shard reported an error"));
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    cutOff(code);
    log.error({ code, shard }, "Discord has cut a shard off; it comes back with the next start");
  });
}

/** The numbers of the shards to which nothing comes now. */
export function unconnected(client: Client): number[] {
  return client.ws.shards.filter(({ status }) => status !== Status.Ready).map(({ id }) => id);
}
