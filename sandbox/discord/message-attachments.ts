import type { APIAttachment } from "discord-api-types/v10";
import { type AttachmentFiles, cleanName } from "./attachment-files.ts";
import type { Json } from "./json.ts";
import { objectsOf, textOf } from "./json.ts";
import type { UploadedPart } from "./rest/bot-request.ts";

/** Stores the files of a request, each under the name and with the description that `attachments` gives it. */
export async function saveUploads(
  files: AttachmentFiles,
  folder: string,
  body: Json,
  uploads: UploadedPart[],
): Promise<APIAttachment[]> {
  const saved: APIAttachment[] = [];
  for (const upload of uploads) {
    const entry = entryOf(body, indexOf(upload.field));
    const name = textOf(entry?.["filename"]) ?? upload.name;
    saved.push({ ...(await files.save(folder, { ...upload, name })), ...descriptionOf(entry) });
  }
  return saved;
}

/**
 * A message's attachments after a request. An `attachments` list is the complete new state: whoever is not named goes;
 * without the list, uploaded files come to those already there.
 */
export function settleAttachments(existing: APIAttachment[], body: Json, added: APIAttachment[]): APIAttachment[] {
  const kept = existing
    .filter(({ id }) => !Array.isArray(body["attachments"]) || entryOf(body, id) !== undefined)
    .map((attachment) => ({ ...attachment, ...descriptionOf(entryOf(body, attachment.id)) }));
  return [...kept, ...added];
}

const entryOf = (body: Json, id: string): Json | undefined =>
  objectsOf(body["attachments"]).find((entry) => String(entry["id"]) === id);

const indexOf = (field: string): string => /\[(\d+)\]$/.exec(field)?.[1] ?? field;

function descriptionOf(entry: Json | undefined): { description?: string } {
  const description = textOf(entry?.["description"]);
  return description === undefined ? {} : { description };
}

/** Resolves `attachment://` in embeds; a file shown in an embed leaves the list of attachments. */
export function completeEmbeds(sent: unknown, attachments: APIAttachment[]): { embeds: Json[]; used: Set<string> } {
  const used = new Set<string>();
  const pointed = (value: unknown): Json => {
    const part = value as Json;
    const url = textOf(part["url"]) ?? textOf(part["icon_url"]) ?? "";
    const name = url.startsWith("attachment://") ? cleanName(url.slice("attachment://".length)) : undefined;
    // Embeds that stay through an edit already carry the attachment's stored address.
    const attachment = attachments.find((each) => each.filename === name || each.url === url);
    if (attachment === undefined) return part;
    used.add(attachment.id);
    if ("icon_url" in part) return { ...part, icon_url: attachment.url, proxy_icon_url: attachment.proxy_url };
    const { width = null, height = null, content_type } = attachment;
    return { ...part, url: attachment.url, proxy_url: attachment.proxy_url, width, height, content_type };
  };
  const embeds = objectsOf(sent).map((embed) => {
    const complete: Json = { type: "rich", ...embed };
    for (const key of ["image", "thumbnail", "footer", "author"]) {
      if (complete[key] !== undefined && complete[key] !== null) complete[key] = pointed(complete[key]);
    }
    complete["fields"] = objectsOf(embed["fields"]).map((field) => ({ inline: false, ...field }));
    return complete;
  });
  return { embeds, used };
}
