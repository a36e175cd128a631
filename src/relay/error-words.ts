import type { RelayError } from "./outcome.ts";

type Kind = RelayError["kind"];

/**
 * Words that decide by themselves, whatever the status says: gateways answer 200 or 500 for what is really 401 or 429.
 * fal's (https://docs.fal.ai/errors), then OpenAI's and those of the common gateway software.
 */
const DECISIVE: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["content_policy_violation", "content_policy"],
  ["content_filter", "content_policy"],
  ["moderation_blocked", "content_policy"],
  ["sensitive_words_detected", "content_policy"],
  ["invalid_api_key", "unauthorized"],
  ["authentication_error", "unauthorized"],
  ["insufficient_quota", "out_of_balance"],
  ["insufficient_user_quota", "out_of_balance"],
  ["pre_consume_token_quota_failed", "out_of_balance"],
  ["billing_hard_limit_reached", "out_of_balance"],
  ["rate_limit_exceeded", "rate_limited"],
  ["rate_limit_error", "rate_limited"],
  ["model_not_found", "not_found"],
]);

/** Of these the model stopped, not the input: asking again gives the same answer. */
const FAILED_GENERATION: ReadonlySet<string> = new Set([
  "internal_server_error",
  "generation_timeout",
  "downstream_service_error",
  "downstream_service_unavailable",
]);

export function decisiveKind(words: readonly string[]): Kind | null {
  return words.map((word) => DECISIVE.get(word)).find((kind) => kind !== undefined) ?? null;
}

export function isFailedGeneration(word: string): boolean {
  return FAILED_GENERATION.has(word);
}

/** fal's word for an empty purse is only a sentence ("User is locked. Reason: Exhausted balance"): read it beside a 403. */
export function speaksOfBalance(message: string): boolean {
  return /balance|quota|余额|额度|欠费/i.test(message);
}

/** The result's address answers 400 with a sentence while the job goes on: read it beside a 400. */
export function speaksOfProgress(message: string): boolean {
  return /in progress|in queue|not (yet )?(ready|completed|finished)|进行中|处理中|生成中|排队|未完成/i.test(message);
}
