import type { Field, LeftOut, Output } from "../definition.ts";
import type { JsonValue } from "../json-value.ts";
import type { OpenApiSchema } from "./openapi-schema.ts";

/** A property of the input, or of an object within it. */
export interface Part {
  /** Its name where it stands. */
  readonly property: string;
  /** Its place in the body. */
  readonly path: string;
  /** What its option is named after: its own name, behind those of the objects around it. */
  readonly label: string;
  readonly required: boolean;
  readonly schema: OpenApiSchema;
}

/** What every kind of field has; the kinds add their own. */
export type FieldStart = Pick<
  Field,
  "name" | "displayName" | "description" | "path" | "required" | "needs" | "alwaysSent"
>;

/** A field that wants only its words. */
export interface FieldPlan {
  /** The option's name, if nobody has it yet. */
  readonly name: string;
  readonly make: (start: FieldStart) => Field;
  /** What the relay takes for it when nothing is given. */
  readonly default?: JsonValue;
  readonly notes?: readonly LeftOut[];
}

export interface MappedPart {
  readonly fields: readonly Field[];
  readonly notes: readonly LeftOut[];
  readonly fixed: Readonly<Record<string, JsonValue>>;
  /** There is more to it than the fields say: the whole of it belongs into the advanced option as well. */
  readonly more?: true;
}

export interface MapContext {
  readonly output: Output;
  readonly names: OptionNames;
}

/** The options of one command: each name once. */
export class OptionNames {
  readonly #taken: Set<string>;
  readonly #optionsOf: (field: Field) => readonly string[];

  constructor(optionsOf: (field: Field) => readonly string[], reserved: readonly string[]) {
    this.#optionsOf = optionsOf;
    this.#taken = new Set(reserved);
  }

  /** Whether every option that the field stands for is free. */
  fits(field: Field): boolean {
    return this.#optionsOf(field).every((name) => !this.#taken.has(name));
  }

  take(field: Field): void {
    for (const name of this.#optionsOf(field)) this.#taken.add(name);
  }
}
