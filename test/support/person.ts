import { isJson, type Json, numberOf, objectsOf, textOf } from "../../sandbox/discord/json.ts";
import type {
  APIApplicationCommand,
  APIMessage,
  InteractionAnswer,
  InteractionRequest,
  ModalField,
  OptionValue,
  World,
} from "../../sandbox/discord/person-api.ts";
import { componentsOf, linesOf } from "./transcript.ts";

export type PersonName = "Mira" | "Theo" | "Nils" | "小雨" | "Ada";

/** A file as a person attaches one. */
export interface PersonFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

type Value = string | number | boolean | PersonFile;
/** Option values by name; a subcommand's options nest under its name. */
export interface Values {
  [name: string]: Value | Values;
}

/** Where something is done: a channel's name or id, another person's name for the conversation with them, "dm" for the direct message with the bot; "general" by default. */
export interface Where {
  channel?: string;
}

const ATTACHMENT = 11;
const SUBCOMMANDS: readonly number[] = [1, 2];

/** Someone at the sandbox's Discord, who comes through the person API as the page does. */
export async function person(discord: { url: string }, name: PersonName): Promise<Person> {
  const first = await fetchWorld(discord.url, "");
  const self = first.people.find((each) => each.user.global_name === name);
  if (self === undefined) throw new Error(`the sandbox has nobody called ${name}`);
  return new Person(discord.url, self.user.id, await fetchWorld(discord.url, self.user.id));
}

async function fetchWorld(url: string, id: string): Promise<World> {
  return (await fetch(`${url}/sandbox/api/world?user=${id}`).then((response) => response.json())) as World;
}

export class Person {
  readonly #url: string;
  readonly id: string;
  #world: World;

  constructor(url: string, id: string, world: World) {
    this.#url = url;
    this.id = id;
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  /** Brings the application along for themselves. */
  async install(): Promise<void> {
    await readAnswer(await fetch(`${this.#url}/sandbox/api/installation?user=${this.id}`, { method: "PUT" }));
    this.#world = await fetchWorld(this.#url, this.id);
  }

  /** Uses a slash command as "name" or a subcommand as nested values. */
  async command(
    name: string,
    values: Values = {},
    where: Where & { target?: string } = {},
  ): Promise<InteractionAnswer> {
    const channel = this.channel(where.channel);
    const command = await this.#find(name, channel);
    const files = new Map<string, PersonFile>();
    const options = optionsOf(command, values, files);
    const target = where.target === undefined ? {} : { target: where.target };
    return this.#interact({ kind: "command", user: this.id, channel, command: command.id, options, ...target }, files);
  }

  /** The choices offered while `focused` is being typed. */
  async autocomplete(name: string, values: Values, focused: string, where: Where = {}): Promise<InteractionAnswer> {
    const channel = this.channel(where.channel);
    const command = await this.#find(name, channel);
    const options = optionsOf(command, values, new Map()).map((option) => focus(option, focused));
    return this.#interact({ kind: "autocomplete", user: this.id, channel, command: command.id, options });
  }

  /** Presses a button by its label or custom id. */
  press(message: APIMessage, button: string): Promise<InteractionAnswer> {
    const found = componentsOf(message).find((each) => each["label"] === button || each["custom_id"] === button);
    const customId = textOf(found?.["custom_id"]) ?? button;
    return this.#interact({ kind: "component", ...this.#at(message), message: message.id, customId });
  }

  select(message: APIMessage, customId: string, values: string[]): Promise<InteractionAnswer> {
    return this.#interact({ kind: "component", ...this.#at(message), message: message.id, customId, values });
  }

  /** `modal` is the id from the answer that opened it. */
  submitModal(
    modal: string,
    fields: Record<string, string | boolean | string[] | PersonFile[]>,
    where: Where = {},
  ): Promise<InteractionAnswer> {
    const files = new Map<string, PersonFile>();
    const filled: ModalField[] = Object.entries(fields).map(([customId, value]) => {
      if (!Array.isArray(value)) return { customId, value };
      return { customId, values: value.map((each) => (typeof each === "string" ? each : attach(files, each))) };
    });
    const channel = this.channel(where.channel);
    return this.#interact({ kind: "modal", user: this.id, channel, modal, fields: filled }, files);
  }

  /** What this person sees in a channel, oldest first. */
  async messages(channel?: string): Promise<APIMessage[]> {
    const answer = await this.#get(`channels/${this.channel(channel)}/messages`);
    return answer["messages"] as APIMessage[];
  }

  /** The newest message in a channel that this person sees. */
  async lastMessage(channel?: string): Promise<APIMessage> {
    const last = (await this.messages(channel)).at(-1);
    if (last === undefined) throw new Error("this person sees no message there");
    return last;
  }

  /** What this person sees as lines to read: author, texts, pictures, [buttons], "(only you)". */
  async transcript(channel?: string): Promise<string[]> {
    return (await this.messages(channel)).flatMap((message) => linesOf(message));
  }

  /** The commands offered after a slash. */
  async commands(channel?: string): Promise<APIApplicationCommand[]> {
    const answer = await this.#get(`channels/${this.channel(channel)}/commands`);
    return answer["commands"] as APIApplicationCommand[];
  }

  async write(content: string, where: Where = {}, attached: readonly PersonFile[] = []): Promise<APIMessage> {
    const files = new Map(attached.map((file, index) => [`files[${index}]`, file]));
    const path = `channels/${this.channel(where.channel)}/messages`;
    const answer = await this.#post(path, { user: this.id, content }, files);
    return answer["message"] as APIMessage;
  }

  /** Dismisses an ephemeral message, deletes one's own, or as a moderator somebody else's. */
  async delete(message: APIMessage): Promise<void> {
    const path = `channels/${message.channel_id}/messages/${message.id}?user=${this.id}`;
    const response = await fetch(`${this.#url}/sandbox/api/${path}`, { method: "DELETE" });
    await readAnswer(response);
  }

  dismiss(message: APIMessage): Promise<void> {
    return this.delete(message);
  }

  /** The address for the events of person-api.ts. */
  get eventsUrl(): string {
    return `${this.#url.replace(/^http/, "ws")}/sandbox/api/events?user=${this.id}`;
  }

  channel(nameOrId = "general"): string {
    if (nameOrId === "dm") return this.world.directMessage?.id ?? "";
    const channels = [...this.world.guilds.flatMap((guild) => guild.channels), ...this.world.conversations];
    return channels.find((channel) => channel.name === nameOrId || channel.id === nameOrId)?.id ?? nameOrId;
  }

  async #find(name: string, channel: string): Promise<APIApplicationCommand> {
    const commands = await this.commands(channel);
    const command = commands.find((each) => each.name === name);
    if (command === undefined) {
      throw new Error(`no command "${name}" here, only ${commands.map((each) => each.name).join(", ") || "none"}`);
    }
    return command;
  }

  #at(message: APIMessage): { user: string; channel: string } {
    return { user: this.id, channel: message.channel_id };
  }

  async #interact(request: InteractionRequest, files = new Map<string, PersonFile>()): Promise<InteractionAnswer> {
    return (await this.#post("interactions", request, files)) as unknown as InteractionAnswer;
  }

  async #get(path: string): Promise<Json> {
    return readAnswer(await fetch(`${this.#url}/sandbox/api/${path}?user=${this.id}`));
  }

  async #post(path: string, body: unknown, files = new Map<string, PersonFile>()): Promise<Json> {
    const address = `${this.#url}/sandbox/api/${path}`;
    if (files.size === 0) {
      const headers = { "content-type": "application/json" };
      return readAnswer(await fetch(address, { method: "POST", headers, body: JSON.stringify(body) }));
    }
    const form = new FormData();
    form.set("payload_json", JSON.stringify(body));
    for (const [name, file] of files) {
      form.set(name, new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
    }
    return readAnswer(await fetch(address, { method: "POST", body: form }));
  }
}

async function readAnswer(response: Response): Promise<Json> {
  const answer: unknown = await response.json();
  if (!isJson(answer) || !response.ok)
    throw new Error(`the sandbox answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

function attach(files: Map<string, PersonFile>, file: PersonFile): string {
  const name = `file${files.size}`;
  files.set(name, file);
  return name;
}

const isFile = (value: Value | Values): value is PersonFile =>
  typeof value === "object" && value["bytes"] instanceof Uint8Array;

function optionsOf(command: object, values: Values, files: Map<string, PersonFile>): OptionValue[] {
  const definitions = objectsOf("options" in command ? command.options : []);
  return Object.entries(values).map(([name, value]) => {
    const definition = definitions.find((each) => each["name"] === name) ?? {};
    const type = numberOf(definition["type"]) ?? 0;
    if (isFile(value)) return { name, type: ATTACHMENT, value: attach(files, value) };
    if (typeof value === "object") return { name, type, options: optionsOf(definition, value, files) };
    return { name, type, value };
  });
}

function focus(option: OptionValue, focused: string): OptionValue {
  if (SUBCOMMANDS.includes(option.type)) {
    return { ...option, options: option.options?.map((inner) => focus(inner, focused)) ?? [] };
  }
  return option.name === focused ? { ...option, focused: true } : option;
}
