/** A file to upload: streamed from the disk, or from memory when it is small, in one piece or several. */
export type Upload = { readonly name: string; readonly mime: string } & (
  | { readonly path: string }
  | { readonly bytes: Uint8Array | readonly Uint8Array[] }
);
