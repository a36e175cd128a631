/** What was found out about a relay, once: null means not known yet. */
export interface RelayTraits {
  /** Whether it answers `…/status`; without it a job is followed by its result's address. */
  readonly hasStatus: boolean | null;
  /** Whether it reads a request under the answered app name or wants the word "auto" in its place. */
  readonly app: "answered" | "auto" | null;
  /** Whether it calls the address that a submit names. False once calls stay away that came before. */
  readonly callsBack: boolean | null;
  /** Whether its calls are signed: then no other is believed. Never false: a signature may only have been lost. */
  readonly signsCalls: true | null;
  /** Whether it answers `…/status/stream` with events as they come. */
  readonly hasStream: boolean | null;
}

export const UNKNOWN_TRAITS: RelayTraits = {
  hasStatus: null,
  app: null,
  callsBack: null,
  signsCalls: null,
  hasStream: null,
};

/** Where the traits are kept between starts, per relay address. `write` is called only when something changed. */
export interface TraitsMemory {
  read(): RelayTraits;
  write(traits: RelayTraits): void;
}

/** Writes down what was found out, where it is news. */
export function learn(traits: TraitsMemory, found: Partial<RelayTraits>): void {
  const known = traits.read();
  const learned = { ...known, ...found };
  const isNews = Object.entries(learned).some(([name, value]) => known[name as keyof RelayTraits] !== value);
  if (isNews) traits.write(learned);
}
