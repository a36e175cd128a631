/** Discord's numbers by name. Values: Discord's documentation, August 2026. */
export const API_VERSION = 10;

export const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
export const CALLBACK = {
  pong: 1,
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;
export const COMMAND = { chatInput: 1, user: 2, message: 3, entryPoint: 4 } as const;
export const OPTION = {
  subcommand: 1,
  subcommandGroup: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;
export const CHANNEL = {
  text: 0,
  directMessage: 1,
  category: 4,
  announcement: 5,
  publicThread: 11,
} as const;
export const COMPONENT = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;
export const BUTTON = { link: 5, premium: 6 } as const;
export const MESSAGE_FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;
export const MESSAGE_TYPE = { plain: 0, reply: 19, chatInputCommand: 20, contextMenuCommand: 23 } as const;
export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

export const MIB = 1024 * 1024;
export const SECOND_MS = 1000;
/** After this the first answer to an interaction comes too late. */
export const FIRST_ANSWER_MS = 3 * SECOND_MS;
/** How long an interaction's token serves for edits and follow-ups. */
export const TOKEN_LIFE_MS = 15 * 60 * SECOND_MS;
export const MAX_REQUEST_BYTES = 25 * MIB;
export const MAX_FILES = 10;
/** Largest file by guild boost tier. */
export const FILE_LIMIT_BYTES = [10 * MIB, 10 * MIB, 50 * MIB, 100 * MIB] as const;
