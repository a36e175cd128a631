import type { Job } from "../../jobs/job.ts";
import { isStopped } from "../../jobs/job.ts";
import type { ArchivedFile } from "../../jobs/stored.ts";
import { type Field, fileTypeOf, type ModelDefinition } from "../../models/definition.ts";
import { describeValue } from "../../models/describe-field.ts";
import { type Unhonoured, unhonoured } from "../../models/honoured.ts";
import { promptField } from "../../models/summary.ts";
import { type Locale, localize } from "../../texts/localized.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { duration, seconds } from "../../texts/units.ts";

const VALUE_SHOWN = 120;
const SEED_SHOWN = 20;
/** Where tenths of a second still say something. */
const TENTHS_BELOW_MS = 10_000;

/** Every field of the model with what was asked for it; of those without a word, what the model takes by itself. */
export function settingLines(
  { input, ...job }: Job,
  definition: ModelDefinition | undefined,
  locale: Locale,
): string[] {
  const prompt = definition && promptField(definition);
  const fields = definition?.fields ?? [];
  const lines = fields.flatMap((field) =>
    field === prompt ? [] : (settingLine(field, input[field.name], locale) ?? []),
  );
  // Of a model that is gone only the names are known.
  const known = new Set(fields.map(({ name }) => name));
  const unknown = Object.entries(input).flatMap(([name, value]) =>
    known.has(name) || typeof value === "object" ? [] : [setting(name, String(value), locale)],
  );
  const seed = "result" in job ? job.result.seed : null;
  const made = seed === null ? [] : [say(locale, "details_seed", { seed: oneLine(seed, SEED_SHOWN) })];
  return [...lines, ...unknown, ...made];
}

function settingLine(field: Field, value: Job["input"][string] | undefined, locale: Locale): string | null {
  const name = localize(field.displayName, locale).replaceAll("_", " ");
  if (fileTypeOf(field) !== undefined) {
    const count = Array.isArray(value) ? value.length : 1;
    return value === undefined
      ? null
      : say(locale, "details_setting", { name, value: say(locale, "details_files", { count }) });
  }
  if (value !== undefined) return setting(name, describeValue(field, value, locale), locale);
  if (!("default" in field) || field.default === undefined || Array.isArray(field.default)) return null;
  const standard = typeof field.default === "object" ? null : describeValue(field, field.default, locale);
  return standard === null || standard === ""
    ? null
    : setting(name, say(locale, "details_default", { value: standard }), locale);
}

function setting(name: string, value: string, locale: Locale): string {
  return say(locale, "details_setting", { name: plainText(name, VALUE_SHOWN), value: plainText(value, VALUE_SHOWN) });
}

/** What was made, and what of it is not as it was asked. */
export function resultLines(job: Job, definition: ModelDefinition | undefined, locale: Locale): string[] {
  if (isStopped(job)) return [say(locale, "details_ended", { why: job.failure.kind.replaceAll("_", " ") })];
  if (job.state !== "delivered" && job.state !== "saved") return [say(locale, "details_under_way")];
  const withheld = job.files.filter((file) => file.withheld).length;
  const lines = [
    ...kindsOf(job.files).map(({ size, format, count }) =>
      size === null
        ? say(locale, "details_others", { count, format })
        : say(locale, "details_pictures", { count, size, format }),
    ),
    ...(withheld === 0 ? [] : [say(locale, "details_withheld", { count: withheld })]),
  ];
  // What was deleted cannot be measured any more.
  if (definition === undefined || job.deletedAt !== null) return lines;
  const others = unhonoured(definition, job.input, { seed: job.result.seed, files: job.files });
  const parameters = others.map((other) => parameterText(other, locale)).join(" · ");
  return [
    ...lines,
    others.length === 0 ? say(locale, "details_as_asked") : say(locale, "details_not_as_asked", { parameters }),
  ];
}

const NAMES = {
  images: "details_images",
  seed: "details_seed_name",
  size: "details_size",
  format: "details_format",
} as const;

function parameterText({ what, asked, got }: Unhonoured, locale: Locale): string {
  const shown = { asked: plainText(asked, VALUE_SHOWN), got: plainText(got, VALUE_SHOWN) };
  return say(locale, "details_parameter", { name: say(locale, NAMES[what]), ...shown });
}

function kindsOf(files: readonly ArchivedFile[]): { size: string | null; format: string; count: number }[] {
  const kinds = new Map<string, { size: string | null; format: string; count: number }>();
  for (const { width, height, extension } of files) {
    const size = width === null || height === null ? null : `${width}×${height}`;
    const key = `${size} ${extension}`;
    kinds.set(key, { size, format: extension, count: (kinds.get(key)?.count ?? 0) + 1 });
  }
  return [...kinds.values()];
}

/** How long each phase took, as far as it got. */
export function timeLine(job: Job, locale: Locale): string {
  const submittedAt = "submittedAt" in job ? job.submittedAt : null;
  const generatedAt = "generatedAt" in job ? job.generatedAt : null;
  const savedAt = "savedAt" in job ? job.savedAt : null;
  const endedAt = "endedAt" in job ? job.endedAt : null;
  const delivered = job.state === "delivered" ? endedAt : null;
  const work = "result" in job ? job.result.inferenceSeconds : null;
  const parts = [
    phase("details_queued", job.createdAt, submittedAt, locale),
    phase("details_at_relay", submittedAt, generatedAt, locale),
    work === null ? null : say(locale, "details_work", { time: seconds(locale, work) }),
    phase("details_saved", generatedAt, savedAt, locale),
    savedAt === null
      ? phase("details_kept_and_shown", generatedAt, delivered, locale)
      : phase("details_delivered", savedAt, delivered, locale),
    phase("details_in_all", job.createdAt, endedAt, locale),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

type Phase =
  | "details_queued"
  | "details_at_relay"
  | "details_saved"
  | "details_delivered"
  | "details_kept_and_shown"
  | "details_in_all";

function phase(key: Phase, from: number | null, to: number | null, locale: Locale): string | null {
  if (from === null || to === null) return null;
  const ms = to - from;
  return say(locale, key, { time: ms < TENTHS_BELOW_MS ? seconds(locale, ms / 1_000) : duration(locale, ms) });
}
