import type { APIApplicationCommandOption } from "discord.js";
import { PermissionFlagsBits } from "discord.js";
import * as z from "zod";
import type { Asker, Command, SeenPlace } from "../../interaction.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { ModelDefinition } from "../../models/definition.ts";
import type { Admissions } from "../../policy/admissions.ts";
import type { Denial } from "../../policy/decision.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import type { Place } from "../../policy/request.ts";
import type { Locale } from "../../texts/localized.ts";

export interface HelpOptions {
  /** Every command of the bot's, models' among them. */
  readonly commands: () => readonly Command[];
  readonly models: ModelCatalog;
  readonly admissions: Pick<Admissions, "explain" | "explainEach">;
  readonly policies: Pick<PolicyStore, "settings">;
  readonly placeOf: (seen: SeenPlace) => Promise<Place>;
}

/** A command as Discord was told of it, as far as help tells of it. */
export interface ToldCommand {
  readonly type: number;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly description: string;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly options: readonly APIApplicationCommandOption[];
}

/** What someone may use in one place. */
export interface Usable {
  readonly commands: readonly ToldCommand[];
  readonly models: readonly ModelDefinition[];
  /** Names of models' commands that Discord has; the others go by /generate. */
  readonly ownCommands: ReadonlySet<string>;
}

export const CHAT_INPUT = 1;
const GUILD = 0;
const BOT_DM = 1;
const PRIVATE_CHANNEL = 2;

const translations = z
  .record(z.string(), z.string().nullish())
  .nullish()
  .transform((texts) =>
    Object.fromEntries(Object.entries(texts ?? {}).flatMap(([locale, text]) => (text ? [[locale, text]] : []))),
  );
const commandData = z.object({
  type: z.number().default(CHAT_INPUT),
  name: z.string(),
  name_localizations: translations,
  description: z.string().default(""),
  description_localizations: translations,
  default_member_permissions: z.string().nullish(),
  contexts: z.array(z.number()).nullish(),
  options: z.array(z.custom<APIApplicationCommandOption>()).default([]),
});

/** What passes with time stands in nobody's way to read about a model. */
const PASSING: ReadonlySet<Denial["kind"]> = new Set([
  "paused",
  "quota",
  "cooldown",
  "member_busy",
  "guild_busy",
  "budget",
  "forbidden_word",
  "too_large",
  "too_many_steps",
  "too_many_images",
]);

export async function usableBy(asker: Asker, options: HelpOptions): Promise<Usable> {
  const all = options.commands();
  const told: ToldCommand[] = [];
  for (const { data, guildId, mayUse } of all) {
    const command = commandData.parse(data);
    const here = guildId === undefined || guildId === asker.guildId;
    if (!here || !isThere(command.contexts, asker)) continue;
    const allowed = mayUse?.(asker) ?? isAllowed(command.default_member_permissions, asker);
    if (!(await allowed)) continue;
    const { type, name, name_localizations: names, description, description_localizations: descriptions } = command;
    told.push({ type, name, names, description, descriptions, options: command.options });
  }
  const ofModels = new Set(options.models.all.map(({ command }) => command));
  return {
    commands: told.filter(({ type, name }) => type !== CHAT_INPUT || !ofModels.has(name)),
    models: await allowedModels(asker, options),
    ownCommands: new Set(told.map(({ name }) => name).filter((name) => ofModels.has(name))),
  };
}

/** A command's own text in a language. */
export function inLanguage(text: string, texts: Readonly<Record<string, string>>, locale: Locale): string {
  return texts[locale] ?? text;
}

async function allowedModels(asker: Asker, { models, admissions, placeOf }: HelpOptions): Promise<ModelDefinition[]> {
  const { guildId, member } = asker;
  const place = await placeOf(asker.place);
  const explained = await admissions.explainEach({ guildId, member, place, input: {} }, models.all);
  return explained
    .filter(({ explanation: { decision } }) => decision.allowed || PASSING.has(decision.denial.kind))
    .map(({ definition }) => definition);
}

function isThere(contexts: readonly number[] | null | undefined, { guildId, byTokenOnly }: Asker): boolean {
  if (!contexts) return true;
  if (byTokenOnly) return contexts.includes(PRIVATE_CHANNEL) || contexts.includes(GUILD);
  return contexts.includes(guildId === null ? BOT_DM : GUILD);
}

/** As far as an interaction tells what its member may do; commands check again what they are asked. */
function isAllowed(permissions: string | null | undefined, { moderates, managesGuild }: Asker): boolean {
  if (!permissions) return true;
  return BigInt(permissions) === PermissionFlagsBits.ManageMessages ? moderates || managesGuild : managesGuild;
}
