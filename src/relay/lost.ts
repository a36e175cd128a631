import type { Lost } from "./exchange.ts";
import type { RelayError } from "./outcome.ts";

/** What it means that no whole answer came. Of a submit, only a request that never left is provably not taken. */
export function readLost(lost: Lost, call: "submit" | "read"): RelayError {
  const facts = { status: lost.status, body: null, taken: call === "submit" && !lost.sent ? "no" : "maybe" } as const;
  if (lost.why === "aborted") return { kind: "aborted", ...facts };
  if (call === "submit" && lost.sent) return { kind: "uncertain", ...facts, reason: UNCERTAIN[lost.why] };
  if (lost.why === "too_large")
    return { kind: "unreadable", ...facts, detail: "the answer is larger than any answer should be" };
  return { kind: "relay_down", ...facts, code: lost.why === "timeout" ? "TIMEOUT" : lost.code };
}

const UNCERTAIN = { connection: "connection_lost", timeout: "timeout", too_large: "unreadable" } as const;
