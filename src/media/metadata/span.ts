/** A part of a file that is to say nothing any more, and take the same room. */
export interface Span {
  readonly at: number;
  /** What is written at its beginning; zeros from `from` on. */
  readonly head: Buffer;
  readonly from: number;
  readonly to: number;
}
