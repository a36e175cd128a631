import type { Clock } from "../../clock.ts";
import type { PersonEvent, World } from "../../discord/person-api.ts";
import { LiveEvents, type LiveState } from "../api/live-events.ts";
import type { Got, PersonClient } from "../api/person-client.ts";
import { allChannels } from "../world-names.ts";
import { applyEvent } from "./apply-event.ts";
import { withMessage, withoutMessage } from "./message-list.ts";
import { FIRST_VIEW, type View } from "./view.ts";

export interface SessionOptions {
  client: PersonClient;
  /** The address of a person's events. */
  eventsAddress: (user: string) => string;
  clock: Clock;
  random: () => number;
  /** Told whenever the person or the channel changes, for the address bar. */
  onPlace: (place: { user: string; channel: string }) => void;
}

/** One person looking at the sandbox: holds the view, keeps it fresh, and is told what the person does. */
export class Session {
  readonly client: PersonClient;
  readonly clock: Clock;
  readonly #options: SessionOptions;
  readonly #listeners = new Set<() => void>();
  #view: View = FIRST_VIEW;
  #live: LiveEvents | null = null;
  #cancelRetry: (() => void) | null = null;
  /** What was heard while messages were being fetched: the answer may be older than that. */
  readonly #loads = new Set<PersonEvent[]>();
  /** Grows with each change of person, so that answers meant for the one before are dropped. */
  #era = 0;

  constructor(options: SessionOptions) {
    this.client = options.client;
    this.clock = options.clock;
    this.#options = options;
  }

  get view(): View {
    return this.#view;
  }

  /** The returned function ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  update(change: Partial<View> | ((view: View) => View)): void {
    this.#view = typeof change === "function" ? change(this.#view) : { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Opens the world as `user`, or as its first person when there is none of that id. */
  async enter(user: string, channel: string): Promise<void> {
    this.#era += 1;
    const era = this.#era;
    this.#live?.stop();
    this.#cancelRetry?.();
    this.update({ ...FIRST_VIEW, world: this.#view.world, live: this.#view.live, user });
    const got = await this.#fetchWorld(user);
    if (era !== this.#era) return;
    if (!got.ok) {
      this.update({ worldTrouble: got.error, live: "waiting" });
      this.#cancelRetry = this.#options.clock.after(RETRY_MS, () => void this.enter(user, channel));
      return;
    }
    const world = got.value;
    const person = world.people.find((each) => each.user.id === user) ?? world.people[0];
    this.update({ world, worldTrouble: null, user: person?.user.id ?? "" });
    this.openChannel(channel);
    this.#follow();
  }

  leave(): void {
    this.#era += 1;
    this.#live?.stop();
    this.#cancelRetry?.();
  }

  openChannel(wanted: string): void {
    const { world } = this.#view;
    if (world === null) return;
    const channels = allChannels(world).filter((each) => each.kind !== "category");
    const first = channels.find((each) => each.kind === "text") ?? channels[0];
    const channel = channels.find((each) => each.id === wanted)?.id ?? first?.id ?? "";
    const unread = new Set(this.#view.unread);
    unread.delete(channel);
    this.update({ channel, unread, returned: null });
    this.#options.onPlace({ user: this.#view.user, channel });
    if (this.#view.messages[channel] === undefined) void this.loadMessages(channel);
    if (this.#view.commands[channel] === undefined) void this.loadCommands(channel);
  }

  async loadMessages(channel: string): Promise<void> {
    const era = this.#era;
    const meanwhile: PersonEvent[] = [];
    this.#loads.add(meanwhile);
    const got = await this.client.messages(this.#view.user, channel);
    this.#loads.delete(meanwhile);
    if (era !== this.#era || !got.ok) return;
    this.update((view) => {
      const loaded = { ...view, messages: { ...view.messages, [channel]: got.value } };
      return meanwhile.filter((event) => "channel" in event && event.channel === channel).reduce(applyEvent, loaded);
    });
  }

  async loadCommands(channel: string): Promise<void> {
    const era = this.#era;
    const got = await this.client.commands(this.#view.user, channel);
    if (era !== this.#era || !got.ok) return;
    this.update((view) => ({ ...view, commands: { ...view.commands, [channel]: got.value } }));
  }

  /** A person writes a plain message; the returned sentence says why it was not taken. */
  async write(content: string, files: readonly File[] = []): Promise<string | null> {
    const { user, channel } = this.#view;
    const named = new Map(files.map((file, index) => [`files[${index}]`, file]));
    const got = await this.client.write(user, channel, content, named);
    if (!got.ok) return got.error;
    this.update((view) => ({
      ...view,
      messages: { ...view.messages, [channel]: withMessage(view.messages[channel] ?? [], got.value.message) },
    }));
    return null;
  }

  /** Dismisses an ephemeral message or deletes an own one. */
  async remove(message: string): Promise<string | null> {
    const { user, channel } = this.#view;
    const got = await this.client.remove(user, channel, message);
    if (!got.ok) {
      // Perhaps it is long gone, and the page has not heard.
      if (got.status !== 0) await this.loadMessages(channel);
      return got.error;
    }
    this.update((view) => ({
      ...view,
      messages: { ...view.messages, [channel]: withoutMessage(view.messages[channel] ?? [], message) },
    }));
    return null;
  }

  /** Sets the language of one's own client. */
  async speak(locale: string): Promise<void> {
    const got = await this.client.speak(this.#view.user, locale);
    if (got.ok) await this.#refreshWorld();
    else this.update({ notice: got.error });
  }

  /** Brings the application along for oneself, or leaves it: then other channels are of use, with other commands. */
  async takeAlong(along: boolean): Promise<void> {
    const got = await this.client.takeAlong(this.#view.user, along);
    if (got.ok) await this.#refreshWorld();
    else this.update({ notice: got.error });
    this.openChannel(this.#view.channel);
  }

  /** Connects to the events again at once. */
  hurry(): void {
    this.#live?.hurry();
  }

  #follow(): void {
    const era = this.#era;
    this.#live = new LiveEvents({
      address: this.#options.eventsAddress(this.#view.user),
      clock: this.clock,
      random: this.#options.random,
      onEvent: (event) => era === this.#era && this.#heard(event),
      onState: (state) => era === this.#era && this.#connection(state),
    });
    this.#live.start();
  }

  #heard(event: PersonEvent): void {
    for (const meanwhile of this.#loads) meanwhile.push(event);
    this.update((view) => applyEvent(view, event));
    if (event.type === "commands_update") void this.loadCommands(this.#view.channel);
    if (event.type === "bot_presence" && this.#view.world?.bot === null) void this.#refreshWorld();
  }

  /** What happened before the connection stood was not told, so it is fetched. */
  #connection(live: LiveState): void {
    this.update({ live });
    if (live !== "live") return;
    const { channel } = this.#view;
    this.update((view) => ({
      ...view,
      messages: pick(view.messages, channel),
      commands: pick(view.commands, channel),
    }));
    void this.#refreshWorld();
    void this.loadMessages(channel);
    void this.loadCommands(channel);
  }

  async #refreshWorld(): Promise<void> {
    const era = this.#era;
    const got = await this.client.world(this.#view.user);
    if (got.ok && era === this.#era) this.update({ world: got.value });
  }

  /** A person from an old bookmark may be unknown to the server: then whoever comes first. */
  async #fetchWorld(user: string): Promise<Got<World>> {
    const got = await this.client.world(user);
    if (!got.ok) return got;
    const { people } = got.value;
    const [first] = people;
    if (first === undefined || people.some((person) => person.user.id === user)) return got;
    return this.client.world(first.user.id);
  }
}

const RETRY_MS = 1500;

function pick<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const value = record[key];
  return value === undefined ? {} : { [key]: value };
}
