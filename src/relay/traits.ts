/** What was found out about a relay, once: null means not known yet. */
export interface RelayTraits {
  /** Whether it answers `…/status`; without it a job is followed by its result's address. */
  readonly hasStatus: boolean | null;
  /** Whether it reads a request under the answered app name or wants the word "auto" in its place. */
  readonly app: "answered" | "auto" | null;
}

export const UNKNOWN_TRAITS: RelayTraits = { hasStatus: null, app: null };

/** Where the traits are kept between starts, per relay address. `write` is called only when something changed. */
export interface TraitsMemory {
  read(): RelayTraits;
  write(traits: RelayTraits): void;
}
