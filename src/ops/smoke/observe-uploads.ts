import * as z from "zod";
import { ask } from "../ask.ts";
import { askDiscord, bodyOf, whyNot } from "../discord-reads.ts";
import type { TestChannel } from "./observe-messages.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

const MIB = 1024 * 1024;
/** Boosted servers take larger files; the first two levels do not. */
const TIER_LIMITS = [10, 10, 50, 100] as const;
/** Room for the form around a file. */
const MARGIN = 4 * 1024;
const REFUSED = "413, code 40005";

interface Upload {
  readonly what: string;
  readonly sizes: readonly number[];
  readonly accepted: boolean;
}

/** Whether the sizes Discord says it takes are those it takes. The messages are deleted again. */
export async function observeUploads(channel: TestChannel, surroundings: SmokeSurroundings): Promise<void> {
  const tier = await tierOf(channel, surroundings);
  const large = (TIER_LIMITS[tier] ?? 10) > 10;
  const uploads: Upload[] = [
    { what: "one file just below 10 MiB", sizes: [10 * MIB - MARGIN], accepted: true },
    { what: "one file just above 10 MiB", sizes: [10 * MIB + MARGIN], accepted: large },
    { what: "three files of 9 MiB, above 25 MiB together", sizes: [9 * MIB, 9 * MIB, 9 * MIB], accepted: false },
  ];
  for (const upload of uploads) await observeUpload(upload, channel, surroundings);
}

async function tierOf({ guildId }: TestChannel, { config, clock }: SmokeSurroundings): Promise<number> {
  if (guildId === null) return 0;
  const guild = await askDiscord(`/guilds/${guildId}`, config, clock);
  return bodyOf(guild, z.object({ premium_tier: z.number() }))?.premium_tier ?? 0;
}

async function observeUpload(
  { what, sizes, accepted }: Upload,
  { id }: TestChannel,
  { config, clock, notebook }: SmokeSurroundings,
): Promise<void> {
  const form = new FormData();
  form.append("payload_json", JSON.stringify({ content: `Easel's smoke test: ${what}.` }));
  for (const [index, size] of sizes.entries()) {
    form.append(`files[${index}]`, new Blob([new Uint8Array(size)]), `smoke-${index}.bin`);
  }
  const authorization = `Bot ${config.discordToken}`;
  const url = `${config.discordApiUrl}/v10/channels/${id}/messages`;
  const answer = await ask(url, { method: "POST", headers: { authorization }, body: form }, clock);
  const message = bodyOf(answer, z.object({ id: z.string() }));
  const found = message === null ? whyNot(answer) : "accepted";
  const agrees = accepted ? message !== null : found === `status ${REFUSED}`;
  notebook.note(what, accepted ? "accepted" : REFUSED, found, agrees ? "as expected" : "differs");
  if (message !== null) await askDiscord(`/channels/${id}/messages/${message.id}`, config, clock, { method: "DELETE" });
}
