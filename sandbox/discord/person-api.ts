import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
} from "discord-api-types/v10";

/**
 * What a person at the sandbox's Discord can see and do. The page and the tests come through this door, the bot never.
 *
 * GET    /sandbox/api/world?user=ID                            → World
 * GET    /sandbox/api/channels/:id/messages?user=ID            → { messages: APIMessage[] }, oldest first, what this person may see
 * GET    /sandbox/api/channels/:id/commands?user=ID            → { commands: APIApplicationCommand[] }, what this person may use here
 * POST   /sandbox/api/channels/:id/messages                    ← { user, content } → { message }, a person writes
 * DELETE /sandbox/api/channels/:id/messages/:message?user=ID   dismisses an ephemeral message, deletes an own one
 * PUT    /sandbox/api/language?user=ID&locale=de               what the client of this person is set to, by Discord's code
 * PUT    /sandbox/api/installation?user=ID                     brings the application along for oneself; DELETE leaves it
 * POST   /sandbox/api/interactions                             ← InteractionRequest → InteractionAnswer
 * WS     /sandbox/api/events?user=ID                           → PersonEvent, one JSON text frame each
 *
 * A POST with files is multipart/form-data: `payload_json` holds the JSON, each file's part is named as the request refers to it.
 * A request that cannot be understood is answered 400 `{ "error": "a sentence" }`.
 */
export interface World {
  application: { id: string; name: string; description: string };
  /** The bot's account, and whether it is connected to the gateway now. */
  bot: { user: APIUser; online: boolean } | null;
  /** Whoever the page can be; a person is picked, not logged in (everything stays on loopback). */
  people: Person[];
  guilds: Guild[];
  /** The direct-message channel of this person with the bot. */
  directMessage: { id: string } | null;
  /** Conversations of this person with others. */
  conversations: { id: string; name: string }[];
  /** Address of the sandbox relay, whose admin surface the page's panel uses; null when Discord runs alone. */
  relay: string | null;
}

export interface Person {
  user: APIUser;
  /** Shown beside the name in the picker: "member", "moderator", "newcomer". */
  standing: string;
  /** What Discord's client would send as the interaction's locale, e.g. "en-US", "zh-CN". */
  locale: string;
  /** Brought the application along for themselves. */
  installed: boolean;
  /** Role ids in the first guild. */
  roles: string[];
}

export interface Guild {
  id: string;
  name: string;
  channels: Channel[];
  roles: { id: string; name: string; color: number }[];
}

export interface Channel {
  id: string;
  name: string;
  topic: string | null;
  kind: "text" | "thread" | "category";
  ageRestricted: boolean;
  /** The category of a text channel, the text channel of a thread. */
  parent: string | null;
}

/** As Discord's own clients send options: subcommands nest, an attachment's value is the name of its multipart file. */
export interface OptionValue {
  name: string;
  /** Discord's application command option type (3 string, 4 integer, 5 boolean, 10 number, 11 attachment, …). */
  type: number;
  value?: string | number | boolean;
  options?: OptionValue[];
  /** In an autocomplete request: the option being typed. */
  focused?: boolean;
}

export type InteractionRequest =
  | { kind: "command"; user: string; channel: string; command: string; options: OptionValue[]; target?: string }
  | { kind: "autocomplete"; user: string; channel: string; command: string; options: OptionValue[] }
  | { kind: "component"; user: string; channel: string; message: string; customId: string; values?: string[] }
  | { kind: "modal"; user: string; channel: string; modal: string; fields: ModalField[] };

/** A filled-in field of a modal; for a file upload `values` are names of multipart files. */
export interface ModalField {
  customId: string;
  value?: string | boolean;
  values?: string[];
}

export type InteractionAnswer =
  /** The application answered; what it shows comes as message events. */
  | { outcome: "answered"; interaction: string }
  | { outcome: "choices"; choices: { name: string; value: string | number }[] }
  | { outcome: "modal"; modal: string; data: APIModalInteractionResponseCallbackData }
  /** Nothing within three seconds, as when no shard is connected: "The application did not respond". */
  | { outcome: "failed"; reason: "no_answer" }
  /** What Discord's client or server would not even send on: a missing required option, a number out of bounds. */
  | { outcome: "refused"; reason: string };

export type PersonEvent =
  | { type: "message_create" | "message_update"; channel: string; message: APIMessage }
  | { type: "message_delete"; channel: string; message: string }
  | { type: "bot_presence"; online: boolean }
  | { type: "commands_update" };

export type { APIApplicationCommand, APIMessage };
