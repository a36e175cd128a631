import type { APIMessage } from "../../../discord/person-api.ts";

const LONGEST = 120;

/** The words of a message, wherever they stand in it, for a one-line preview. */
export function previewOf(message: APIMessage): string {
  const words = [message.content, ...(message.components ?? []).flatMap(wordsIn), message.embeds[0]?.title ?? ""];
  const text = words.filter((each) => each !== "").join(" ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function wordsIn(component: unknown): string[] {
  if (typeof component !== "object" || component === null) return [];
  const { content, components } = component as { content?: unknown; components?: unknown };
  const inside = Array.isArray(components) ? components.flatMap(wordsIn) : [];
  return typeof content === "string" ? [content, ...inside] : inside;
}
