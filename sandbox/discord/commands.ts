import type { APIApplicationCommand } from "discord-api-types/v10";
import type { Clock } from "../clock.ts";
import { refusal } from "./errors.ts";
import type { Events } from "./events.ts";
import type { Json } from "./json.ts";
import { numberOf, textOf } from "./json.ts";
import type { CommandRow } from "./rows.ts";
import type { Snowflakes } from "./snowflakes.ts";
import type { State } from "./state.ts";
import { COMMAND, SECOND_MS } from "./wire.ts";
import { ID } from "./world.ts";

/** Per scope. Discord's documentation, application commands; context menus since March 2026. */
const MOST: Record<number, number> = {
  [COMMAND.chatInput]: 100,
  [COMMAND.user]: 15,
  [COMMAND.message]: 15,
  [COMMAND.entryPoint]: 1,
};
const MOST_CREATES_A_DAY = 200;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** The application's commands; a scope is a guild's id, or null for everywhere. */
export class Commands {
  readonly #state: State;
  readonly #ids: Snowflakes;
  readonly #clock: Clock;
  readonly #events: Events;

  constructor(deps: { state: State; ids: Snowflakes; clock: Clock; events: Events }) {
    this.#state = deps.state;
    this.#ids = deps.ids;
    this.#clock = deps.clock;
    this.#events = deps.events;
  }

  list(guildId: string | null): APIApplicationCommand[] {
    return this.#rows(guildId).map((row) => row.command);
  }

  find(guildId: string | null, id: string): CommandRow {
    const row = this.#state.commands.get(id);
    if (row === undefined || row.guildId !== guildId) throw refusal.unknownCommand();
    return row;
  }

  /** A command of the same name and type is replaced and keeps its id. */
  upsert(guildId: string | null, body: Json): { command: APIApplicationCommand; created: boolean } {
    const known = this.#same(guildId, body);
    if (known === undefined) this.#countCreations(guildId, 1);
    const row = this.#row(guildId, body, known?.id);
    if (known === undefined) refuseTooMany([...this.#rows(guildId), row]);
    this.#state.commands.set(row.id, row);
    this.#events.publish({ type: "commands_update" });
    return { command: row.command, created: known === undefined };
  }

  edit(row: CommandRow, body: Json): APIApplicationCommand {
    const changed = this.#row(row.guildId, { ...row.command, ...body, type: row.command.type }, row.id);
    this.#state.commands.set(row.id, changed);
    this.#events.publish({ type: "commands_update" });
    return changed.command;
  }

  /** Bulk overwrite: whatever is not in the list goes. */
  replaceAll(guildId: string | null, bodies: Json[]): APIApplicationCommand[] {
    const rows = bodies.map((body) => ({ body, known: this.#same(guildId, body) }));
    this.#countCreations(guildId, rows.filter(({ known }) => known === undefined).length);
    const settled = rows.map(({ body, known }) => this.#row(guildId, body, known?.id));
    refuseTooMany(settled);
    for (const row of this.#rows(guildId)) this.#state.commands.delete(row.id);
    for (const row of settled) this.#state.commands.set(row.id, row);
    this.#events.publish({ type: "commands_update" });
    return settled.map((row) => row.command);
  }

  remove(row: CommandRow): void {
    this.#state.commands.delete(row.id);
    this.#events.publish({ type: "commands_update" });
  }

  #rows(guildId: string | null): CommandRow[] {
    return this.#state.commands.values().filter((row) => row.guildId === guildId);
  }

  #same(guildId: string | null, body: Json): CommandRow | undefined {
    const type = numberOf(body["type"]) ?? COMMAND.chatInput;
    return this.#rows(guildId).find((row) => row.command.name === body["name"] && row.command.type === type);
  }

  #row(guildId: string | null, body: Json, knownId: string | undefined): CommandRow {
    const id = knownId ?? this.#ids.next();
    const integrationTypes = body["integration_types"] ?? [0];
    const command = {
      id,
      application_id: ID.application,
      version: this.#ids.next(),
      type: numberOf(body["type"]) ?? COMMAND.chatInput,
      name: textOf(body["name"]) ?? "",
      name_localizations: body["name_localizations"] ?? null,
      description: textOf(body["description"]) ?? "",
      description_localizations: body["description_localizations"] ?? null,
      default_member_permissions: body["default_member_permissions"] ?? null,
      dm_permission: body["dm_permission"] ?? true,
      contexts: body["contexts"] ?? null,
      integration_types: integrationTypes,
      nsfw: body["nsfw"] === true,
      ...(body["options"] === undefined || body["options"] === null ? {} : { options: body["options"] }),
      ...(guildId === null ? {} : { guild_id: guildId }),
    };
    return { id, guildId, command: command as unknown as APIApplicationCommand };
  }

  #countCreations(guildId: string | null, count: number): void {
    const key = guildId ?? "global";
    const now = this.#clock.now();
    const today = (this.#state.commandCreations.get(key)?.at ?? []).filter((at) => at > now - DAY_MS);
    if (today.length + count > MOST_CREATES_A_DAY) throw refusal.tooManyCommandCreates();
    this.#state.commandCreations.set(key, { at: [...today, ...Array.from({ length: count }, () => now)] });
  }
}

function refuseTooMany(rows: CommandRow[]): void {
  for (const [type, most] of Object.entries(MOST)) {
    if (rows.filter((row) => row.command.type === Number(type)).length > most) throw refusal.tooManyCommands(most);
  }
}
