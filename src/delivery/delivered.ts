/** What became of showing a job's end. */
export type Delivered =
  | { readonly outcome: "shown"; readonly where: "reply" | "direct message" }
  /** Discord does not answer now, or the archive: worth another try. */
  | { readonly outcome: "later"; readonly code: number | string }
  /** Nobody can be shown it: the message is gone or may not be written. */
  | { readonly outcome: "impossible"; readonly code: number | string };
