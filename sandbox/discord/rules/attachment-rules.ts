import { cleanName } from "../attachment-files.ts";
import { MAX_FILES } from "../wire.ts";
import type { CheckedRequest } from "./checked-request.ts";
import type { ShownMedia } from "./component-form.ts";
import type { Findings } from "./findings.ts";
import type { Form } from "./form.ts";
import { asText } from "./form.ts";

const REFERENCE = "attachment://";
const PICTURE = /\.(png|jpe?g|webp|gif|avif|mp4|webm|mov)$/i;

/** An attachment that the message will have once the request is done. */
interface Held {
  name: string;
  uploaded: boolean;
  described: boolean;
  /** A kept attachment listed by its id alone cannot be referenced by its name [observed by third parties]. */
  nameless: boolean;
  place: Findings;
}

/** Reads `attachments`, pairs it with the files, and follows the `attachment://` references of what is shown. */
export function readAttachments(
  message: Form,
  request: CheckedRequest,
  media: readonly ShownMedia[],
  { edits, v2 }: { edits: boolean; v2: boolean },
): void {
  const held = heldAttachments(message, request, edits);
  const shown = new Set<Held>();
  const anyUnknown = edits && request.context.existingAttachments === undefined;
  for (const each of media) {
    const target = each.url.startsWith(REFERENCE) ? each.url.slice(REFERENCE.length) : undefined;
    const found =
      target === undefined ? undefined : held.find((one) => one.name === target || cleanName(one.name) === target);
    if (found !== undefined) shown.add(found);
    if (found?.nameless) {
      each.place.advise(
        "kept-attachment-nameless",
        "List a kept attachment with id and filename when its name is referenced.",
      );
    }
    if (target !== undefined && found === undefined && !anyUnknown) {
      const text = "The referenced attachment was not found";
      each.place.refuse("reference-dangling", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", text);
    }
    if (each.description?.trim() === "") {
      each.place.advise("alt-text-missing", "A picture needs a description for those who do not see it.");
    }
  }
  for (const one of held.filter((each) => each.uploaded)) {
    if (v2 && !shown.has(one))
      one.place.advise("file-not-shown", "Under Components V2 a file shows only where it is referenced.");
    if (!v2 && PICTURE.test(one.name) && !one.described) {
      one.place.advise("alt-text-missing", "A picture needs a description for those who do not see it.");
    }
  }
}

function heldAttachments(message: Form, request: CheckedRequest, edits: boolean): Held[] {
  const listed = message.has("attachments");
  const entries = message.forms("attachments", { max: MAX_FILES });
  const existing = edits ? request.context.existingAttachments : [];
  const held: Held[] = [];
  const uploads = new Map(request.files.map((file) => [/\[(\d+)\]$/.exec(file.field)?.[1] ?? file.field, file]));
  for (const entry of entries) {
    const id = entry.has("id") ? asText(entry.raw("id")) : undefined;
    const given = readEntry(entry);
    const upload = id === undefined ? undefined : uploads.get(id);
    if (id === undefined) entry.at("id").refuse("field-missing", "BASE_TYPE_REQUIRED", "This field is required");
    else if (upload !== undefined) {
      uploads.delete(id);
      held.push({ ...given, name: given.name || upload.name, uploaded: true, nameless: false });
    } else {
      const kept = existing?.find((one) => one.id === id);
      const knownNothing = existing === undefined && /^\d{15,20}$/.test(id);
      if (kept === undefined && !knownNothing) {
        entry.findings.refuse("attachment-unknown", "ATTACHMENT_NOT_FOUND", "Attachment data not found");
      } else {
        const name = given.name || (kept?.filename ?? "");
        held.push({ ...given, name, uploaded: false, nameless: given.name === "" });
      }
    }
  }
  for (const file of uploads.values()) {
    const place = message.at(file.field);
    if (listed) place.advise("attachment-entry-missing", "The attachments list leaves out a file that is uploaded.");
    held.push({ name: file.name, uploaded: true, described: false, nameless: false, place });
  }
  if (!listed) {
    for (const kept of existing ?? []) {
      held.push({ name: kept.filename, uploaded: false, described: true, nameless: false, place: message.findings });
    }
  }
  return held;
}

function readEntry(entry: Form): { name: string; described: boolean; place: Findings } {
  entry.text("title", { max: 1024 });
  entry.boolean("is_spoiler");
  const description = entry.text("description", { max: 1024 });
  const name = entry.text("filename", { min: 1, max: 1024 }) ?? "";
  return { name, described: (description ?? "").trim() !== "", place: entry.findings };
}
