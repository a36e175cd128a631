export type MediaKind = "image" | "video" | "audio" | "file";

/** One output file, as told: nothing here is checked against the bytes. */
export interface ResultMedia {
  readonly kind: MediaKind;
  /** http(s) as told, a path of the relay put under its origin, or a `data:` address. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly contentType: string | null;
  readonly fileName: string | null;
  readonly bytes: number | null;
}

export interface RelayResult {
  readonly media: readonly ResultMedia[];
  readonly text: string | null;
  /** Decimal digits; up to 2^64, so never a number. */
  readonly seed: string | null;
  /** One per image, in their order; empty where not told. */
  readonly nsfw: readonly boolean[];
  readonly inferenceSeconds: number | null;
}
