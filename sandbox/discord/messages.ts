import type { APIAttachment, APIMessage, APIUser } from "discord-api-types/v10";
import type { Clock } from "../clock.ts";
import type { AttachmentFiles } from "./attachment-files.ts";
import { refusal } from "./errors.ts";
import type { Events } from "./events.ts";
import type { Json } from "./json.ts";
import { flagsOf, listOf, objectsOf, textOf } from "./json.ts";
import { findMentions } from "./mentions.ts";
import { completeEmbeds, saveUploads, settleAttachments } from "./message-attachments.ts";
import { completeComponents, shownIn } from "./message-components.ts";
import type { UploadedPart } from "./rest/bot-request.ts";
import type { MessageRow } from "./rows.ts";
import type { Snowflakes } from "./snowflakes.ts";
import type { State } from "./state.ts";
import { MESSAGE_FLAG } from "./wire.ts";
import { ID, isoTime } from "./world.ts";

/** Flags that a request may set; all others are Discord's own. */
const SETTABLE = MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.suppressNotifications | MESSAGE_FLAG.componentsV2;

export interface Draft {
  channelId: string;
  author: APIUser;
  type: number;
  body: Json;
  uploads: UploadedPart[];
  /** The one person who shall see it. */
  onlyFor?: string | null;
  interactionId?: string;
  /** "The bot is thinking": an answer that is still to come. */
  loading?: boolean;
  /** Further fields of the message as the wire knows them. */
  extra?: Json;
}

/** The messages of all channels: written, changed and read as Discord does it, and told to everyone who looks on. */
export class Messages {
  readonly #state: State;
  readonly #ids: Snowflakes;
  readonly #clock: Clock;
  readonly #files: AttachmentFiles;
  readonly #events: Events;

  constructor(deps: { state: State; ids: Snowflakes; clock: Clock; files: AttachmentFiles; events: Events }) {
    this.#state = deps.state;
    this.#ids = deps.ids;
    this.#clock = deps.clock;
    this.#files = deps.files;
    this.#events = deps.events;
  }

  get(channelId: string, id: string): MessageRow | undefined {
    const row = this.#state.messages.get(id);
    return row?.channelId === channelId ? row : undefined;
  }

  /** Oldest first. `viewer` is a person's id, or null for what the whole channel sees. */
  list(channelId: string, viewer: string | null): MessageRow[] {
    return this.#state.messages
      .values()
      .filter((row) => row.channelId === channelId && (row.onlyFor === null || row.onlyFor === viewer))
      .filter((row) => viewer === null || row.dismissed !== true);
  }

  /** The message as it goes over the wire, its addresses signed now. */
  wire(row: MessageRow): APIMessage {
    return this.#files.sign(row.message);
  }

  /** Throws Discord's refusals: 50006 for an empty message, 50035 for a component that points nowhere. */
  post(draft: Draft): Promise<MessageRow> {
    const folder = folderOf(draft.channelId, draft.onlyFor ?? null);
    return this.#withUploads(folder, draft.body, draft.uploads, (added) => this.#create(draft, added));
  }

  /** Changes what the request names and keeps the rest. The first edit of a "thinking" message counts as its answer. */
  edit(row: MessageRow, body: Json, uploads: UploadedPart[]): Promise<MessageRow> {
    const folder = folderOf(row.channelId, row.onlyFor);
    return this.#withUploads(folder, body, uploads, (added) => this.#change(row.id, body, added));
  }

  /** Takes an ephemeral message from its person's sight; for the application it stays, as with Discord's client. */
  dismiss(row: MessageRow): void {
    this.#state.messages.set(row.id, { ...row, dismissed: true });
    this.#events.publish({ type: "message_delete", row });
  }

  remove(row: MessageRow): void {
    this.#state.messages.delete(row.id);
    for (const { id } of filesOf(row)) this.#files.remove(id);
    this.#events.publish({ type: "message_delete", row });
  }

  /** Files of a request that is refused in the end do not stay. */
  async #withUploads<T>(folder: string, body: Json, uploads: UploadedPart[], settle: (added: APIAttachment[]) => T) {
    const added = await saveUploads(this.#files, folder, body, uploads);
    try {
      return settle(added);
    } catch (error) {
      for (const { id } of added) this.#files.remove(id);
      throw error;
    }
  }

  #create(draft: Draft, added: APIAttachment[]): MessageRow {
    const { body, author, channelId, type, loading = false, onlyFor = null } = draft;
    const attachments = settleAttachments([], body, added);
    const content = this.#content(body, attachments);
    if (!loading) refuseEmpty(content.parts, body);
    const id = this.#ids.next();
    const flags =
      (flagsOf(body["flags"]) & SETTABLE) |
      (onlyFor === null ? 0 : MESSAGE_FLAG.ephemeral) |
      (loading ? MESSAGE_FLAG.loading : 0);
    const message = {
      id,
      channel_id: channelId,
      author,
      type,
      content: textOf(body["content"]) ?? "",
      ...content.parts,
      ...findMentions(this.#state, body),
      timestamp: isoTime(this.#clock.now()),
      edited_timestamp: null,
      tts: body["tts"] === true,
      pinned: false,
      flags,
      ...(body["nonce"] === undefined || body["nonce"] === null ? {} : { nonce: body["nonce"] }),
      ...(body["poll"] === undefined || body["poll"] === null ? {} : { poll: body["poll"] }),
      ...draft.extra,
    } as unknown as APIMessage;
    const row: MessageRow = {
      id,
      channelId,
      onlyFor,
      interactionId: draft.interactionId ?? null,
      message,
      embedded: content.embedded,
    };
    this.#state.messages.set(id, row);
    this.#events.publish({ type: "message_create", row });
    return row;
  }

  #change(id: string, body: Json, added: APIAttachment[]): MessageRow {
    // Read only now: another request may have gone by while the files were written.
    const current = this.#state.messages.get(id);
    if (current === undefined) throw refusal.unknownMessage();
    const before = current.message;
    const attachments = settleAttachments(filesOf(current), body, added);
    const content = this.#content({ embeds: before.embeds, ...given(body) }, attachments, before.components ?? []);
    const text = body["content"] === undefined ? before.content : (textOf(body["content"]) ?? "");
    refuseEmpty(content.parts, { ...body, content: text, poll: body["poll"] ?? before.poll });
    const message = {
      ...before,
      content: text,
      ...content.parts,
      ...findMentions(this.#state, { ...body, content: text, components: content.parts.components }),
      edited_timestamp: isThinking(current) ? before.edited_timestamp : isoTime(this.#clock.now()),
      flags: flagsAfter(before.flags ?? 0, body["flags"]),
    } as unknown as APIMessage;
    const after = { ...current, message, embedded: content.embedded };
    this.#state.messages.set(id, after);
    for (const file of filesOf(current)) {
      if (!attachments.some((kept) => kept.id === file.id)) this.#files.remove(file.id);
    }
    if (after.dismissed !== true) this.#events.publish({ type: "message_update", row: after });
    return after;
  }

  /** What embeds and components show leaves the list of attachments (discord-api-docs #8277) but stays with the message. */
  #content(body: Json, attachments: APIAttachment[], unchanged: readonly unknown[] = []) {
    const { embeds, used } = completeEmbeds(body["embeds"], attachments);
    const components =
      body["components"] === undefined
        ? objectsOf(unchanged)
        : completeComponents(body["components"], { attachments, files: this.#files, newId: () => this.#ids.next() });
    const shown = used.union(shownIn(components));
    return {
      parts: { embeds, components, attachments: attachments.filter((attachment) => !shown.has(attachment.id)) },
      embedded: attachments.filter((attachment) => shown.has(attachment.id)),
    };
  }
}

/** Everything that hangs on a message, whether shown beside it or within. */
export const filesOf = (row: MessageRow): APIAttachment[] => [...row.message.attachments, ...row.embedded];

/** Whether the message still waits for its deferred answer. */
export const isThinking = (row: MessageRow): boolean => ((row.message.flags ?? 0) & MESSAGE_FLAG.loading) !== 0;

/** Ephemeral and Components V2 cannot be taken back; "thinking" ends with any edit. */
function flagsAfter(before: number, sent: unknown): number {
  const wanted = sent === undefined || sent === null ? before : flagsOf(sent);
  const lasting = before & (MESSAGE_FLAG.ephemeral | MESSAGE_FLAG.componentsV2);
  return lasting | (wanted & (MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.componentsV2));
}

/** What a request says, its attachments aside: those are settled on their own. */
const given = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).filter(([key, value]) => value !== undefined && key !== "attachments"));

const folderOf = (channelId: string, onlyFor: string | null): string =>
  onlyFor === null ? `attachments/${channelId}` : `ephemeral-attachments/${ID.application}`;

function refuseEmpty(parts: { embeds: Json[]; components: Json[]; attachments: APIAttachment[] }, body: Json): void {
  const filled =
    (textOf(body["content"]) ?? "").trim() !== "" ||
    parts.embeds.length + parts.components.length + parts.attachments.length > 0 ||
    (body["poll"] ?? null) !== null ||
    listOf(body["sticker_ids"]).length > 0;
  if (!filled) throw refusal.emptyMessage();
}
