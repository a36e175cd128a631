import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmoji,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIOverwrite,
  APIRole,
  APIUser,
} from "discord-api-types/v10";

/** What the sandbox keeps. Wire objects stay as they go over the wire, everything of our own is camelCase. */
export interface GuildRow {
  id: string;
  name: string;
  ownerId: string;
  /** 0 to 3; decides the largest file. */
  boostTier: 0 | 1 | 2 | 3;
  locale: string;
}

export interface RoleRow {
  guildId: string;
  role: APIRole;
}

export interface PersonRow {
  user: APIUser;
  standing: string;
  locale: string;
}

export interface MemberRow {
  guildId: string;
  userId: string;
  roles: string[];
  joinedAt: string;
}

export interface ChannelRow {
  id: string;
  kind: "text" | "announcement" | "category" | "thread" | "direct" | "private";
  /** null for a direct message and for a private conversation between people. */
  guildId: string | null;
  name: string;
  topic: string | null;
  ageRestricted: boolean;
  parentId: string | null;
  position: number;
  overwrites: APIOverwrite[];
  /** The person at the other end of a direct message. */
  recipientId: string | null;
  /** Who speaks in a private conversation. */
  recipientIds?: readonly string[];
}

/** A person who brought the application along for themselves. */
export interface InstallRow {
  userId: string;
}

export interface CommandRow {
  id: string;
  /** null for a global command. */
  guildId: string | null;
  command: APIApplicationCommand;
}

export interface MessageRow {
  id: string;
  channelId: string;
  /** The one person who sees it, null when everyone in the channel does. */
  onlyFor: string | null;
  /** The interaction that it answers. */
  interactionId: string | null;
  message: APIMessage;
  /** Its person has put it away. */
  dismissed?: true;
  /** Files shown by embeds and components: Discord leaves them out of `attachments` but keeps them through edits. */
  embedded: APIAttachment[];
}

export interface InteractionRow {
  id: string;
  token: string;
  type: number;
  userId: string;
  channelId: string;
  guildId: string | null;
  /** Milliseconds since the Unix epoch. */
  createdAt: number;
  /** The callback type of the first answer, null before it. */
  answered: number | null;
  /** The first answer is shown to its person only. */
  ephemeral: boolean;
  /** The message the first answer made or changes. */
  originalId: string | null;
  /** The message whose component was used. */
  sourceId: string | null;
  commandType: number | null;
  commandName: string | null;
  targetId: string | null;
  /** Whose installation lets it come about, as it goes over the wire. */
  owners: Readonly<Record<string, string>>;
  followUps: number;
  modal: APIModalInteractionResponseCallbackData | null;
  /** The modal has been sent in and cannot be sent again. */
  modalSubmitted: boolean;
}

export interface AttachmentRow {
  id: string;
  /** Path below the page's origin, without signature. */
  path: string;
  name: string;
  contentType: string;
  size: number;
}

export interface EmojiRow {
  id: string;
  emoji: APIEmoji;
}
