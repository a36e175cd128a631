/** A bucket of an S3-compatible storage, and how to speak to it. */
export interface Bucket {
  readonly name: string;
  /** Null: AWS itself. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Null: what AWS' own tools would find, in the environment, a file or the machine's role. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** What every key begins with; empty or ending in "/". */
  readonly prefix: string;
}
