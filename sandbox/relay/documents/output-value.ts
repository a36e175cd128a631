import type { Style } from "../drawing/draw.ts";
import { FILM_FRAMES_PER_SECOND } from "../drawing/film.ts";
import { sceneSvg } from "../drawing/scene.ts";
import { exactNumber } from "../exact-number.ts";
import type { ModelRun } from "../relay-model.ts";
import { placeholderOf, type ResultFile } from "../request.ts";
import { fileKind, isAddress, isFile } from "./file-kind.ts";
import { fittingNumber, fittingText } from "./fitting-value.ts";
import type { JsonSchema } from "./json-schema.ts";

/** What is told of a run in the form of its model's output. */
export interface Telling extends ModelRun {
  readonly category: string;
  readonly style: Style;
}

/** However many a schema wants at least. */
const MOST_ITEMS = 100;
/** Optional members that fal's models do answer with, besides the required ones. */
const USEFUL =
  /^(seeds?|prompt|\w+_prompt|has_nsfw_concepts|timings|width|height|content_type|file_name|file_size|duration|fps|num_frames|description|text|output)$/;

/** A value that fits the schema: files are made, what the run knows is told, the rest is as plausible as can be. */
export async function outputValue(schema: JsonSchema, name: string, telling: Telling): Promise<unknown> {
  const form = chooseForm(schema);
  if (form.const !== undefined) return form.const;
  if (form.enum !== undefined) return form.enum.includes(form.default) ? form.default : form.enum[0];
  if (isFile(name, form)) return describeFile(form, await makeFile(form, name, telling), telling);
  const types = [form.type ?? guessType(form)].flat();
  const type = types.find((one) => one !== "null") ?? "null";
  switch (type) {
    case "object":
      return objectValue(form, name, telling);
    case "array":
      return arrayValue(form, name, telling);
    case "string":
      if (isAddress(name, form)) return placeholderOf((await makeFile(form, name, telling)).path);
      return fittingText(form, knownText(name, telling), telling.request);
    case "integer":
    case "number":
      return numberValue(form, name, telling);
    case "boolean":
      return name.includes("nsfw") ? telling.flagged : form.default === true;
    default:
      return null;
  }
}

/** One form of a union, other than nothing; what stands beside it or in an `allOf` counts for it too. */
function chooseForm(schema: JsonSchema): JsonSchema {
  const { anyOf, allOf, ...own } = schema;
  const parts = (allOf ?? []).map(chooseForm);
  const chosen = anyOf?.find((form) => form.type !== "null") ?? anyOf?.[0];
  const forms = [...parts, own, ...(chosen ? [chooseForm(chosen)] : [])];
  const properties = Object.assign({}, ...forms.map((form) => form.properties ?? {}));
  const required = forms.flatMap((form) => form.required ?? []);
  return {
    ...Object.assign({}, ...forms),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function guessType(schema: JsonSchema): string {
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return "object";
  return schema.items === undefined && schema.prefixItems === undefined ? "null" : "array";
}

function allowsNull(schema: JsonSchema): boolean {
  return [schema.type].flat().includes("null") || (schema.anyOf ?? []).some(allowsNull);
}

function holdsFile(schema: JsonSchema, name: string): boolean {
  const form = chooseForm(schema);
  return isFile(name, form) || isAddress(name, form) || (form.items !== undefined && holdsFile(form.items, name));
}

async function objectValue(schema: JsonSchema, name: string, telling: Telling): Promise<Record<string, unknown>> {
  const members = Object.entries(schema.properties ?? {});
  const value: Record<string, unknown> = {};
  if (/timing/.test(name)) value["inference"] = (telling.request.durationMs ?? 0) / 1000;
  const required = new Set(schema.required ?? []);
  const sureFile = members.some(([key, part]) => required.has(key) && !allowsNull(part) && holdsFile(part, key));
  for (const [key, part] of members) {
    const wanted = USEFUL.test(key) || (holdsFile(part, key) && !sureFile);
    if (!required.has(key) && !wanted && required.size > 0) continue;
    value[key] = wanted || !allowsNull(part) ? await outputValue(part, key, telling) : null;
  }
  // A name that is required and nowhere described may be anything.
  for (const key of required) if (!(key in value)) value[key] = null;
  return value;
}

async function arrayValue(schema: JsonSchema, name: string, telling: Telling): Promise<unknown[]> {
  const values: unknown[] = [];
  if (schema.prefixItems !== undefined) {
    for (const part of schema.prefixItems) values.push(await outputValue(part, name, telling));
    return values;
  }
  const items = schema.items ?? {};
  const perFile = holdsFile(items, name) || /nsfw|seeds/.test(name);
  const wanted = perFile ? telling.plan.count : 1;
  const count = Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS, Math.max(schema.minItems ?? 0, wanted));
  for (let index = 0; index < count; index++) values.push(await outputValue(items, name, telling));
  return values;
}

function numberValue(schema: JsonSchema, name: string, { request, plan }: Telling): unknown {
  const seed = Number(request.seed);
  const most = Math.min(
    schema.maximum ?? Number.POSITIVE_INFINITY,
    schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY,
  );
  if (/^seeds?$/.test(name) && seed < most && seed >= (schema.minimum ?? 0)) return exactNumber(request.seed);
  const known = /^num_(images|videos|samples|outputs)$/.test(name)
    ? plan.count
    : /duration|seconds|inference|elapsed/.test(name)
      ? (request.durationMs ?? 0) / 1000
      : undefined;
  return fittingNumber(schema, known);
}

function knownText(name: string, { plan, request }: Telling): string | undefined {
  if (/svg/.test(name)) return sceneSvg(plan.prompt, request.seed, 0, plan.size ?? VECTOR_SIZE);
  if (/prompt$/.test(name)) return plan.prompt;
  if (/request_id$/.test(name)) return request.requestId;
  if (/(description|caption|text|output|transcript|answer|response|content|message)s?$/.test(name)) {
    return `The sandbox has no model to answer with. It was asked: ${plan.prompt}`;
  }
  return undefined;
}

function makeFile(schema: JsonSchema, name: string, { bench, plan, category, style }: Telling): Promise<ResultFile> {
  switch (fileKind(name, schema, category)) {
    case "picture":
      return bench.picture(style, bench.files.length);
    case "video":
      return bench.video();
    case "sound":
      return bench.sound();
    case "mesh":
      return bench.mesh();
    case "text":
      return bench.text(`Made by the sandbox for: ${plan.prompt}\n`);
  }
}

const VECTOR_SIZE = { width: 512, height: 512 };

/** Every described member of a file: what is known of it, and for the rest something that fits. */
async function describeFile(schema: JsonSchema, file: ResultFile, telling: Telling): Promise<Record<string, unknown>> {
  const { path, contentType, bytes, size, seconds } = file;
  const known: Readonly<Record<string, unknown>> = {
    url: placeholderOf(path),
    content_type: contentType,
    file_name: path.split("/").at(-1),
    file_size: bytes,
    width: size?.width,
    height: size?.height,
    duration: seconds,
    fps: seconds && size ? FILM_FRAMES_PER_SECOND : undefined,
    num_frames: seconds && size ? Math.round(seconds * FILM_FRAMES_PER_SECOND) : undefined,
  };
  if (schema.properties === undefined) return known;
  const value: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(schema.properties)) {
    const required = schema.required?.includes(key) === true;
    if (known[key] !== undefined) value[key] = known[key];
    else if (required) value[key] = allowsNull(part) ? null : await outputValue(part, key, telling);
  }
  return value;
}
