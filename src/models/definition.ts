import type { Localized } from "../texts/localized.ts";

/**
 * A model, as plain data: built-in ones are written here, imported ones come from files in the same form.
 * From it alone come the command's options, the check of what a member gave, the relay's body, the form and the help.
 */
export interface ModelDefinition {
  /** The path that takes the submit, without a leading slash: "fal-ai/flux-1/dev". */
  readonly endpoint: string;
  /** The application command's name, legal at Discord: "flux". */
  readonly command: string;
  /** What members type in their language, each legal at Discord; English is `command` itself. */
  readonly commandName: Localized;
  /** What people call the model: "FLUX.1 [dev]". */
  readonly title: string;
  readonly description: Localized;
  /** Required ones first, then by usefulness: the order members see. */
  readonly fields: readonly Field[];
  readonly output: Output;
  readonly price: Price;
}

/** What a finished request of the model carries. */
export type Output = "images" | "video" | "audio" | "text" | "files";

/** The list price; the operator's relay may bill otherwise (relay.md: list price times its own rate). */
export interface Price {
  readonly amount: number;
  readonly currency: "USD";
  /** A started megapixel counts whole, per image. */
  readonly per: "image" | "megapixel";
}

interface FieldBase {
  /** The option's name, unique in the model, legal at Discord. */
  readonly name: string;
  /** The option's name as members read it, each legal at Discord; English is `name` itself. */
  readonly displayName: Localized;
  /** One phrase without a full stop, without bounds and default: describe-field.ts adds those from the numbers. */
  readonly description: Localized;
  /** Where the value stands in the relay's body, dots between steps: "image_size", "loras.0.path". */
  readonly path: string;
  readonly required?: true;
  /** The relay wants it in every body, although members need not give it: its default is sent. */
  readonly alwaysSent?: true;
  /** The name of a field without which this one means nothing: a LoRA's scale without its LoRA. */
  readonly needs?: string;
}

export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly maxLength: number;
}
export interface IntegerField extends FieldBase {
  readonly kind: "integer";
  readonly minimum: number;
  /** Number.MAX_SAFE_INTEGER where the relay names no bound: the largest whole number JSON and Discord keep exactly. */
  readonly maximum: number;
  readonly default?: number;
}
export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
}
export interface BooleanField extends FieldBase {
  readonly kind: "boolean";
  readonly default?: boolean;
}
export interface ChoiceField extends FieldBase {
  readonly kind: "choice";
  readonly choices: readonly { readonly value: string; readonly label: Localized }[];
  readonly default?: string;
}
/** A preset by name, or width × height where the model takes them. */
export interface SizeField extends FieldBase {
  readonly kind: "size";
  readonly presets: readonly {
    readonly value: string;
    readonly label: Localized;
    readonly width: number;
    readonly height: number;
  }[];
  /** Bounds of a free width and height, in pixels; absent where only presets are taken. */
  readonly custom?: { readonly minimum: number; readonly maximum: number };
  readonly default?: string;
}
/** One picture's address in the body; given as an attachment or an https address. */
export interface ImageField extends FieldBase {
  readonly kind: "image";
}
/** A list of picture addresses in the body; its name is singular ("image"), its options are numbered ("image_2"). */
export interface ImagesField extends FieldBase {
  readonly kind: "images";
  readonly maximum: number;
}

export type Field =
  | TextField
  | IntegerField
  | NumberField
  | BooleanField
  | ChoiceField
  | SizeField
  | ImageField
  | ImagesField;

/** A picture to work from: Discord keeps an attachment about a day, a link is a member's own address, the archive is ours. */
export type InputImage =
  | { readonly source: "attachment"; readonly url: string; readonly fileName: string; readonly bytes: number }
  | { readonly source: "link"; readonly url: string }
  /** `path` is relative to the archive's directory. */
  | { readonly source: "archived"; readonly path: string; readonly mime: string };

export type FieldValue = string | number | boolean | Size | InputImage | readonly InputImage[];
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a member asked of a model, by field name; only what was given, no defaults. */
export type ModelInput = Readonly<Record<string, FieldValue>>;
