import { MESSAGE_FLAG } from "../wire.ts";
import { readAttachments } from "./attachment-rules.ts";
import type { CheckedRequest } from "./checked-request.ts";
import { ComponentTally } from "./component-form.ts";
import { readMessageComponent, TOP_LEVEL_LEGACY, TOP_LEVEL_V2 } from "./component-layout.ts";
import { readEmbeds } from "./embeds.ts";
import type { Form } from "./form.ts";
import { readAllowedMentions } from "./mention-rules.ts";

const MAX_CONTENT = 2000;
const MAX_ROWS = 5;
const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;
/**
 * discord-api-docs #8554: UTF-8 bytes of all text displays, 12 for each display; above this the answer is 500.
 * Whether alt texts count too was not measured: a careful program counts them.
 */
const MAX_TEXT_BYTES = 10_170;
const TEXT_DISPLAY_BYTES = 12;
/** discord-api-docs #7528: gallery items and thumbnails together; above this the answer was 500. */
const MAX_MEDIA = 64;
const LEGACY_FIELDS = ["content", "embeds", "sticker_ids", "poll"] as const;

export interface MessagePlace {
  edits: boolean;
  /** Flags that take effect here; others are ignored. */
  flags: number;
}

/** Reads a message as it is sent or edited, by whichever route. */
export function readMessage(message: Form, request: CheckedRequest, place: MessagePlace): void {
  const flags = readFlags(message, request, place);
  const v2 = flags.v2;
  message.boolean("tts");
  if (message.has("nonce") && typeof message.raw("nonce") === "string") message.text("nonce", { max: 25 });
  const content = message.text("content", { max: MAX_CONTENT });
  const embedded = readEmbeds(message);
  message.list("sticker_ids", { max: 3 });
  const tally = new ComponentTally();
  readComponents(message, flags.declared, tally);
  if (v2) {
    refuseLegacyFields(message);
    checkTotals(message, tally);
  }
  readAllowedMentions(message, content === undefined ? tally.texts : [content, ...tally.texts]);
  readAttachments(message, request, [...embedded, ...tally.media], { edits: place.edits, v2 });
  if (!place.edits && isEmpty(message, request)) {
    message.findings.advise("message-empty", "Discord answers 50006 to a message without anything in it.");
  }
}

function readFlags(message: Form, request: CheckedRequest, place: MessagePlace): { declared: boolean; v2: boolean } {
  const flags = message.integer("flags", {}) ?? 0;
  const declared = (flags & MESSAGE_FLAG.componentsV2) !== 0;
  const already = place.edits && request.context.messageIsV2 === true;
  const settled = request.context.ephemeral === true ? MESSAGE_FLAG.ephemeral : 0;
  const ignored = flags & ~(place.flags | settled);
  if (ignored !== 0) message.at("flags").advise("flag-without-effect", `Flag ${ignored} cannot be set here.`);
  if (already && !declared && message.has("flags")) {
    message.at("flags").advise("v2-flag-removed", "The Components V2 flag cannot be taken from a message.");
  } else if (already && !declared && message.has("components")) {
    message.at("flags").advise("v2-flag-left-out", "Components V2 are read as such only where the flag is sent again.");
  }
  if (place.edits && declared && !already && request.context.messageHasLegacyFields === true) {
    if (LEGACY_FIELDS.slice(0, 2).some((key) => message.raw(key) === undefined)) {
      const text = "Set content to null and embeds to [] when a message becomes Components V2.";
      message.findings.refuse("v2-legacy-left", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text);
    }
  }
  return { declared, v2: declared || already };
}

function readComponents(message: Form, declared: boolean, tally: ComponentTally): void {
  const allowed = declared ? TOP_LEVEL_V2 : TOP_LEVEL_LEGACY;
  for (const component of message.forms("components", { max: declared ? MAX_COMPONENTS : MAX_ROWS })) {
    readMessageComponent(component, allowed, tally);
  }
}

function refuseLegacyFields(message: Form): void {
  for (const key of LEGACY_FIELDS) {
    const value = message.raw(key);
    if (!message.has(key) || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    const text = `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    message.at(key).refuse("v2-legacy-field", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text);
  }
}

function checkTotals(message: Form, tally: ComponentTally): void {
  const place = message.at("components");
  if (tally.components > MAX_COMPONENTS) {
    const text = `Total number of components cannot exceed ${MAX_COMPONENTS}`;
    place.refuse("v2-too-many-components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", text);
  }
  if (tally.characters > MAX_TEXT) {
    const text = `Displayable text of all components cannot exceed ${MAX_TEXT} characters`;
    place.refuse("v2-too-much-text", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", text);
  }
  const displays = tally.texts.reduce((sum, text) => sum + Buffer.byteLength(text) + TEXT_DISPLAY_BYTES, 0);
  const bytes = tally.media.reduce((sum, { description }) => sum + Buffer.byteLength(description ?? ""), displays);
  if (bytes > MAX_TEXT_BYTES) {
    place.advise(
      "v2-text-bytes",
      `Texts and alt texts have ${bytes} bytes of ${MAX_TEXT_BYTES}: Discord may answer 500.`,
    );
  }
  const media = tally.media.filter(({ description }) => description !== null).length;
  if (media > MAX_MEDIA) place.advise("v2-too-many-media", `${media} media of ${MAX_MEDIA}: Discord may answer 500.`);
}

function isEmpty(message: Form, request: CheckedRequest): boolean {
  const kept = ["content", "embeds", "components", "sticker_ids", "poll", "message_reference"].some((key) => {
    const value = message.raw(key);
    return message.has(key) && value !== "" && !(Array.isArray(value) && value.length === 0);
  });
  return !kept && request.files.length === 0;
}
