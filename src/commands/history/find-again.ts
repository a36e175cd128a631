import { ApplicationCommandOptionType, type RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Filters, View } from "../../history/view.ts";
import type { Answer, Asker, Command, GivenOptions } from "../../interaction.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { historyWords } from "../../texts/history-commands.ts";
import { cut, oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";
import { galleryPlace, openView } from "./looking.ts";
import type { HistoryOptions } from "./options.ts";
import { pageMessage } from "./page-view.ts";

// Discord's numbers: installed to guilds; used in a guild, or in the direct message with the bot.
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

const TEXT_MAX = 100;
const DAY_MS = 86_400_000;
/** Discord's bound for a choice's name and value. */
const CHOICE_MAX = 100;

/** /history: what one made oneself, wherever it was. */
export function historyCommand(options: HistoryOptions): Command {
  return {
    data: commandData("history", [GUILD, BOT_DM]),
    execute: (asker, given) => show(asker, { kind: "mine" }, given, options),
    autocomplete: async (_asker, given) => modelChoices(given, options.models),
  };
}

/** /gallery: what others made here, as far as the moderators have it shown. */
export function galleryCommand(options: HistoryOptions): Command {
  return {
    data: commandData("gallery", [GUILD]),
    async execute(asker, given) {
      const place = await galleryPlace(asker, options.policies);
      return place.ok ? show(asker, place.value, given, options) : { kind: "notice", text: place.refusal };
    },
    autocomplete: async (_asker, given) => modelChoices(given, options.models),
  };
}

async function show(asker: Asker, place: View["place"], given: GivenOptions, options: HistoryOptions): Promise<Answer> {
  const read = readFilters(asker, given, options.models);
  if (!read.ok) return { kind: "notice", text: read.problem };
  const opened = await openView(
    asker,
    await options.views.keep(asker.userId, { place, filters: read.filters }),
    options.policies,
  );
  if (!opened.ok) return { kind: "notice", text: opened.refusal };
  return { kind: "later", ephemeral: true, message: () => pageMessage(opened.value, { side: "newest" }, options) };
}

type Read = { readonly ok: true; readonly filters: Filters } | { readonly ok: false; readonly problem: string };

function readFilters({ locale }: Asker, given: GivenOptions, models: ModelCatalog): Read {
  const since = dayOf(given, "from");
  const last = dayOf(given, "to");
  for (const day of [since, last])
    if (typeof day === "object" && day !== null)
      return { ok: false, problem: say(locale, "history_date_unreadable", { given: day.unreadable }) };
  return {
    ok: true,
    filters: {
      text: textOf(given, "text"),
      model: endpointOf(textOf(given, "model"), models),
      member: textOf(given, "member"),
      favourites: given["favourites"]?.value === true,
      since: typeof since === "number" ? since : null,
      before: typeof last === "number" ? last + DAY_MS : null,
    },
  };
}

function textOf(given: GivenOptions, name: string): string | null {
  const value = given[name]?.value;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The first moment of a day in UTC. */
function dayOf(given: GivenOptions, name: string): number | null | { readonly unreadable: string } {
  const text = textOf(given, name);
  if (text === null) return null;
  const { year, month, day } = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/.exec(text)?.groups ?? {};
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // A day that no month has would silently be one of the next.
  const exists = new Date(moment).getUTCDate() === Number(day) && Number(month) <= 12;
  return exists ? moment : { unreadable: oneLine(text, TEXT_MAX) };
}

/** What was picked from the list, or typed as a command or a title. */
function endpointOf(text: string | null, models: ModelCatalog): string | null {
  if (text === null) return null;
  const typed = text.toLowerCase().replace(/^\//, "");
  const named = models.all.find(({ command, title }) => command === typed || title.toLowerCase() === typed);
  return named?.endpoint ?? text;
}

function modelChoices(given: GivenOptions, models: ModelCatalog): Answer {
  const typed = String(given["model"]?.value ?? "").toLowerCase();
  const fitting = models.all.filter(({ command, title, endpoint }) =>
    [command, title, endpoint].some((name) => name.toLowerCase().includes(typed)),
  );
  const short = fitting.filter(({ endpoint }) => endpoint.length <= CHOICE_MAX);
  return {
    kind: "choices",
    choices: short.map(({ title, endpoint }) => ({ name: cut(title, CHOICE_MAX), value: endpoint })),
  };
}

function commandData(name: "history" | "gallery", contexts: number[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const type = ApplicationCommandOptionType;
  return {
    ...worded(historyWords[name]),
    contexts,
    integration_types: [GUILD_INSTALL],
    options: [
      { ...worded(historyWords.text), type: type.String, max_length: TEXT_MAX },
      { ...worded(historyWords.model), type: type.String, autocomplete: true, max_length: CHOICE_MAX },
      ...(name === "gallery" ? [{ ...worded(historyWords.member), type: type.User } as const] : []),
      { ...worded(historyWords.favourites), type: type.Boolean },
      { ...worded(historyWords.since), type: type.String, max_length: 10 },
      { ...worded(historyWords.before), type: type.String, max_length: 10 },
    ],
  };
}
