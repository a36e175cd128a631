import type { Form } from "./form.ts";
import { asText } from "./form.ts";

const KINDS = ["users", "roles", "everyone"];
const MAX_IDS = 100;

/** Reads allowed_mentions; `texts` are the message's words, whose mentions it decides about. */
export function readAllowedMentions(message: Form, texts: readonly string[]): void {
  const everyone = texts.some((text) => /@(everyone|here)\b/.test(text));
  const mentions = message.form("allowed_mentions");
  if (mentions === undefined) {
    if (texts.some((text) => text.trim() !== "")) {
      message
        .at("allowed_mentions")
        .advise("allowed-mentions-missing", "A message with words must say whom they may ping.");
    }
    if (everyone) message.findings.advise("mentions-everyone", "The words ping everyone in the channel.");
    return;
  }
  const parse = kindsOf(mentions);
  for (const kind of ["users", "roles"] as const) {
    const ids = idsOf(mentions, kind);
    if (ids > 0 && parse.has(kind)) {
      const text = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      mentions.findings.refuse("mentions-contradict", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text);
    }
  }
  mentions.boolean("replied_user");
  if (parse.size > 0) {
    mentions.at("parse").advise("mentions-open", "Name who may be pinged; words from people must not decide it.");
  }
  if (everyone && parse.has("everyone")) {
    message.findings.advise("mentions-everyone", "The words ping everyone in the channel.");
  }
}

function kindsOf(mentions: Form): Set<string> {
  const kinds = new Set<string>();
  (mentions.list("parse", { max: KINDS.length }) ?? []).forEach((kind, index) => {
    const place = mentions.at("parse", index);
    if (typeof kind !== "string" || !KINDS.includes(kind)) {
      place.refuse("not-a-choice", "BASE_TYPE_CHOICES", `Value must be one of {${KINDS.join(", ")}}.`);
    } else if (kinds.has(kind)) {
      place.refuse("set-repeats", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
    } else kinds.add(kind);
  });
  return kinds;
}

function idsOf(mentions: Form, key: string): number {
  const ids = mentions.list(key, { max: MAX_IDS }) ?? [];
  const seen = new Set<unknown>();
  ids.forEach((id, index) => {
    const place = mentions.at(key, index);
    if (!/^\d{1,20}$/.test(asText(id))) {
      place.refuse("not-a-snowflake", "NUMBER_TYPE_COERCE", `Value "${asText(id).slice(0, 40)}" is not snowflake.`);
    } else if (seen.has(asText(id))) {
      place.refuse("set-repeats", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
    }
    seen.add(asText(id));
  });
  return ids.length;
}
