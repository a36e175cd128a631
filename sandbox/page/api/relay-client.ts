/** The relay's switches that the panel shows; there are more, see the relay's settings. */
export interface RelaySettings {
  workers: number;
  /** 1 is about as fast as the real models. */
  speed: number;
}

export interface RelayFault {
  fault: { at: string; kind: string };
  left: number | "always";
}

export interface RelayLedger {
  accepted: number;
  chargedUsd: number;
  entries: { state: string }[];
}

export interface RelayState {
  settings: RelaySettings;
  faults: RelayFault[];
  ledger: RelayLedger;
}

export const FAULT_PLACES = ["submit", "status", "result", "cancel", "file"] as const;

export const FAULT_KINDS = [
  "slow",
  "hang",
  "error",
  "rate-limited",
  "out-of-balance",
  "reset-before",
  "reset-after",
  "malformed",
  "truncated",
  "wrong-type",
  "unknown-status",
  "expired",
  "missing",
  "huge",
] as const;

export interface NewFault {
  at: (typeof FAULT_PLACES)[number];
  kind: (typeof FAULT_KINDS)[number];
  times: number | "always";
}

/** The sandbox relay's admin surface, `{relay}/sandbox/…`. */
export class RelayClient {
  readonly #base: string;

  constructor(relay: string) {
    this.#base = `${relay.replace(/\/$/, "")}/sandbox`;
  }

  /** null when the relay does not answer. */
  async read(): Promise<RelayState | null> {
    const [settings, faults, ledger] = await Promise.all([
      this.#ask<RelaySettings>("GET", "settings"),
      this.#ask<RelayFault[]>("GET", "faults"),
      this.#ask<RelayLedger>("GET", "ledger"),
    ]);
    return settings === null || faults === null || ledger === null ? null : { settings, faults, ledger };
  }

  change(settings: Partial<RelaySettings>): Promise<unknown> {
    return this.#ask("POST", "settings", settings);
  }

  addFault(fault: NewFault): Promise<unknown> {
    return this.#ask("POST", "faults", fault);
  }

  clearFaults(): Promise<unknown> {
    return this.#ask("DELETE", "faults");
  }

  async #ask<T>(method: string, name: string, body?: unknown): Promise<T | null> {
    const sent =
      body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    try {
      const answer = await fetch(`${this.#base}/${name}`, { method, ...sent });
      return answer.ok ? ((await answer.json()) as T) : null;
    } catch {
      return null;
    }
  }
}
