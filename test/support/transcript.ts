import { isJson, type Json, listOf, numberOf, objectsOf } from "../../sandbox/discord/json.ts";
import { flatten } from "../../sandbox/discord/message-components.ts";
import type { APIMessage } from "../../sandbox/discord/person-api.ts";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;

/** A message's components, however deep they stand. */
export const componentsOf = (message: APIMessage): Json[] => flatten(listOf(message.components));

/** A message as lines to read: author, texts, pictures, [buttons], "(only you)". */
export function linesOf(message: APIMessage): string[] {
  const flags = message.flags ?? 0;
  const shown = new Set(
    componentsOf(message).flatMap((component) => mediaOf(component).map((medium) => medium["attachment_id"])),
  );
  const notes = flags & EPHEMERAL ? " (only you)" : "";
  const parts = [
    ...(flags & LOADING ? ["is thinking…"] : []),
    ...(message.content === "" ? [] : [message.content]),
    ...message.embeds.flatMap((embed) => [embed.title, embed.description].filter((text) => text !== undefined)),
    ...componentsOf(message).flatMap(componentLine),
    ...message.attachments
      .filter((attachment) => !shown.has(attachment.id))
      .map((attachment) => pictureLine(attachment.filename, attachment, attachment.description)),
  ];
  const author = message.author.global_name ?? message.author.username;
  return parts.map((part) => `${author}${notes}: ${part}`);
}

function componentLine(component: Json): string[] {
  if (typeof component["content"] === "string") return component["content"].split("\n").filter((line) => line !== "");
  if (typeof component["label"] === "string") {
    return [`[${component["label"]}]${component["disabled"] === true ? " (disabled)" : ""}`];
  }
  if (Array.isArray(component["options"])) {
    return [
      `[${component["placeholder"] ?? "select"}: ${objectsOf(component["options"])
        .map((option) => option["label"])
        .join(" | ")}]`,
    ];
  }
  return mediaOf(component).map((medium) => {
    const name = new URL(String(medium["url"])).pathname.split("/").at(-1) ?? "";
    return pictureLine(
      name,
      { width: numberOf(medium["width"]), height: numberOf(medium["height"]) },
      medium["description"],
    );
  });
}

/** The media of a gallery, thumbnail or file, each with its alt text. */
function mediaOf(component: Json): Json[] {
  const holders = [component, ...objectsOf(component["items"])];
  return holders.flatMap((holder) =>
    [holder["media"], holder["file"]]
      .filter(isJson)
      .map((medium) => ({ ...medium, description: holder["description"] })),
  );
}

function pictureLine(
  name: string,
  size: { width?: number | null | undefined; height?: number | null | undefined },
  description: unknown,
): string {
  const measured = size.width && size.height ? ` ${size.width}×${size.height}` : "";
  return `<${name}${measured}>${typeof description === "string" ? ` “${description}”` : ""}`;
}
