import type { APIMessage } from "../../discord/person-api.ts";
import { hasFlag, MessageFlag } from "../protocol.ts";

/** Snowflakes grow with time, so their order is the messages' order. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Puts a new message in, or an edited one in its old place. A message may be heard of twice, in any order. */
export function withMessage(messages: readonly APIMessage[], message: APIMessage): APIMessage[] {
  const index = messages.findIndex((each) => each.id === message.id);
  if (index >= 0) return messages.with(index, message);
  return [...messages, message].sort((a, b) => compareIds(a.id, b.id));
}

export function withoutMessage(messages: readonly APIMessage[], id: string): APIMessage[] {
  return messages.filter((message) => message.id !== id);
}

/** Milliseconds since the Unix epoch. */
export function messageWrittenAt(message: APIMessage): number {
  return Date.parse(message.timestamp);
}

/** Messages closer than this, by one author, are shown under one name. */
const TOGETHER_MS = 7 * 60_000;

/** Whether a message goes under the name of the one before it. */
export function continues(previous: APIMessage | undefined, message: APIMessage): boolean {
  if (previous === undefined || previous.author.id !== message.author.id) return false;
  if (interactionOf(message) !== null || message.message_reference !== undefined) return false;
  if (isEphemeral(previous) !== isEphemeral(message)) return false;
  return messageWrittenAt(message) - messageWrittenAt(previous) < TOGETHER_MS;
}

export function isEphemeral(message: APIMessage): boolean {
  return hasFlag(message.flags, MessageFlag.ephemeral);
}

export function isLoading(message: APIMessage): boolean {
  return hasFlag(message.flags, MessageFlag.loading);
}

export interface Cause {
  user: { id: string; name: string };
  /** The command's name; null when the message does not tell. */
  command: string | null;
  slash: boolean;
}

/** Who used what to get this message; null when nobody did, as for plain messages, and for follow-ups. */
export function interactionOf(message: APIMessage): Cause | null {
  const metadata = message.interaction_metadata;
  if (metadata?.original_response_message_id !== undefined) return null;
  const user = metadata?.user ?? message.interaction?.user;
  if (user === undefined) return null;
  const name = message.interaction?.name ?? (metadata !== undefined && "name" in metadata ? `${metadata.name}` : null);
  const contextMenu = metadata !== undefined && ("target_message_id" in metadata || "target_user" in metadata);
  return { user: { id: user.id, name: user.global_name ?? user.username }, command: name, slash: !contextMenu };
}
