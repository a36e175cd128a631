import type { Applied } from "../jobs/applied.ts";
import type { Field, ModelDefinition } from "../models/definition.ts";
import type { JsonObject, JsonValue } from "../models/json-value.ts";
import { promptField } from "../models/summary.ts";
import { nameKey, type Preset, settingsOf } from "./preset.ts";
import { exampleOf, formOf, settable, takenBy, valueFor, wishOf } from "./suffix-fields.ts";
import { meaningOf } from "./suffix-names.ts";
import { parseSuffixes, type Suffix } from "./suffixes.ts";
import { applyTemplate } from "./template.ts";

/** Why nothing was asked for. `taken` are the suffixes that the model knows. */
export type SuffixProblem =
  | { readonly kind: "unknown" | "not_taken"; readonly written: string; readonly taken: readonly string[] }
  | { readonly kind: "bad_value"; readonly written: string; readonly example: string }
  | { readonly kind: "twice"; readonly name: string }
  | { readonly kind: "no_such_style"; readonly given: string };

/** What there is to make a request of, besides what its options say. */
export interface Ingredients {
  readonly definition: ModelDefinition;
  /** As it was typed; undefined where there is none. */
  readonly prompt: string | undefined;
  /** Names of the fields that options of their own give. */
  readonly given: ReadonlySet<string>;
  /** The preset chosen by an option. */
  readonly style: string | undefined;
  /** Whether only its member sees the result, where an option said so. */
  readonly privately: boolean | undefined;
  /** Those that the member may use; their own come first. */
  readonly presets: readonly Preset[];
  /** The member's defaults for the model. */
  readonly preferences: readonly Suffix[];
  /** Whether a value can be asked of the model at all. */
  readonly fits: (field: Field, value: JsonValue) => boolean;
}

export type Composed =
  | {
      readonly ok: true;
      readonly prompt: string | undefined;
      /** By field name, for the fields that no option gave. */
      readonly settings: JsonObject;
      readonly privately: boolean | undefined;
      /** Null where nothing but options said anything. */
      readonly applied: Applied | null;
    }
  | { readonly ok: false; readonly problems: readonly SuffixProblem[] };

/** Options win over suffixes, suffixes over a preset, a preset over the member's own defaults. */
export function compose(ingredients: Ingredients): Composed {
  const { definition, presets } = ingredients;
  const typed = ingredients.prompt ?? "";
  const parsed = parseSuffixes(typed, (name) => formOf(definition, name));
  const layers = new Layers(ingredients);
  for (const suffix of joined(parsed.suffixes)) layers.takeSuffix(suffix);
  const style = ingredients.style ?? layers.style;
  const preset = style === undefined ? undefined : presetCalled(presets, style);
  if (style !== undefined && preset === undefined) layers.problems.push({ kind: "no_such_style", given: style });
  if (layers.problems.length > 0) return { ok: false, problems: layers.problems };
  const leftOut = preset === undefined ? [] : layers.takePreset(preset);
  const preferred = layers.takePreferences(ingredients.preferences);
  const prompt =
    preset === undefined || !promptField(definition) ? parsed.prompt : applyTemplate(preset.words, parsed.prompt);
  const applied: Applied = {
    typed: prompt === typed.trim() ? null : typed,
    suffixes: layers.suffixes,
    preset: preset === undefined ? null : { name: preset.name, whose: whose(preset), leftOut },
    preferred,
  };
  const isPlain = applied.typed === null && applied.preset === null && layers.suffixes.length + preferred.length === 0;
  const { settings, privately } = layers;
  const left = prompt === "" && ingredients.prompt === undefined ? undefined : prompt;
  return { ok: true, prompt: left, settings, privately, applied: isPlain ? null : applied };
}

export function whose({ scope }: Pick<Preset, "scope">): "mine" | "server" {
  return scope.startsWith("user:") ? "mine" : "server";
}

export function presetCalled(presets: readonly Preset[], name: string): Preset | undefined {
  return presets.find((preset) => nameKey(preset.name) === nameKey(name.trim()));
}

/** What one after the other says, each only where none before it has spoken. */
class Layers {
  readonly settings: JsonObject = {};
  readonly suffixes: Applied["suffixes"] = [];
  readonly problems: SuffixProblem[] = [];
  style: string | undefined;
  privately: boolean | undefined;
  readonly #ingredients: Ingredients;
  readonly #said = new Set<string>();

  constructor(ingredients: Ingredients) {
    this.#ingredients = ingredients;
    this.privately = ingredients.privately;
  }

  takeSuffix(suffix: Suffix): void {
    const { definition, style, presets, privately } = this.#ingredients;
    const { written } = suffix;
    const wish = this.#wishOf(suffix);
    switch (wish.kind) {
      case "field":
        this.#takeField(wish.field, suffix);
        return;
      case "style":
        if (suffix.value === "") {
          const names = presets.map(({ name }) => name);
          this.problems.push({ kind: "bad_value", written, example: names.slice(0, 10).join(", ") || "…" });
        } else if (this.#isFirst("style", suffix)) this.style = suffix.value;
        this.suffixes.push({ written, field: null, overruled: style !== undefined });
        return;
      case "private":
      case "public":
        if (privately === undefined) this.privately = isOn(suffix.value) === (wish.kind === "private");
        this.suffixes.push({ written, field: null, overruled: privately !== undefined });
        return;
      case "not taken":
      case "unknown": {
        const kind = wish.kind === "unknown" ? "unknown" : "not_taken";
        this.problems.push({ kind, written, taken: takenBy(definition) });
      }
    }
  }

  /** @returns what of it the model does not take */
  takePreset(preset: Preset): string[] {
    return settingsOf(preset).flatMap((setting) => {
      const taken = this.#takeKept(setting);
      return taken === "left out" ? [setting.written] : [];
    });
  }

  /** @returns the names of the fields that they set */
  takePreferences(preferences: readonly Suffix[]): string[] {
    return preferences.flatMap((setting) => {
      const taken = this.#takeKept(setting);
      return typeof taken === "object" ? [taken.field] : [];
    });
  }

  #takeKept(setting: Suffix): "left out" | "not needed" | { field: string } {
    const { definition, given, fits } = this.#ingredients;
    const wish = wishOf(definition, setting.name);
    if (wish.kind === "private" || wish.kind === "public") {
      if (this.privately !== undefined) return "not needed";
      this.privately = isOn(setting.value) === (wish.kind === "private");
      return this.privately ? { field: "private" } : "not needed";
    }
    if (wish.kind !== "field") return "left out";
    const { field } = wish;
    if (given.has(field.name) || this.settings[field.name] !== undefined) return "not needed";
    const read = valueFor(field, setting.value);
    if (!read.ok || !fits(field, read.value)) return "left out";
    this.settings[field.name] = read.value;
    return { field: field.name };
  }

  #takeField(field: Field, suffix: Suffix): void {
    const { written } = suffix;
    const read = valueFor(field, suffix.value);
    if (!read.ok) {
      this.problems.push({ kind: "bad_value", written, example: exampleOf(field) });
      return;
    }
    if (!this.#isFirst(field.name, suffix)) return;
    const overruled = this.#ingredients.given.has(field.name);
    if (!overruled) this.settings[field.name] = read.value;
    this.suffixes.push({ written, field: field.name, overruled });
  }

  #isFirst(what: string, { name }: Suffix): boolean {
    if (this.#said.has(what)) this.problems.push({ kind: "twice", name });
    this.#said.add(what);
    return !this.problems.some(({ kind }) => kind === "twice");
  }

  /** A model that has styles of its own keeps them, beside those of people here. */
  #wishOf({ name, value }: Suffix) {
    const { definition, presets } = this.#ingredients;
    const wish = wishOf(definition, name);
    if (wish.kind !== "style" || presetCalled(presets, value) !== undefined) return wish;
    const own = settable(definition).find((field) => field.name === name);
    return own === undefined ? wish : ({ kind: "field", field: own } as const);
  }
}

/** Everything that shall not be there is said in one go. */
function joined(suffixes: readonly Suffix[]): Suffix[] {
  const [first, ...others] = suffixes.filter(isNegative);
  if (first === undefined || others.length === 0) return [...suffixes];
  const all = [first, ...others];
  const one = {
    name: first.name,
    value: all.map(({ value }) => value).join(", "),
    written: all.map(({ written }) => written).join(" "),
  };
  return suffixes.flatMap((suffix) => (suffix === first ? [one] : isNegative(suffix) ? [] : [suffix]));
}

function isNegative({ name }: Suffix): boolean {
  return meaningOf(name) === "no";
}

function isOn(value: string): boolean {
  return !/^(off|false)$/iu.test(value);
}
