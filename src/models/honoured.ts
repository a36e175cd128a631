import type { ModelDefinition, ModelInput } from "./definition.ts";
import { imagesWanted, sizeWanted } from "./summary.ts";

/** What a relay answered with, as far as it can be held against what was asked. */
export interface Answered {
  /** Decimal digits. */
  readonly seed: string | null;
  /** What it made, in order. */
  readonly files: readonly {
    readonly mime: string;
    readonly width: number | null;
    readonly height: number | null;
  }[];
}

/** A parameter that was asked for and did not take effect. */
export interface Unhonoured {
  readonly what: "images" | "seed" | "size" | "format";
  readonly asked: string;
  readonly got: string;
}

// The relay's own names, the same in every model of fal's that has them.
const SEED_PATH = "seed";
const FORMAT_PATH = "output_format";

const MIME_OF: Readonly<Record<string, string>> = {
  png: "image/png",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
};

/** Through a relay a parameter may have no effect: what was asked and what came are told apart rather than believed. */
export function unhonoured(definition: ModelDefinition, input: ModelInput, answered: Answered): Unhonoured[] {
  return [images, seed, size, format].flatMap((compare) => compare(definition, input, answered) ?? []);
}

type Compare = (definition: ModelDefinition, input: ModelInput, answered: Answered) => Unhonoured | null;

const images: Compare = (definition, input, { files }) => {
  const asked = imagesWanted(definition, input);
  const differs = definition.output === "images" && asked !== files.length;
  return differs ? { what: "images", asked: String(asked), got: String(files.length) } : null;
};

const seed: Compare = (definition, input, { seed: got }) => {
  const asked = givenAt(definition, input, SEED_PATH);
  if (asked === undefined || got === null || BigInt(asked) === toWhole(got)) return null;
  return { what: "seed", asked, got };
};

const size: Compare = (definition, input, { files }) => {
  const field = definition.fields.find(({ kind }) => kind === "size");
  const asked = field && input[field.name] !== undefined ? sizeWanted(definition, input) : undefined;
  const measured = files.filter(({ width, height }) => width !== null && height !== null);
  const other = measured.find(({ width, height }) => width !== asked?.width || height !== asked?.height);
  if (asked === undefined || other === undefined) return null;
  return { what: "size", asked: `${asked.width}×${asked.height}`, got: `${other.width}×${other.height}` };
};

const format: Compare = (definition, input, { files }) => {
  const asked = givenAt(definition, input, FORMAT_PATH)?.toLowerCase();
  const mime = asked === undefined ? undefined : MIME_OF[asked];
  const other = files.find((file) => file.mime !== mime);
  if (asked === undefined || mime === undefined || other === undefined) return null;
  return { what: "format", asked, got: other.mime.replace(/^image\//, "") };
};

/** What the member gave of a field of the relay's, where it is a whole number or a word. */
function givenAt({ fields }: ModelDefinition, input: ModelInput, path: string): string | undefined {
  const field = fields.find((candidate) => candidate.path === path);
  const value = field && input[field.name];
  if (path === SEED_PATH && !/^-?\d+$/.test(String(value))) return undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Null for what is no number: a relay may answer anything. */
function toWhole(digits: string): bigint | null {
  return /^-?\d+$/.test(digits) ? BigInt(digits) : null;
}
