import {
  type Attachment,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  ComponentType,
  type ContextMenuCommandInteraction,
  type Message,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
} from "discord.js";
import { fileNameIn } from "../delivery/file-name.ts";
import type {
  CommandUse,
  ComponentUse,
  GivenAttachment,
  GivenOption,
  GivenOptions,
  ModalField,
  ModalUse,
  TargetMessage,
} from "../interaction.ts";
import { namedPeople } from "./named-people.ts";

/** The parts of a slash command: the subcommand's path and, below it, the options. */
export function useOfCommand(interaction: ChatInputCommandInteraction | AutocompleteInteraction): {
  options: GivenOptions;
  use: CommandUse;
} {
  const path: string[] = [];
  let level: readonly CommandInteractionOption[] = interaction.options.data;
  for (let [first] = level; first?.options !== undefined; [first] = level) {
    path.push(first.name);
    level = first.options;
  }
  const people = namedPeople(interaction.isAutocomplete() ? null : interaction.options.resolved);
  return { options: givenOptions(level), use: { path, people, message: null, person: null } };
}

export function useOfContextMenu(interaction: ContextMenuCommandInteraction): CommandUse {
  const people = namedPeople(interaction.options.resolved);
  const message = interaction.isMessageContextMenuCommand() ? targetMessage(interaction.targetMessage) : null;
  return { path: [], people, message, person: people.get(interaction.targetId) ?? null };
}

export function useOfComponent(interaction: MessageComponentInteraction): ComponentUse {
  const { customId, message } = interaction;
  const values = "values" in interaction && Array.isArray(interaction.values) ? interaction.values.map(String) : [];
  const users = "users" in interaction ? interaction.users : undefined;
  const members = "members" in interaction ? interaction.members : undefined;
  const files = message.attachments.map(givenAttachment);
  return { customId, values, messageId: message.id, files, people: namedPeople({ users, members }) };
}

export function useOfModal(interaction: ModalSubmitInteraction): ModalUse {
  const fields = new Map<string, ModalField>();
  for (const [customId, field] of interaction.fields.fields) {
    fields.set(customId, {
      text: "value" in field && typeof field.value === "string" ? field.value : "",
      checked: field.type === ComponentType.Checkbox && field.value,
      values: "values" in field ? [...field.values] : [],
      attachments: "attachments" in field ? field.attachments.map(givenAttachment) : [],
    });
  }
  const { customId, message } = interaction;
  return { customId, fields, people: namedPeople(interaction.fields.resolved), messageId: message?.id ?? null };
}

function givenOptions(options: readonly CommandInteractionOption[]): GivenOptions {
  return Object.fromEntries(options.map((option) => [option.name, givenOption(option)]));
}

function givenOption({ type, value, attachment }: CommandInteractionOption): GivenOption {
  return attachment ? { type, value, attachment: givenAttachment(attachment) } : { type, value };
}

function givenAttachment({ url, name, size, contentType, width, height }: Attachment): GivenAttachment {
  return { url, fileName: name, bytes: size, contentType, width, height };
}

/** Discord leaves what galleries show out of the attachments: it stands in the components alone. */
function targetMessage(message: Message): TargetMessage {
  const components = message.components.map((component) => component.toJSON());
  const customIds: string[] = [];
  const shown: GivenAttachment[] = [];
  collect(components, customIds, shown);
  const embedded = message.embeds.flatMap(({ image }) => (image ? [fileAt(image.url, null)] : []));
  return {
    id: message.id,
    channelId: message.channelId,
    authorId: message.author.id,
    customIds,
    files: [...message.attachments.map(givenAttachment), ...shown, ...embedded],
  };
}

function collect(node: unknown, customIds: string[], files: GivenAttachment[]): void {
  if (Array.isArray(node)) for (const child of node) collect(child, customIds, files);
  else if (typeof node === "object" && node !== null) {
    if ("custom_id" in node && typeof node.custom_id === "string") customIds.push(node.custom_id);
    if ("url" in node && typeof node.url === "string" && "proxy_url" in node) {
      const type = "content_type" in node && typeof node.content_type === "string" ? node.content_type : null;
      files.push({ ...fileAt(node.url, type), ...pixelsOf(node) });
    }
    for (const child of Object.values(node)) collect(child, customIds, files);
  }
}

function pixelsOf(node: object) {
  const { width, height } = { width: null, height: null, ...node };
  return { width: typeof width === "number" ? width : null, height: typeof height === "number" ? height : null };
}

function fileAt(url: string, contentType: string | null): GivenAttachment {
  return { url, fileName: fileNameIn(url), bytes: 1, contentType };
}
