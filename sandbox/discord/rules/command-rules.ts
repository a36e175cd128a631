import { COMMAND } from "../wire.ts";
import { readWords } from "./command-names.ts";
import { readOptions } from "./command-options.ts";
import type { Findings } from "./findings.ts";
import { asText, type Form, formOf, spanned } from "./form.ts";

const MAX_SIZE = 8000;
/** 100 chat input, 15 user, 15 message commands (since 2026-03-03), 1 entry point; the same per guild. */
const MAX_OF_TYPE: Record<number, number> = {
  [COMMAND.chatInput]: 100,
  [COMMAND.user]: 15,
  [COMMAND.message]: 15,
  [COMMAND.entryPoint]: 1,
};
const MAX_COMMANDS = 131;
const PRIVATE_CHANNEL = 2;
const USER_INSTALL = 1;

export interface CommandPlace {
  inGuild: boolean;
  /** An edit may leave everything out. */
  edits: boolean;
}

/** A bulk overwrite: every command of the application in this place, of all types. */
export function readCommandList(body: unknown, place: CommandPlace, findings: Findings): void {
  if (!Array.isArray(body)) {
    findings.refuse("wrong-type", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    return;
  }
  spanned(findings, body.length, 0, MAX_COMMANDS);
  const counts = new Map<number, number>();
  const names = new Set<string>();
  body.forEach((each, index) => {
    const command = formOf(each, findings.at(index));
    if (command === undefined) return;
    const type = readCommand(command, place);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    const name = `${type} ${asText(command.raw("name"))}`;
    if (names.has(name)) {
      const text = "Application command names must be unique";
      command.findings.refuse("command-name-twice", "APPLICATION_COMMANDS_DUPLICATE_NAME", text);
    }
    names.add(name);
  });
  for (const [type, count] of counts) {
    const limit = MAX_OF_TYPE[type] ?? 0;
    if (count > limit) {
      findings.advise("too-many-commands", `${count} commands of type ${type}, ${limit} are possible (code 30032).`);
    }
  }
}

/** Reads one command; returns its type. */
export function readCommand(command: Form, place: CommandPlace): number {
  const type = command.choice("type", Object.values(COMMAND)) ?? COMMAND.chatInput;
  const typed = command.has("type") || !place.edits;
  const required = !place.edits;
  let size = 0;
  if (!typed || type === COMMAND.chatInput || type === COMMAND.entryPoint) {
    size += readWords(command, "name", { max: 32, named: true, required });
    size += readWords(command, "description", { max: 100, required: required && type === COMMAND.chatInput });
    size += readOptions(command);
  } else {
    size += readWords(command, "name", { max: 32, required });
    refuseMenuFields(command);
  }
  if (size > MAX_SIZE) {
    command.findings.refuse(
      "command-too-large",
      "APPLICATION_COMMAND_TOO_LARGE",
      `Command exceeds maximum size (${MAX_SIZE})`,
    );
  }
  readReach(command, place);
  return type;
}

function refuseMenuFields(command: Form): void {
  if (command.has("description") && command.raw("description") !== "") {
    const text = "Context menu commands cannot have a description";
    command.at("description").refuse("menu-description", "APPLICATION_COMMAND_INVALID_DESCRIPTION", text);
  }
  const options = command.raw("options");
  if (command.has("options") && !(Array.isArray(options) && options.length === 0)) {
    const text = "Context menu commands cannot have options";
    command.at("options").refuse("menu-options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text);
  }
}

/** Who may use the command, and where. */
function readReach(command: Form, place: CommandPlace): void {
  command.boolean("nsfw");
  command.boolean("dm_permission");
  readPermissions(command);
  const contexts = numbers(command, "contexts", [0, 1, PRIVATE_CHANNEL]);
  const installs = numbers(command, "integration_types", [0, USER_INSTALL]);
  if (contexts?.includes(PRIVATE_CHANNEL) && installs !== undefined && !installs.includes(USER_INSTALL)) {
    command.at("contexts").advise("context-unreachable", "Private channels need an installation by a user.");
  }
  if (!place.inGuild) return;
  for (const key of ["contexts", "integration_types", "dm_permission"]) {
    if (command.has(key)) command.at(key).advise("guild-command-field", `A guild's command has no ${key}.`);
  }
}

function readPermissions(command: Form): void {
  const value = command.raw("default_member_permissions");
  if (value === undefined || value === null) return;
  const place = command.at("default_member_permissions");
  if (typeof value === "number")
    place.advise("permissions-as-number", "Permissions are written as text: they outgrow a number.");
  else if (typeof value !== "string" || !/^\d{1,20}$/.test(value)) {
    place.refuse("permissions-malformed", "NUMBER_TYPE_COERCE", "Value is not a permission bit set.");
  }
}

function numbers(command: Form, key: string, allowed: readonly number[]): number[] | undefined {
  if (!command.has(key)) return undefined;
  const found: number[] = [];
  (command.list(key, { min: 1, max: allowed.length, required: true }) ?? []).forEach((value, index) => {
    const place = command.at(key, index);
    if (typeof value !== "number" || !allowed.includes(value)) {
      place.refuse("not-a-choice", "BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
    } else if (found.includes(value)) {
      place.refuse("set-repeats", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
    } else found.push(value);
  });
  return found;
}
