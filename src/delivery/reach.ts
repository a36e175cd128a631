import type { DiscordErrorKind } from "./discord-api.ts";

/** An interaction token edits its messages for 15 minutes; half a minute is kept for the upload. */
const TOKEN_LIFE_MS = 14.5 * 60_000;

/** Of a message that nothing of ours leads to. */
export const OUT_OF_REACH = { ok: false, kind: "message_gone", code: "never shown" } as const;

/** Whether an interaction of that moment can still edit what it showed. Both in milliseconds since 1970. */
export function tokenLives(interactionCreatedAt: number, now: number): boolean {
  return now < interactionCreatedAt + TOKEN_LIFE_MS;
}

/** Whether it is no use to ask Discord again for that message. */
export function isGone(kind: DiscordErrorKind): boolean {
  return kind === "message_gone" || kind === "channel_gone" || kind === "forbidden" || kind === "token_dead";
}
