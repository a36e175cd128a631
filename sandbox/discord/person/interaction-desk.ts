import type { APIApplicationCommand, APIAttachment } from "discord-api-types/v10";
import type { AttachmentFiles, UploadedFile } from "../attachment-files.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Installs, Owners } from "../installs.ts";
import { interactionPayload } from "../interaction-payload.ts";
import type { Interactions, NewInteraction } from "../interactions.ts";
import { type Json, listOf, numberOf, objectsOf, textOf } from "../json.ts";
import { findByCustomId, flatten } from "../message-components.ts";
import type { Messages } from "../messages.ts";
import type { InteractionAnswer } from "../person-api.ts";
import type { ChannelRow, MessageRow, PersonRow } from "../rows.ts";
import type { SandboxSettings } from "../settings.ts";
import type { State } from "../state.ts";
import { BUTTON, COMMAND, COMPONENT, INTERACTION } from "../wire.ts";
import { userOf } from "../wire-objects.ts";
import { ID } from "../world.ts";
import { checkOptions, Refused } from "./command-options.ts";
import { checkChoices, type Entered, filledComponents } from "./modal-fields.ts";
import { kindOf, resolveIds } from "./resolved.ts";
import { visibleCommands } from "./visible-commands.ts";

interface Deps {
  state: State;
  files: AttachmentFiles;
  messages: Messages;
  interactions: Interactions;
  installs: Installs;
  gateway: Gateway;
  settings: SandboxSettings;
}

export interface Place {
  person: PersonRow;
  channel: ChannelRow;
}

/** Turns what a person does into an interaction, and waits for the application's first answer. */
export class InteractionDesk {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async use(place: Place, body: Json, files: Map<string, UploadedFile>): Promise<InteractionAnswer> {
    try {
      switch (body["kind"]) {
        case "command":
          return await this.#command(place, body, files, false);
        case "autocomplete":
          return await this.#command(place, body, files, true);
        case "component":
          return await this.#component(place, body);
        case "modal":
          return await this.#modal(place, body, files);
        default:
          return { outcome: "refused", reason: "There is no such kind of interaction." };
      }
    } catch (error) {
      if (error instanceof Refused) return { outcome: "refused", reason: error.message };
      throw error;
    }
  }

  async #command(place: Place, body: Json, files: Map<string, UploadedFile>, autocomplete: boolean) {
    const { person, channel } = place;
    const command = visibleCommands(this.#deps, person.user.id, channel).find((each) => each.id === body["command"]);
    if (command === undefined) throw new Refused("This command cannot be used here.");
    const definitions = "options" in command ? listOf(command.options) : [];
    const given = listOf(body["options"]);
    const checked = this.#deps.settings.uncheckedOptions
      ? { options: objectsOf(given), attachments: [], mentioned: [] }
      : checkOptions(definitions, given, files, autocomplete);
    this.#refuseLarge(channel, [...files.values()]);
    const attachments: Record<string, APIAttachment> = {};
    for (const { option, file } of checked.attachments) {
      const attachment = await this.#store(file);
      attachments[attachment.id] = attachment;
      option["value"] = attachment.id;
    }
    const picked = checked.mentioned.flatMap(({ type, id }) => {
      const kind = kindOf("option", type);
      return kind === undefined ? [] : [{ kind, id }];
    });
    const target = this.#target(place, command, textOf(body["target"]));
    const resolved = {
      ...resolveIds(this.#deps.state, channel, person.user.id, picked),
      ...target.resolved,
      ...(checked.attachments.length === 0 ? {} : { attachments }),
    };
    const data = {
      id: command.id,
      name: command.name,
      type: command.type,
      ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      ...(checked.options.length === 0 ? {} : { options: checked.options }),
      ...(target.id === null ? {} : { target_id: target.id }),
      ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    };
    const types = command.integration_types?.map(Number) ?? [0];
    const about = {
      owners: this.#deps.installs.ownersOf(person.user.id, channel, types),
      type: autocomplete ? INTERACTION.autocomplete : INTERACTION.command,
      commandName: fullName(command.name, checked.options),
      commandType: command.type,
      targetId: target.id,
    };
    return this.#send(place, about, { data });
  }

  async #component(place: Place, body: Json) {
    const row = this.#deps.messages.get(place.channel.id, textOf(body["message"]) ?? "");
    const hidden = row?.onlyFor !== null && row?.onlyFor !== place.person.user.id;
    if (row === undefined || hidden) throw new Refused("This message is not there.");
    const customId = textOf(body["customId"]) ?? "";
    const component = findByCustomId(listOf(row.message.components), customId);
    if (component === undefined) throw new Refused("This component is not on the message.");
    if (component["disabled"] === true) throw new Refused("This component is disabled.");
    const type = numberOf(component["type"]) ?? 0;
    const isButton = type === COMPONENT.button;
    if (isButton && component["style"] === BUTTON.link) throw new Refused("A link opens an address.");
    const values = listOf(body["values"]).map(String);
    if (!isButton) checkSelection(component, values);
    const kind = kindOf("component", type);
    const picked = kind === undefined ? [] : values.map((id) => ({ kind, id }));
    const resolved = resolveIds(this.#deps.state, place.channel, place.person.user.id, picked);
    const data = {
      custom_id: customId,
      component_type: type,
      id: component["id"],
      ...(isButton ? {} : { values }),
      ...(picked.length === 0 ? {} : { resolved }),
    };
    const owners = this.#deps.installs.ownersOfMessage(row, place.channel);
    return this.#send(place, { type: INTERACTION.component, sourceId: row.id, owners }, { data, source: row });
  }

  async #modal(place: Place, body: Json, files: Map<string, UploadedFile>) {
    const { interactions, messages } = this.#deps;
    const opener = interactions.get(textOf(body["modal"]) ?? "");
    if (opener === undefined || opener.modal === null || opener.userId !== place.person.user.id) {
      throw new Refused("This form is not open.");
    }
    if (opener.modalSubmitted) throw new Refused("This form has been sent already.");
    const fields = objectsOf(body["fields"]);
    const entered = new Map<string, Entered>(fields.map((field) => [String(field["customId"]), enteredIn(field)]));
    this.#refuseLarge(place.channel, [...files.values()]);
    const uploaded = new Map<string, APIAttachment>();
    for (const [name, file] of files) uploaded.set(name, await this.#store(file));
    const sent = listOf(opener.modal.components);
    const components = filledComponents(sent, entered, uploaded);
    const picked = flatten(sent).flatMap((component) => {
      const kind = kindOf("component", numberOf(component["type"]) ?? 0);
      const values = entered.get(String(component["custom_id"]))?.values ?? [];
      return kind === undefined ? [] : values.map((id) => ({ kind, id: String(id) }));
    });
    const attachments = Object.fromEntries([...uploaded.values()].map((each) => [each.id, each]));
    const resolved = {
      ...resolveIds(this.#deps.state, place.channel, place.person.user.id, picked),
      ...(uploaded.size === 0 ? {} : { attachments }),
    };
    const data = {
      custom_id: opener.modal.custom_id,
      components,
      ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    };
    const source = opener.sourceId === null ? undefined : messages.get(opener.channelId, opener.sourceId);
    const about = { type: INTERACTION.modal, sourceId: source?.id ?? null, owners: opener.owners };
    const answer = await this.#send(place, about, source === undefined ? { data } : { data, source });
    // A form that got no answer stays open, as Discord's client keeps it.
    if (answer.outcome !== "failed") interactions.change(opener.id, { modalSubmitted: true });
    return answer;
  }

  async #send(
    place: Place,
    about: { owners: Owners } & Pick<NewInteraction, "type"> & Partial<NewInteraction>,
    content: { data: Json; source?: MessageRow },
  ): Promise<InteractionAnswer> {
    const { state, interactions, gateway, messages, settings, files } = this.#deps;
    const { person, channel } = place;
    const row = interactions.open({
      userId: person.user.id,
      channelId: channel.id,
      guildId: channel.guildId,
      ...about,
    });
    const message = content.source === undefined ? {} : { message: messages.wire(content.source) };
    const attachmentSizeLimit = settings.fileLimit(channel.guildId);
    const payload = interactionPayload(
      state,
      row,
      { person, channel, attachmentSizeLimit },
      { data: content.data, ...message },
    );
    const answer = interactions.firstAnswer(row.id);
    gateway.dispatch("INTERACTION_CREATE", files.sign(payload), channel.guildId);
    return answer;
  }

  #target(
    place: Place,
    command: APIApplicationCommand,
    target: string | undefined,
  ): { id: string | null; resolved: Json } {
    if (command.type === COMMAND.chatInput) return { id: null, resolved: {} };
    const { state, messages } = this.#deps;
    if (command.type === COMMAND.user && userOf(state, target ?? "") !== undefined) {
      const picked = [{ kind: "user" as const, id: target ?? "" }];
      return { id: target ?? "", resolved: resolveIds(state, place.channel, place.person.user.id, picked) };
    }
    const row = messages.get(place.channel.id, target ?? "");
    if (command.type === COMMAND.message && row !== undefined && row.onlyFor === null) {
      return { id: row.id, resolved: { messages: { [row.id]: messages.wire(row) } } };
    }
    throw new Refused("This command needs a message or a person to work on.");
  }

  #refuseLarge(channel: ChannelRow, files: UploadedFile[]): void {
    const limit = this.#deps.settings.fileLimit(channel.guildId);
    if (files.some((file) => file.bytes.length > limit))
      throw new Refused("The file is larger than this place allows.");
  }

  #store(file: UploadedFile): Promise<APIAttachment> {
    return this.#deps.files.save(`ephemeral-attachments/${ID.application}`, file).then((attachment) => ({
      ...attachment,
      ephemeral: true,
    }));
  }
}

function fullName(name: string, options: Json[]): string {
  const [first] = options;
  if (first === undefined || !Array.isArray(first["options"])) return name;
  return fullName(`${name} ${String(first["name"])}`, objectsOf(first["options"]));
}

function checkSelection(component: Json, values: string[]): void {
  const min = numberOf(component["min_values"]) ?? 1;
  const max = numberOf(component["max_values"]) ?? 1;
  if (values.length < min || values.length > max) throw new Refused(`Choose ${min} to ${max}.`);
  checkChoices(component, String(component["custom_id"]), values);
}

const enteredIn = (field: Json): Entered => ({
  ...(field["value"] === undefined ? {} : { value: field["value"] }),
  ...(Array.isArray(field["values"]) ? { values: field["values"] } : {}),
});
