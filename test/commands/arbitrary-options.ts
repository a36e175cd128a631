import fc from "fast-check";
import { type OptionSlot, optionName, slotsOf } from "../../src/commands/model-option-slots.ts";
import { OPTION_TYPE_NUMBERS } from "../../src/commands/model-option-types.ts";
import type { GivenAttachment, GivenOption, GivenOptions } from "../../src/interaction.ts";
import {
  type Field,
  type FileType,
  fileTypeOf,
  type IntegerField,
  type ModelDefinition,
  type NumberField,
} from "../../src/models/definition.ts";
import { sampleOf } from "../models/import/sample-json.ts";

const anyAttachment: fc.Arbitrary<GivenAttachment> = fc.record({
  url: fc.webUrl(),
  fileName: fc.oneof(fc.string(), fc.constantFrom("a.png", "b.JPG", "c.txt")),
  bytes: fc.oneof(fc.integer(), fc.constantFrom(0, 20_000_000, 20_000_001, Number.NaN)),
  contentType: fc.oneof(fc.string(), fc.constantFrom(null, "image/png", "image/webp", "text/plain")),
});

function fileOf(names: readonly string[], types: readonly string[]): fc.Arbitrary<GivenAttachment> {
  return fc.record({
    url: fc.webUrl(),
    fileName: fc.constantFrom(...names),
    bytes: fc.integer({ min: 1, max: 20_000_000 }),
    contentType: fc.constantFrom(null, ...types),
  });
}

const FILES: Readonly<Record<FileType, fc.Arbitrary<GivenAttachment>>> = {
  image: fileOf(["a.png", "b.JPG", "c.avif"], ["image/png", "image/webp"]),
  video: fileOf(["a.mp4", "b.MOV"], ["video/mp4", "video/x-matroska"]),
  audio: fileOf(["a.mp3", "b.wav"], ["audio/mpeg", "audio/x-wav"]),
  file: fileOf(["a.zip", "b"], ["application/zip"]),
};

const anyValue = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean());

const anyOption: fc.Arbitrary<GivenOption> = fc.record(
  {
    type: fc.oneof(fc.constantFrom(...Object.values(OPTION_TYPE_NUMBERS)), fc.integer()),
    value: anyValue,
    attachment: anyAttachment,
  },
  { requiredKeys: ["type"] },
);

/** Options that no client would send, under names that a model has and names that nobody has. */
export function wildOptions(definition: ModelDefinition): fc.Arbitrary<GivenOptions> {
  const known = definition.fields.flatMap(slotsOf).map(optionName);
  const name = fc.oneof(fc.constantFrom(...known, "__proto__", "constructor"), fc.string());
  return fc.dictionary(name, anyOption, { noNullPrototype: false });
}

/** Options that a client with the model's command sends: mostly good values, up to their bounds, seldom a bad one. */
export function likelyOptions(definition: ModelDefinition): fc.Arbitrary<GivenOptions> {
  const parts = definition.fields.map((field) => {
    const ways = fc.oneof(...waysToGive(field).map((slots) => together(field, slots)));
    return field.required ? ways : fc.oneof(fc.constant({}), ways);
  });
  return fc.tuple(...parts).map((given) => Object.assign({}, ...given));
}

/** The options that are given together; the last way of a size and of an image is one too many. */
function waysToGive(field: Field): OptionSlot[][] {
  const slots = slotsOf(field);
  const of = (...parts: OptionSlot["part"][]) => slots.filter((slot) => parts.includes(slot.part));
  switch (field.kind) {
    case "image":
    case "video":
    case "audio":
    case "file":
      return [of("file"), of("link"), of("file"), of("link"), of("file", "link")];
    case "images":
    case "videos":
    case "audios":
    case "files":
      return [of("file"), of("links"), of("file").slice(-1), [...of("file").slice(0, 2), ...of("links")]];
    case "size":
      if (of("value").length === 0) return [of("width", "height")];
      if (of("width").length === 0) return [of("value")];
      return [of("value"), of("width", "height"), of("value"), of("width", "height"), [...slots]];
    default:
      return [[...slots]];
  }
}

function together(field: Field, slots: readonly OptionSlot[]): fc.Arbitrary<GivenOptions> {
  return fc.record(Object.fromEntries(slots.map((slot) => [optionName(slot), given(field, slot)])));
}

/** The same on the steps that a field takes. */
function multiples(field: IntegerField | NumberField, numbers: fc.Arbitrary<number>): fc.Arbitrary<number> {
  const { multipleOf: step, minimum, maximum } = field;
  if (step === undefined) return numbers;
  return fc.integer({ min: Math.ceil(minimum / step), max: Math.floor(maximum / step) }).map((steps) => steps * step);
}

function given(field: Field, slot: OptionSlot): fc.Arbitrary<GivenOption> {
  const type = OPTION_TYPE_NUMBERS[slot.type];
  if (slot.type === "attachment") {
    const attachment = fc.oneof(
      { weight: 30, arbitrary: FILES[fileTypeOf(field) ?? "image"] },
      { weight: 1, arbitrary: anyAttachment },
    );
    return attachment.map((one) => ({ type, value: "1", attachment: one }));
  }
  const value = fc.oneof({ weight: 50, arbitrary: goodValue(field, slot) }, { weight: 1, arbitrary: anyValue });
  return value.map((one) => ({ type, value: one }));
}

function goodValue(field: Field, slot: OptionSlot): fc.Arbitrary<string | number | boolean> {
  if (slot.part === "links")
    return fc.array(fc.webUrl(), { minLength: 1, maxLength: 2 }).map((urls) => urls.join(", "));
  if (slot.part === "link") return fc.webUrl();
  switch (field.kind) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return multiples(field, fc.integer({ min: field.minimum, max: field.maximum }));
    case "number": {
      const open = { minExcluded: field.above === true, maxExcluded: field.below === true };
      return multiples(field, fc.double({ min: field.minimum, max: field.maximum, noNaN: true, ...open }));
    }
    case "list":
      return fc
        .constantFrom(...(field.choices ?? ["one", "two"]))
        .map((entry) => `${entry}, ${entry}`.slice(0, field.maximum === 1 ? entry.length : undefined));
    case "json":
      return fc.constant(JSON.stringify(sampleOf(field.schema)));
    case "choice":
      return fc.constantFrom(...field.choices.map((choice) => choice.value));
    case "size":
      if (slot.part === "value") return fc.constantFrom(...field.presets.map((preset) => preset.value));
      return fc.integer({ min: field.custom?.minimum ?? 1, max: field.custom?.maximum ?? 1 });
    default: {
      const least = field.kind === "text" ? Math.max(1, field.minLength ?? 1) : 1;
      const most = field.kind === "text" ? Math.min(100, field.maxLength) : 100;
      return fc.string({ unit: "grapheme", minLength: least, maxLength: Math.max(least, most) });
    }
  }
}
