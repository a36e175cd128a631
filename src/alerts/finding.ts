/** What an operator is alerted of. */
export type AlertKind = "relay" | "balance" | "key" | "errors" | "disk" | "database";

/** Figures for the sentence. */
export type Facts = Readonly<Record<string, string | number>>;

/** How something stands now. Between good and bad is a stretch that says neither: so it does not flap. */
export interface Finding {
  readonly kind: AlertKind;
  /** Which of several; null where there is one for all processes. */
  readonly of: string | null;
  readonly state: "good" | "bad" | "unknown";
  /** When that showed. */
  readonly at: number;
  readonly facts: Facts;
}

/** What it is kept under. */
export function keyOf({ kind, of }: Pick<Finding, "kind" | "of">): string {
  return of === null ? kind : `${kind} ${of}`;
}

export function kindOf(key: string): AlertKind {
  const [word = ""] = key.split(" ");
  return KINDS.find((kind) => kind === word) ?? "errors";
}

const KINDS: readonly AlertKind[] = ["relay", "balance", "key", "errors", "disk", "database"];
