/** One part of a multipart request. */
export interface CheckedFile {
  /** The part's name, `files[0]`. */
  field: string;
  name: string;
  bytes: number;
}

export interface CheckedRequest {
  method: string;
  /** Without query and without `/api/v10`: `/webhooks/123/token/messages/@original`. */
  route: string;
  query?: URLSearchParams;
  /** The parsed JSON, of a multipart request its `payload_json`. */
  body: unknown;
  files: readonly CheckedFile[];
  context: RequestContext;
}

/** What only the server knows about the message or interaction that a request is about. */
export interface RequestContext {
  /** The message being edited already has the Components V2 flag. */
  messageIsV2?: boolean;
  /** The message being edited has content, embeds or a poll, which must be cleared when it becomes V2. */
  messageHasLegacyFields?: boolean;
  ephemeral?: boolean;
  /** Bytes per file in this place; 10 MiB without it. */
  attachmentLimit?: number;
  /** Absent means: not known, so that references to kept attachments are believed. */
  existingAttachments?: readonly { id: string; filename: string }[];
  /** Type of the interaction that a callback answers (2 command, 3 component, 4 autocomplete, 5 modal). */
  interactionType?: number;
  /** The interaction came from a component of a message, or from a modal that such a component opened. */
  fromMessage?: boolean;
}
