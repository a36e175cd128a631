import type { House } from "./house.ts";
import type { People } from "./people.ts";
import type { Deed } from "./plan.ts";
import type { Supervisor } from "./supervisor.ts";

/** Does what a plan says, and undoes what lasts only for a while. */
export class Scene {
  /** How often each kind of trouble came. */
  readonly troubles: Record<string, number> = {};
  readonly #house: House;
  readonly #people: People;
  /** What lasts now, each with its end. */
  readonly #lasting = new Map<symbol, { readonly what: string; readonly end: () => Promise<void> }>();
  /** How many of the relay's requests were looked at for faults. */
  #counted = 0;
  #recent: { readonly what: string; readonly until: number }[] = [];

  constructor(house: House, people: People) {
    this.#house = house;
    this.#people = people;
  }

  perform(deed: Deed, supervisor: Supervisor): void {
    switch (deed.do) {
      case "ask":
        this.#people.ask(deed);
        break;
      case "press":
        this.#people.press(deed);
        break;
      case "kill":
        supervisor.kill(deed.downMs);
        break;
      case "kill at":
        supervisor.killAt(deed.line, deed.downMs);
        break;
      case "terminate":
        void supervisor.terminate(deed.downMs);
        break;
      case "relay fault":
        this.#house.relay.faults.add(deed.fault);
        break;
      case "discord fault":
        this.#recent.push({ what: `Discord ${deed.fault.kind}`, until: Number.POSITIVE_INFINITY });
        this.#house.discord.faults.add(deed.fault);
        break;
      default:
        this.#trouble(deed);
    }
  }

  /** What troubles the program at this moment, or did so a moment ago. */
  presentTrouble(): string {
    const now = this.#house.clock.now();
    this.#recent = this.#recent.filter(({ until }) => until > now);
    return [...[...this.#lasting.values()].map(({ what }) => what), ...this.#recent.map(({ what }) => what)].join(", ");
  }

  /** Ends every trouble. */
  async calm(): Promise<void> {
    for (const { end } of [...this.#lasting.values()]) await end();
    this.#house.disk.heal();
    const { relay, discord } = this.#house;
    this.#countRelayFaults();
    for (const [kind, times] of discord.faults.met) this.#count(`Discord ${kind}`, times);
    discord.faults.met.clear();
    relay.faults.clear();
    discord.faults.clear();
  }

  #trouble(
    deed: Exclude<Deed, { do: "ask" | "press" | "kill" | "kill at" | "terminate" | "relay fault" | "discord fault" }>,
  ): void {
    const { disk, discord } = this.#house;
    switch (deed.do) {
      case "lock database":
        if (disk.lock()) this.#lasts("database locked", deed.forMs, async () => disk.unlock());
        break;
      case "fill disk":
        if (disk.fill()) this.#lasts("disk full", deed.forMs, async () => disk.free());
        break;
      case "read-only":
        if (disk.makeReadOnly(deed.folder))
          this.#lasts(`read-only ${deed.folder}`, deed.forMs, async () => disk.makeWritable());
        break;
      case "relay down":
        this.#relayDown(deed.forMs);
        break;
      case "delete message":
        this.#deleteMessage(deed.pick);
        break;
      case "delete channel":
        if (this.troubles["channel deleted"] !== undefined) break;
        this.#count("channel deleted");
        discord.settings.deleteChannel(deed.channel);
        break;
      case "deny": {
        const allow = (allowed: boolean) => discord.settings.setBotPermission("general", deed.permission, allowed);
        allow(false);
        this.#lasts(`${deed.permission} denied`, deed.forMs, async () => allow(true));
        break;
      }
    }
  }

  #deleteMessage(pick: number): void {
    const found = this.#people.messages();
    const chosen = found[Math.floor(pick * found.length)];
    if (chosen === undefined) return;
    this.#count("message deleted");
    this.#house.discord.settings.deleteMessage(chosen.id);
  }

  #relayDown(forMs: number): void {
    const what = "relay down";
    if ([...this.#lasting.values()].some((each) => each.what === what)) return;
    this.#countRelayFaults();
    this.#counted = 0;
    const stopped = this.#house.stopRelay();
    this.#lasts(what, forMs, () => stopped.then(() => this.#house.startRelay()));
  }

  /** A trouble that ends by itself, and is forgiven a while after. */
  #lasts(what: string, forMs: number, undo: () => Promise<void>): void {
    this.#count(what);
    const key = Symbol(what);
    let undone: Promise<void> | null = null;
    const stopTimer = this.#house.clock.after(forMs, () => void end());
    const end = () => {
      undone ??= undo().then(() => {
        stopTimer();
        this.#lasting.delete(key);
        this.#recent.push({ what, until: this.#house.clock.now() + FORGIVEN_MS });
      });
      return undone;
    };
    this.#lasting.set(key, { what, end });
  }

  #countRelayFaults(): void {
    const requests = this.#house.relay.requests();
    for (const { fault } of requests.slice(this.#counted)) if (fault !== undefined) this.#count(`relay ${fault}`);
    this.#counted = requests.length;
  }

  #count(what: string, times = 1): void {
    this.troubles[what] = (this.troubles[what] ?? 0) + times;
  }
}

/** A start that failed on a trouble may end a little after it. */
const FORGIVEN_MS = 20_000;
