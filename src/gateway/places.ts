import type { Clock } from "../clock.ts";
import type { ChannelFacts } from "../delivery/discord-api.ts";
import type { SeenPlace } from "../interaction.ts";
import type { Place } from "../policy/request.ts";

const KEPT_MS = 5 * 60_000;

export interface PlacesOptions {
  /** What Discord says of a channel, soon or not at all: an interaction waits for it. */
  readonly channel: (id: string) => Promise<ChannelFacts | null>;
  readonly clock: Clock;
}

/** Knows what an interaction leaves out: the category and the age restriction of a thread's channel. */
export class Places {
  readonly #options: PlacesOptions;
  readonly #kept = new Map<string, { readonly facts: ChannelFacts; readonly until: number }>();

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** Where Discord does not tell, what is known stands: without a category and not age-restricted. */
  async complete(seen: SeenPlace): Promise<Place> {
    const { complete, ...place } = seen;
    if (complete) return place;
    const own = place.threadOf === null ? await this.#channel(place.channelId) : null;
    const threadOf = place.threadOf ?? (own?.isThread ? own.parentId : null);
    const channel = threadOf === null ? own : await this.#channel(threadOf);
    if (channel === null) return { ...place, threadOf };
    return { ...place, threadOf, categoryId: channel.parentId, ageRestricted: channel.ageRestricted };
  }

  async #channel(id: string): Promise<ChannelFacts | null> {
    const now = this.#options.clock.now();
    const kept = this.#kept.get(id);
    if (kept !== undefined && kept.until > now) return kept.facts;
    const facts = await this.#options.channel(id);
    for (const [other, { until }] of this.#kept) if (until <= now) this.#kept.delete(other);
    if (facts !== null) this.#kept.set(id, { facts, until: now + KEPT_MS });
    return facts;
  }
}
