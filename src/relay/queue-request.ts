/**
 * The relay's side of a job, as its submit answered. Paths begin with "/", may carry a query, and have no host:
 * the answered host (queue.fal.run) is replaced by the relay's, the path is taken as answered, never computed.
 */
export interface QueueRequest {
  readonly requestId: string;
  /** null where the relay gave neither an address nor anything to derive one from. */
  readonly statusPath: string | null;
  readonly responsePath: string | null;
  readonly cancelPath: string | null;
}
