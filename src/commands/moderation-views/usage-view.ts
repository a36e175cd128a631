import { type APIComponentInContainer, ComponentType } from "discord.js";
import { type Bar, type ChartWords, dayChart, rankChart } from "../../charts/usage-charts.ts";
import type { AnswerFile, AnswerMessage } from "../../interaction.ts";
import { amountText } from "../../policy/sentences.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { type MessageKey, say } from "../../texts/say.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import { memberMention, type Reader } from "../moderation/value-text.ts";
import { usageId } from "./custom-ids.ts";
import { DAY_MS, PERIODS, type Period, type UsageLine, type UsageSummary } from "./usage-summary.ts";

const MICROS = 1_000_000;
const NAME_SHOWN = 40;
/** Days written beside their chart; the alt text has more. */
const DAYS_WRITTEN = 7;
/** Discord's bound is 1,024. */
const ALT_SHOWN = 1_000;

export interface UsageViewOptions {
  readonly summary: UsageSummary;
  readonly period: Period;
  readonly reader: Reader;
  /** What members, or guilds, are called, by id; of some it is not known. */
  readonly names: ReadonlyMap<string, string>;
  /** A drawing of ours as PNG. */
  readonly picture: (svg: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** Left out: a guild's moderators. */
  readonly audience?: Audience;
}

/** Who looks: what it is called for them, by whom it is ranked, and where their buttons lead. */
export interface Audience {
  readonly title: "usage_title" | "op_usage_title";
  readonly by: "member" | "server";
  readonly id: (action: "show" | "csv", period: Period) => string;
}
const MODERATORS: Audience = { title: "usage_title", by: "member", id: usageId };

/** One way of looking at the usage: its chart, and the same in words. */
interface Look {
  readonly file: "by-day" | "by-model" | "by-member" | "by-server";
  readonly what: MessageKey & `usage_by_${string}`;
  readonly lines: readonly UsageLine[];
  /** In a picture, where no mention shows a name. */
  readonly label: (line: UsageLine, index: number) => string;
  /** In the text beside it. */
  readonly name: (line: UsageLine) => string;
}

/** What a guild used, as charts with the same in words beside each. */
export async function usageMessage(options: UsageViewOptions): Promise<AnswerMessage> {
  const { summary, period, reader, audience = MODERATORS } = options;
  const { locale } = reader;
  const { jobs, delivered, images, micros } = summary.total;
  const head = [`## ${say(locale, audience.title, { days: period })}`];
  if (jobs === 0) head.push(say(locale, "usage_nothing"));
  else head.push(say(locale, "usage_total", { jobs, delivered, images, cost: costOf(micros, reader) }));
  head.push(`-# ${say(locale, "usage_hint")}`);
  const looks = jobs === 0 ? [] : looksAt(options);
  const files = await Promise.all(looks.map((look) => chartOf(look, options)));
  const body = messageOf(
    container("panel", [text(head.join("\n")), ...looks.flatMap((look) => lookParts(look, reader)), buttons(options)]),
  );
  const attachments = looks.map((look, index) => ({
    id: String(index),
    filename: `${look.file}.png`,
    description: altOf(look, reader),
  }));
  return { body: { ...body, attachments }, files };
}

function looksAt({ summary, reader, names, audience = MODERATORS }: UsageViewOptions): Look[] {
  const others = say(reader.locale, "usage_others");
  const dayName = ({ key }: UsageLine) => dateOf(Number(key), reader);
  const { by } = audience;
  const modelName = ({ key }: UsageLine) => (key === null ? others : reader.titleOf(key));
  return [
    { file: "by-day", what: "usage_by_day", lines: summary.days, label: dayName, name: dayName },
    {
      file: "by-model",
      what: "usage_by_model",
      lines: summary.models,
      label: (line) => oneLine(modelName(line), NAME_SHOWN),
      name: (line) => plainText(modelName(line), NAME_SHOWN),
    },
    {
      file: `by-${by}`,
      what: `usage_by_${by}`,
      lines: summary.members,
      label: ({ key }, index) =>
        key === null
          ? others
          : oneLine(names.get(key) ?? say(reader.locale, "member_unknown", { number: index + 1 }), NAME_SHOWN),
      name: ({ key }) => {
        if (key === null) return others;
        return by === "member" ? memberMention(key) : plainText(names.get(key) ?? key, NAME_SHOWN);
      },
    },
  ];
}

async function chartOf(look: Look, { reader, picture }: UsageViewOptions): Promise<AnswerFile> {
  const words: ChartWords = {
    jobs: say(reader.locale, "usage_chart_jobs"),
    cost: say(reader.locale, "usage_chart_cost"),
    money: (amount) => shortMoney(amount, reader),
  };
  const bars = look.lines.map(
    (line, index): Bar => ({
      label: look.label(line, index),
      jobs: line.jobs,
      cost: (line.micros / MICROS) * reader.currency.perUsd,
    }),
  );
  const svg = await (look.file === "by-day" ? dayChart : rankChart)(bars, words);
  return { name: `${look.file}.png`, mime: "image/png", bytes: await picture(svg) };
}

function lookParts(look: Look, reader: Reader): APIComponentInContainer[] {
  const { locale } = reader;
  const media = { url: `attachment://${look.file}.png` };
  return [
    text(`**${say(locale, look.what)}**`),
    { type: ComponentType.MediaGallery, items: [{ media, description: altOf(look, reader) }] },
    text(linesOf(look, reader).join("\n")),
  ];
}

function linesOf(look: Look, reader: Reader): string[] {
  const { locale } = reader;
  const written = (line: UsageLine) => {
    const cost = costOf(line.micros, reader);
    return say(locale, "usage_line", { name: look.name(line), jobs: line.jobs, cost });
  };
  if (look.file !== "by-day") return look.lines.map((line, index) => `${index + 1}. ${written(line)}`);
  const used = look.lines.filter(({ jobs }) => jobs > 0).toReversed();
  const more = used.length - DAYS_WRITTEN;
  return [
    ...used.slice(0, DAYS_WRITTEN).map((line) => `- ${written(line)}`),
    ...(more > 0 ? [`-# ${say(locale, "usage_days_more", { count: more })}`] : []),
  ];
}

/** The chart for those who do not see it. */
function altOf(look: Look, reader: Reader): string {
  const { locale } = reader;
  const lines = look.lines.flatMap((line, index) => {
    if (line.jobs === 0) return [];
    const cost = costOf(line.micros, reader);
    return [say(locale, "usage_alt_line", { name: look.label(line, index), jobs: line.jobs, cost })];
  });
  return oneLine(say(locale, "usage_alt", { what: say(locale, look.what), lines: lines.join("; ") }), ALT_SHOWN);
}

function buttons({ period, reader, summary, audience = MODERATORS }: UsageViewOptions): APIComponentInContainer {
  const { locale } = reader;
  const periods = PERIODS.map((days) => ({
    ...button(audience.id("show", days), say(locale, "usage_period", { days }), days === period ? "main" : "plain"),
    disabled: days === period,
  }));
  return row(...periods, {
    ...button(audience.id("csv", period), say(locale, "usage_csv")),
    disabled: summary.total.jobs === 0,
  });
}

/** The file that holds every job of a period. */
export function csvMessage(
  { bytes, count, cut, period }: { bytes: Uint8Array<ArrayBuffer>; count: number; cut: boolean; period: Period },
  { locale }: Pick<Reader, "locale">,
): AnswerMessage {
  const name = `usage-${period}-days.csv`;
  const said = say(locale, cut ? "usage_csv_cut" : "usage_csv_here", { days: period, count });
  return {
    body: messageOf(text(said), { type: ComponentType.File, file: { url: `attachment://${name}` } }),
    files: [{ name, mime: "text/csv", bytes }],
  };
}

function dateOf(day: number, { locale }: Reader): string {
  const form = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric", timeZone: "UTC" });
  return form.format(day * DAY_MS);
}

function costOf(micros: number, { currency, locale }: Reader): string {
  return amountText(micros, currency, locale);
}

/** Short enough to stand at an axis. */
function shortMoney(amount: number, { currency, locale }: Reader): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.code,
    currencyDisplay: "narrowSymbol",
    notation: amount >= 1000 ? "compact" : "standard",
    maximumFractionDigits: amount < 1 ? 3 : 2,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}
