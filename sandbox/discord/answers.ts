import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { refusal } from "./errors.ts";
import { isOnlyPersonal } from "./installs.ts";
import type { Interactions } from "./interactions.ts";
import type { Json } from "./json.ts";
import { flagsOf, numberOf, objectOf, objectsOf } from "./json.ts";
import { isThinking, type Messages } from "./messages.ts";
import { appPermissions, channelPermissions, may } from "./permissions.ts";
import type { UploadedPart } from "./rest/bot-request.ts";
import type { InteractionRow, MessageRow } from "./rows.ts";
import { FormErrors, treeOf } from "./rules/form-errors.ts";
import type { SandboxSettings } from "./settings.ts";
import type { State } from "./state.ts";
import { CALLBACK, COMMAND, INTERACTION, MESSAGE_FLAG, MESSAGE_TYPE } from "./wire.ts";
import { userOf } from "./wire-objects.ts";
import { BOT_USER, ID } from "./world.ts";

/** With an application that only its user installed. Discord's documentation, receiving and responding. */
const MOST_USER_INSTALLED_FOLLOW_UPS = 5;

const ANSWERS_TO: Record<number, readonly number[]> = {
  [INTERACTION.command]: [CALLBACK.message, CALLBACK.deferredMessage, CALLBACK.modal],
  [INTERACTION.component]: [
    CALLBACK.message,
    CALLBACK.deferredMessage,
    CALLBACK.deferredUpdate,
    CALLBACK.update,
    CALLBACK.modal,
  ],
  [INTERACTION.autocomplete]: [CALLBACK.choices],
  [INTERACTION.modal]: [CALLBACK.message, CALLBACK.deferredMessage, CALLBACK.deferredUpdate, CALLBACK.update],
};

/** What an application's answers to interactions do: messages made and changed, choices and modals handed on. */
export class Answers {
  readonly #state: State;
  readonly #messages: Messages;
  readonly #interactions: Interactions;
  readonly #settings: SandboxSettings;

  constructor(deps: { state: State; messages: Messages; interactions: Interactions; settings: SandboxSettings }) {
    this.#state = deps.state;
    this.#messages = deps.messages;
    this.#interactions = deps.interactions;
    this.#settings = deps.settings;
  }

  /** The interaction callback. Returns the message it made or changed. */
  async first(row: InteractionRow, body: Json, uploads: UploadedPart[]): Promise<MessageRow | undefined> {
    const type = numberOf(body["type"]) ?? 0;
    const data = objectOf(body["data"]);
    this.#refuseWrongType(row, type);
    this.#refuseFiles(row, uploads);
    // Claimed before the files are written: a second callback meanwhile must hear 40060.
    this.#interactions.change(row.id, { answered: type });
    try {
      return await this.#perform(row, type, data, uploads);
    } catch (error) {
      this.#interactions.change(row.id, { answered: null });
      throw error;
    }
  }

  /** A further message. Right after a deferral it takes the place of the "thinking" message, as Discord documents it. */
  async followUp(row: InteractionRow, body: Json, uploads: UploadedPart[]): Promise<MessageRow> {
    this.#refuseFiles(row, uploads);
    const original = row.originalId === null ? undefined : this.#messages.get(row.channelId, row.originalId);
    if (original !== undefined && isThinking(original)) return this.#messages.edit(original, body, uploads);
    if (isOnlyPersonal(row.owners) && row.followUps >= MOST_USER_INSTALLED_FOLLOW_UPS) throw refusal.tooManyFollowUps();
    this.#interactions.change(row.id, { followUps: row.followUps + 1 });
    return this.#post(row, body, uploads, {
      type: MESSAGE_TYPE.reply,
      ...(original === undefined ? {} : { original }),
    });
  }

  /** `which` is "@original" or a message's id. Throws 10008. */
  message(row: InteractionRow, which: string): MessageRow {
    const id = which === "@original" ? row.originalId : which;
    const message = id === null ? undefined : this.#messages.get(row.channelId, id);
    const own = message?.interactionId === row.id || message?.id === row.originalId;
    if (message === undefined || !own) throw refusal.unknownMessage();
    return message;
  }

  edit(row: InteractionRow, message: MessageRow, body: Json, uploads: UploadedPart[]): Promise<MessageRow> {
    this.#refuseFiles(row, uploads);
    return this.#messages.edit(message, body, uploads);
  }

  async #perform(row: InteractionRow, type: number, data: Json, uploads: UploadedPart[]) {
    const answered = { outcome: "answered", interaction: row.id } as const;
    if (type === CALLBACK.choices) {
      const choices = objectsOf(data["choices"]) as { name: string; value: string | number }[];
      this.#interactions.settle(row.id, { outcome: "choices", choices });
      return undefined;
    }
    if (type === CALLBACK.modal) {
      const modal = data as unknown as APIModalInteractionResponseCallbackData;
      this.#interactions.change(row.id, { modal });
      this.#interactions.settle(row.id, { outcome: "modal", modal: row.id, data: modal });
      return undefined;
    }
    const message =
      type === CALLBACK.update || type === CALLBACK.deferredUpdate
        ? await this.#update(row, type === CALLBACK.update ? data : undefined, uploads)
        : await this.#post(row, data, uploads, {
            type: firstType(row),
            loading: type === CALLBACK.deferredMessage,
          });
    this.#interactions.change(row.id, { originalId: message.id, ephemeral: message.onlyFor !== null });
    this.#interactions.settle(row.id, answered);
    return message;
  }

  /** Without `data` the message stays as it is, to be changed later through @original. */
  #update(row: InteractionRow, data: Json | undefined, uploads: UploadedPart[]): Promise<MessageRow> {
    const source = row.sourceId === null ? undefined : this.#messages.get(row.channelId, row.sourceId);
    if (source === undefined) throw refusal.unknownMessage();
    return data === undefined ? Promise.resolve(source) : this.#messages.edit(source, data, uploads);
  }

  #post(
    row: InteractionRow,
    body: Json,
    uploads: UploadedPart[],
    kind: { type: number; loading?: boolean; original?: MessageRow },
  ): Promise<MessageRow> {
    const ephemeral = (flagsOf(body["flags"]) & MESSAGE_FLAG.ephemeral) !== 0 || this.#mustBeEphemeral(row);
    const reference = kind.type === MESSAGE_TYPE.reply ? (kind.original?.id ?? row.sourceId) : null;
    return this.#messages.post({
      channelId: row.channelId,
      author: BOT_USER,
      type: reference === null && kind.type === MESSAGE_TYPE.reply ? MESSAGE_TYPE.plain : kind.type,
      body,
      uploads,
      onlyFor: ephemeral ? row.userId : null,
      interactionId: row.id,
      loading: kind.loading ?? false,
      extra: {
        webhook_id: ID.application,
        application_id: ID.application,
        interaction_metadata: this.#metadata(row, kind.original),
        ...(reference === null ? {} : { message_reference: this.#referenceTo(row, reference) }),
        ...(row.commandName === null || kind.original !== undefined
          ? {}
          : { interaction: this.#legacyInteraction(row) }),
      },
    });
  }

  #referenceTo(row: InteractionRow, messageId: string): Json {
    return { type: 0, message_id: messageId, channel_id: row.channelId, guild_id: row.guildId ?? undefined };
  }

  #metadata(row: InteractionRow, original: MessageRow | undefined): Json {
    return {
      id: row.id,
      type: row.type,
      user: userOf(this.#state, row.userId),
      authorizing_integration_owners: row.owners,
      ...(row.commandName === null ? {} : { name: row.commandName, command_type: row.commandType }),
      ...(row.sourceId === null ? {} : { interacted_message_id: row.sourceId }),
      ...(original === undefined ? {} : { original_response_message_id: original.id }),
      ...(row.commandType === COMMAND.message && row.targetId !== null ? { target_message_id: row.targetId } : {}),
      ...(row.commandType === COMMAND.user ? { target_user: userOf(this.#state, row.targetId ?? "") } : {}),
    };
  }

  #legacyInteraction(row: InteractionRow): Json {
    return { id: row.id, type: row.type, name: row.commandName, user: userOf(this.#state, row.userId) };
  }

  /** An application its user brought along speaks openly only where its user may use external apps. */
  #mustBeEphemeral(row: InteractionRow): boolean {
    const channel = this.#state.channels.get(row.channelId);
    if (!isOnlyPersonal(row.owners) || channel === undefined || row.guildId === null) return false;
    return !may(channelPermissions(this.#state, row.userId, channel), "useExternalApps");
  }

  #refuseWrongType(row: InteractionRow, type: number): void {
    const allowed = ANSWERS_TO[row.type] ?? [];
    const updates = type === CALLBACK.update || type === CALLBACK.deferredUpdate;
    if (allowed.includes(type) && !(updates && row.sourceId === null)) return;
    const errors = new FormErrors();
    errors.at("type").add("BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
    throw refusal.invalidForm(treeOf(errors.found));
  }

  #refuseFiles(row: InteractionRow, uploads: UploadedPart[]): void {
    const channel = this.#state.channels.get(row.channelId);
    if (channel === undefined) throw refusal.unknownChannel();
    if (uploads.length === 0) return;
    if (!may(appPermissions(this.#state, ID.application, row.userId, channel), "attachFiles"))
      throw refusal.missingPermissions();
    this.#settings.refuseLargeFiles(channel.guildId, uploads);
  }
}

function firstType(row: InteractionRow): number {
  if (row.type !== INTERACTION.command) return MESSAGE_TYPE.reply;
  return row.commandType === COMMAND.chatInput ? MESSAGE_TYPE.chatInputCommand : MESSAGE_TYPE.contextMenuCommand;
}
