import type { APIAttachment } from "discord-api-types/v10";
import type { AttachmentFiles } from "./attachment-files.ts";
import { refusal } from "./errors.ts";
import type { Json } from "./json.ts";
import { isJson, listOf, numberOf, objectsOf, textOf } from "./json.ts";
import { FormErrors, treeOf } from "./rules/form-errors.ts";
import { COMPONENT } from "./wire.ts";

const MEDIA_LOADED = 2;
/** What Discord fills in where a request says nothing, by component type; its OpenAPI document requires it in answers. */
const CHOOSE_ONE = { min_values: 1, max_values: 1, disabled: false };
const DEFAULTS: Record<string, Json> = {
  [COMPONENT.button]: { disabled: false },
  [COMPONENT.stringSelect]: CHOOSE_ONE,
  [COMPONENT.userSelect]: CHOOSE_ONE,
  [COMPONENT.roleSelect]: CHOOSE_ONE,
  [COMPONENT.mentionableSelect]: CHOOSE_ONE,
  [COMPONENT.channelSelect]: CHOOSE_ONE,
  [COMPONENT.thumbnail]: { description: null, spoiler: false },
  [COMPONENT.file]: { name: null, size: null, spoiler: false },
  [COMPONENT.separator]: { spacing: 1, divider: true },
  [COMPONENT.container]: { accent_color: null, spoiler: false },
};
const PARTS = ["components", "accessory", "component"] as const;

/** Where the media of components come from. */
export interface MediaSource {
  attachments: APIAttachment[];
  files: AttachmentFiles;
  newId(): string;
}

/** Every component of a message or modal, nested ones too, in reading order. */
export function flatten(components: readonly unknown[]): Json[] {
  return components
    .filter(isJson)
    .flatMap((component) => [component, ...PARTS.flatMap((part) => nested(component[part]))]);
}

const nested = (value: unknown): Json[] => flatten(Array.isArray(value) ? value : [value]);

export function findByCustomId(components: readonly unknown[], customId: string): Json | undefined {
  return flatten(components).find((component) => component["custom_id"] === customId);
}

/** Completes components as Discord answers them: each numbered, each medium with its address, size and type. */
export function completeComponents(sent: unknown, media: MediaSource): Json[] {
  const components = structuredClone(objectsOf(sent));
  const all = flatten(components);
  const taken = new Set(all.map((component) => numberOf(component["id"])).filter((id) => id !== undefined && id !== 0));
  const errors = new FormErrors();
  let next = 1;
  for (const component of all) {
    for (const [key, value] of Object.entries(DEFAULTS[String(component["type"])] ?? {})) component[key] ??= value;
    if (!taken.has(numberOf(component["id"]))) {
      while (taken.has(next)) next += 1;
      component["id"] = next;
      taken.add(next);
    }
  }
  components.forEach((component, index) => {
    completeMedia(component, errors.at("components", index), media);
  });
  if (errors.found.length > 0) throw refusal.invalidForm(treeOf(errors.found));
  return components;
}

/** The attachments that components show. */
export function shownIn(components: readonly unknown[]): Set<string> {
  const holders = flatten(components).flatMap((component) => [component, ...objectsOf(component["items"])]);
  const media = holders.flatMap((holder) => [holder["media"], holder["file"]]).filter(isJson);
  return new Set(media.flatMap((medium) => textOf(medium["attachment_id"]) ?? []));
}

function completeMedia(component: Json, errors: FormErrors, source: MediaSource): void {
  const complete = (holder: Json, key: string, at: FormErrors) => {
    const url = isJson(holder[key]) ? textOf(holder[key]["url"]) : undefined;
    if (url === undefined) return undefined;
    const medium = resolveMedium(url, source);
    if (medium === undefined)
      at.at(key, "url").add(
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        "The referenced attachment was not found",
      );
    else holder[key] = medium.item;
    return medium?.attachment;
  };
  if (component["type"] === COMPONENT.thumbnail) complete(component, "media", errors);
  if (component["type"] === COMPONENT.file) {
    const attachment = complete(component, "file", errors);
    if (attachment !== undefined) Object.assign(component, { name: attachment.filename, size: attachment.size });
  }
  if (component["type"] === COMPONENT.mediaGallery) {
    listOf(component["items"]).forEach((item, index) => {
      if (!isJson(item)) return;
      item["description"] ??= null;
      item["spoiler"] ??= false;
      complete(item, "media", errors.at("items", index));
    });
  }
  for (const part of PARTS) {
    const inner = component[part];
    if (isJson(inner)) completeMedia(inner, errors.at(part), source);
    listOf(inner).forEach((each, index) => {
      if (isJson(each)) completeMedia(each, errors.at(part, index), source);
    });
  }
}

interface Medium {
  item: Json;
  attachment: APIAttachment | undefined;
}

/** undefined when an attachment is meant that the message does not have. */
function resolveMedium(url: string, { attachments, files, newId }: MediaSource): Medium | undefined {
  const own = files.unsign(url);
  const attachment = url.startsWith("attachment://")
    ? attachments.find((each) => each.filename === url.slice("attachment://".length))
    : attachments.find((each) => each.url === own);
  if (attachment !== undefined) return { item: mediumOf(attachment), attachment };
  if (url.startsWith("attachment://")) return undefined;
  return {
    item: { id: newId(), url: own ?? url, proxy_url: own ?? url, loading_state: MEDIA_LOADED },
    attachment: undefined,
  };
}

function mediumOf(attachment: APIAttachment): Json {
  const { id, url, proxy_url, width = null, height = null, content_type } = attachment;
  return { id, url, proxy_url, width, height, content_type, attachment_id: id, loading_state: MEDIA_LOADED, flags: 0 };
}
