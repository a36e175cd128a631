/** What the relay answered, or why there is no such answer. The client never throws for what the network or the relay does. */
export type RelayOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RelayError };

/** Why a submit is uncertain: its answer was lost, came too late, or does not say whether the job exists. */
export type UncertainReason = "connection_lost" | "timeout" | "server_error" | "unreadable";

interface ErrorFacts {
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The answer's body for the log: the key taken out, at most 2,000 characters. Never shown to members. */
  readonly body: string | null;
  /**
   * Of a submit: "no" where it is proven that the relay did not take the request (nothing is charged).
   * "maybe" everywhere else, and always for the three reading calls.
   */
  readonly taken: "no" | "maybe";
}

/** A part of the input was refused, at submit or, on fal, only when the result is asked for. */
export interface RefusedInput extends ErrorFacts {
  readonly kind: "refused_input";
  /** Where in the body, dots between steps ("image_urls.0", "image_size.width"); null where not told. */
  readonly field: string | null;
  /** The relay's sentence, for the log or, escaped, for a curious member. */
  readonly detail: string;
  /** fal's stable word ("less_than_equal", "image_load_error"); null where not told. */
  readonly type: string | null;
  /** The bounds that were broken, as told ({ le: 20 }, { min_width: 14 }): plain values only. */
  readonly context: Readonly<Record<string, string | number | boolean>>;
}
/** The key is wrong or may not do this. */
export interface Unauthorized extends ErrorFacts {
  readonly kind: "unauthorized";
}
export interface OutOfBalance extends ErrorFacts {
  readonly kind: "out_of_balance";
}
export interface RateLimited extends ErrorFacts {
  readonly kind: "rate_limited";
  /** Milliseconds the relay asks us to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
}
/** The relay's own checks refused the prompt, an input picture or what came out. */
export interface ContentPolicy extends ErrorFacts {
  readonly kind: "content_policy";
  readonly field: string | null;
}
/** Nobody there, or it says itself that it cannot serve now. */
export interface RelayDown extends ErrorFacts {
  readonly kind: "relay_down";
  /** The network's word where no answer came ("ECONNREFUSED"), else null. */
  readonly code: string | null;
}
/** No such request (expired, or the read side lags shortly after a submit), or no such model on submit. */
export interface NotFound extends ErrorFacts {
  readonly kind: "not_found";
}
/** The relay took the request and could not make it. Asking again gives the same answer. */
export interface GenerationFailed extends ErrorFacts {
  readonly kind: "generation_failed";
  /** fal's stable word ("internal_server_error", "generation_timeout"); null where not told. */
  readonly type: string | null;
  readonly detail: string;
}
/** An answer came that means nothing known. */
export interface Unreadable extends ErrorFacts {
  readonly kind: "unreadable";
  /** Our words, for the log. */
  readonly detail: string;
}
/** Only of a submit: the relay may have taken it, so it must never be sent again by itself. */
export interface Uncertain extends ErrorFacts {
  readonly kind: "uncertain";
  readonly reason: UncertainReason;
}
/** The caller's signal ended the call. Of a submit, `taken` says whether it had left already. */
export interface Aborted extends ErrorFacts {
  readonly kind: "aborted";
}

export type RelayError =
  | RefusedInput
  | Unauthorized
  | OutOfBalance
  | RateLimited
  | ContentPolicy
  | RelayDown
  | NotFound
  | GenerationFailed
  | Unreadable
  | Uncertain
  | Aborted;
