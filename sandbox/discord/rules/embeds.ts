import type { ShownMedia } from "./component-form.ts";
import { characters, type Form } from "./form.ts";

const MAX_EMBEDS = 10;
const MAX_ALL_EMBEDS = 6000;
const WEB = ["http", "https"];
const MEDIA = [...WEB, "attachment"];

/** Reads a message's embeds; hands out the addresses they show. Lengths: Discord's embed limits. */
export function readEmbeds(message: Form): ShownMedia[] {
  const media: ShownMedia[] = [];
  let total = 0;
  for (const embed of message.forms("embeds", { max: MAX_EMBEDS })) {
    total += readTexts(embed);
    embed.integer("color", { min: 0, max: 0xffffff });
    embed.address("url", { max: 2048, schemes: WEB });
    readTimestamp(embed);
    for (const part of ["image", "thumbnail", "footer", "author"]) {
      const shown = embed.form(part);
      if (shown === undefined) continue;
      const key = part === "image" || part === "thumbnail" ? "url" : "icon_url";
      const url = shown.address(key, { max: 2048, schemes: MEDIA });
      if (url) media.push({ place: shown.at(key), url, description: null });
      if (url && key === "url" && /\.avif$/i.test(url)) {
        shown.at(key).advise("embed-image-format", "Embeds show PNG, JPEG, WebP and GIF only.");
      }
    }
    if (isEmpty(embed)) embed.at("description").refuse("embed-empty", "BASE_TYPE_REQUIRED", "This field is required");
  }
  if (total > MAX_ALL_EMBEDS) {
    const text = `Embed size exceeds maximum size of ${MAX_ALL_EMBEDS}`;
    message.at("embeds").refuse("embeds-too-long", "MAX_EMBED_SIZE_EXCEEDED", text);
  }
  return media;
}

/** Returns the characters that count towards the limit over all embeds. */
function readTexts(embed: Form): number {
  const texts = [
    embed.text("title", { max: 256 }),
    embed.text("description", { max: 4096 }),
    embed.form("footer")?.text("text", { max: 2048 }),
    embed.form("author")?.text("name", { max: 256 }),
  ];
  embed.form("author")?.address("url", { max: 2048, schemes: WEB });
  for (const field of embed.forms("fields", { max: 25 })) {
    field.boolean("inline");
    texts.push(field.text("name", { min: 1, max: 256, required: true }));
    texts.push(field.text("value", { min: 1, max: 1024, required: true }));
  }
  return texts.reduce((sum, text) => sum + characters(text ?? ""), 0);
}

function readTimestamp(embed: Form): void {
  const timestamp = embed.text("timestamp", { max: 64 });
  if (timestamp === undefined || !Number.isNaN(Date.parse(timestamp))) return;
  const message = `Could not parse ${timestamp}. Should be ISO8601.`;
  embed.at("timestamp").refuse("timestamp-malformed", "DATE_TIME_TYPE_PARSE", message);
}

function isEmpty(embed: Form): boolean {
  const parts = ["title", "description", "image", "thumbnail", "footer", "author", "fields", "video", "provider"];
  return !parts.some((part) => embed.has(part) && embed.raw(part) !== "");
}
