import type { APIMessage } from "../sandbox/discord/person-api.ts";

/** Every custom id in a message, from top to bottom. */
export function customIdsOf(message: APIMessage): string[] {
  return [...JSON.stringify(message.components ?? []).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id = ""]) => id);
}

/** All that a message says, without its addresses. */
export function textOf(message: APIMessage): string {
  const parts = [...JSON.stringify(message.components ?? []).matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)];
  return [message.content, ...parts.map(([, text]) => text)].join("\n");
}
