/** A file to upload: streamed from the disk, or from memory when it is small, in one piece or several. */
export type Upload = { readonly name: string; readonly mime: string } & (
  | { readonly path: string }
  | { readonly bytes: Uint8Array | readonly Uint8Array[] }
);

/** What is asked for of its limit: Discord may refuse what it said it would take (a boost that ended meanwhile). */
export const UPLOAD_SCALES = [1, 0.5, 0.2];
