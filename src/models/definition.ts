import type { Localized } from "../texts/localized.ts";
import type { JsonSchema, JsonValue } from "./json-value.ts";

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
  /** What the relay wants in every body and leaves no choice in, by path. */
  readonly fixed?: Readonly<Record<string, JsonValue>>;
  readonly output: Output;
  /** What members use it for, where its form does not say that. */
  readonly purpose?: Purpose;
  /** Absent where nobody has said what it costs. */
  readonly price?: Price;
  /** Absent: a command of its own. */
  readonly offer?: Offer;
  /** What the relay's document has and members are not offered. */
  readonly leftOut?: readonly LeftOut[];
}

/** What a finished request of the model carries. */
export const OUTPUTS = ["images", "video", "audio", "text", "files", "json"] as const;
export type Output = (typeof OUTPUTS)[number];

/** What a model can do for someone with a picture or a prompt at hand. */
export const ABILITIES = [
  "draw",
  "vary",
  "edit",
  "inpaint",
  "upscale",
  "cut_out",
  "describe",
  "improve_prompt",
] as const;
export type Ability = (typeof ABILITIES)[number];
export type Purpose = Ability | "other";

/** Where members find a model: as a command of its own, through /generate, or nowhere. */
export const OFFERS = ["command", "generate", "none"] as const;
export type Offer = (typeof OFFERS)[number];

/** A part of the relay's input by its name there, and the reason it is not offered or only in part. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

/** The list price; the operator's relay may bill otherwise (relay.md: list price times its own rate). */
export interface Price {
  readonly amount: number;
  readonly currency: "USD";
  readonly per: (typeof PRICE_UNITS)[number];
}
/** A started megapixel counts whole, per image; a second is one of the video or sound that was asked for. */
export const PRICE_UNITS = ["image", "megapixel", "request", "second", "1000 characters"] as const;

interface FieldBase {
  /** The option's name, unique in the model, legal at Discord. */
  readonly name: string;
  /** The option's name as members read it, each legal at Discord; English is `name` itself. */
  readonly displayName: Localized;
  /** One phrase without a full stop, without bounds and default: describe-field.ts adds those from the numbers. */
  readonly description: Localized;
  /** Where the value stands in the relay's body, dots between steps: "image_size", "loras.0.path"; "" is the body itself. */
  readonly path: string;
  readonly required?: true;
  /** The relay wants it in every body, although members need not give it: its default is sent. */
  readonly alwaysSent?: true;
  /** The name of a field without which this one means nothing: a LoRA's scale without its LoRA. */
  readonly needs?: string;
}

export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly minLength?: number;
  readonly maxLength: number;
  readonly default?: string;
}
export interface IntegerField extends FieldBase {
  readonly kind: "integer";
  readonly minimum: number;
  /** Number.MAX_SAFE_INTEGER where the relay names no bound: the largest whole number JSON and Discord keep exactly. */
  readonly maximum: number;
  readonly multipleOf?: number;
  readonly default?: number;
}
export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly minimum: number;
  readonly maximum: number;
  /** The bound itself is not taken. */
  readonly above?: true;
  readonly below?: true;
  readonly multipleOf?: number;
  readonly default?: number;
}
export interface BooleanField extends FieldBase {
  readonly kind: "boolean";
  readonly default?: boolean;
}
/** More choices than Discord shows at once are offered while typing. */
export interface ChoiceField extends FieldBase {
  readonly kind: "choice";
  readonly choices: readonly Choice[];
  /** Other values are taken as well. */
  readonly open?: true;
  readonly default?: string;
}
export interface Choice {
  readonly value: string;
  readonly label: Localized;
  /** What the relay gets where that is not `value` itself: a number, or a text too long for Discord. */
  readonly sent?: JsonValue;
}
/** A preset by name, or width × height where the model takes them. */
export interface SizeField extends FieldBase {
  readonly kind: "size";
  readonly presets: readonly SizePreset[];
  /** Bounds of a free width and height, in pixels; absent where only presets are taken. */
  readonly custom?: { readonly minimum: number; readonly maximum: number };
  /** Names of the options for a free size where "width" and "height" are taken. */
  readonly sides?: { readonly width: string; readonly height: string };
  readonly default?: string;
}
export interface SizePreset {
  readonly value: string;
  readonly label: Localized;
  /** Absent where only the model knows them. */
  readonly width?: number;
  readonly height?: number;
}
/** One file's address in the body; given as an attachment or an https address. */
export interface FileField extends FieldBase {
  readonly kind: FileType;
}
export type FileType = "image" | "video" | "audio" | "file";
/** A list of file addresses in the body; its name is singular ("image"), its options are numbered ("image_2"). */
export interface FilesField extends FieldBase {
  readonly kind: `${FileType}s`;
  readonly minimum?: number;
  readonly maximum: number;
  /** How many of them have an option for an attachment; absent: all. */
  readonly attachments?: number;
}
/** Several short texts, given with commas between them; kept as JSON. */
export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly maximum: number;
  /** Nothing else is taken. */
  readonly choices?: readonly string[];
  readonly default?: readonly string[];
}
/** What has no simpler form, written and kept as JSON. */
export interface JsonField extends FieldBase {
  readonly kind: "json";
  readonly schema: JsonSchema;
}

export type Field =
  | TextField
  | IntegerField
  | NumberField
  | BooleanField
  | ChoiceField
  | SizeField
  | FileField
  | FilesField
  | ListField
  | JsonField;

/** What kind of file a field takes, one or several; undefined for fields that take none. */
export function fileTypeOf({ kind }: Field): FileType | undefined {
  switch (kind) {
    case "image":
    case "images":
      return "image";
    case "video":
    case "videos":
      return "video";
    case "audio":
    case "audios":
      return "audio";
    case "file":
    case "files":
      return "file";
    default:
      return undefined;
  }
}

/** A picture or another file to work from: Discord keeps an attachment about a day, a link is a member's own address, the archive is ours. */
export type InputImage =
  | { readonly source: "attachment"; readonly url: string; readonly fileName: string; readonly bytes: number }
  | { readonly source: "link"; readonly url: string }
  /** `path` is relative to the archive's directory. */
  | { readonly source: "archived"; readonly path: string; readonly mime: string }
  /** A mask that is drawn when it is sent: white over this part of a picture of that size, in pixels. */
  | { readonly source: "region"; readonly region: Region; readonly pixels: Size };

/** A part of a picture, for who has no mask at hand. */
export const REGIONS = ["left", "right", "top", "bottom", "center", "background"] as const;
export type Region = (typeof REGIONS)[number];

export type FieldValue = string | number | boolean | Size | InputImage | readonly InputImage[];
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a member asked of a model, by field name; only what was given, no defaults. */
export type ModelInput = Readonly<Record<string, FieldValue>>;
