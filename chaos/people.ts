import sharp from "sharp";
import type { InteractionAnswer } from "../sandbox/discord/person-api.ts";
import type { InteractionRow, MessageRow } from "../sandbox/discord/rows.ts";
import { type Person, type PersonFile, person } from "../test/support/person.ts";
import { type Ask, PEOPLE, type Press, type Who } from "./deeds.ts";
import type { House } from "./house.ts";
import { customIdsOf, textOf } from "./message-parts.ts";

export interface Asked {
  readonly ask: Ask;
  readonly answer: InteractionAnswer | { readonly outcome: "could not ask"; readonly reason: string };
}

const MOST_TRIES = 4;
/** Before somebody who read that nothing answered asks again, of the plan's time. */
const PATIENCE_MS = 7_000;
/** Before somebody has read a preview. */
const READING_MS = 2_000;
/** More than a plan has requests. */
const TRIES_APART = 100;

/** What people need of a house. */
type Place = Pick<House, "clock" | "discord" | "store">;

/** The people of a plan, and what came of what they did. */
export class People {
  readonly asked: Asked[] = [];
  readonly pressed: string[] = [];
  readonly #house: Place;
  readonly #people: ReadonlyMap<Who, Person>;
  readonly #picture: PersonFile;
  readonly #underWay = new Set<Promise<void>>();

  private constructor(house: Place, people: ReadonlyMap<Who, Person>, file: PersonFile) {
    this.#house = house;
    this.#people = people;
    this.#picture = file;
  }

  static async meet(house: Place): Promise<People> {
    const met = await Promise.all(PEOPLE.map(async (name) => [name, await person(house.discord, name)] as const));
    return new People(house, new Map(met), await smallPicture());
  }

  /** Asks, and again as long as nothing answers, each time with another seed: those are other jobs. */
  ask(ask: Ask): void {
    const images = Object.fromEntries(ask.images.map((name) => [name, this.#picture]));
    this.#go(async () => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const options = { ...ask.options, seed: Number(ask.options["seed"]) + tries * TRIES_APART };
        const answer = await this.#named(ask.who)
          .command(ask.command, { ...options, ...images }, { channel: ask.channel })
          .catch((error: Error) => ({ outcome: "could not ask" as const, reason: error.message.slice(0, 120) }));
        this.asked.push({ ask: { ...ask, options }, answer });
        if (answer.outcome === "answered" && ask.alternatives !== undefined) await this.#makeAll(ask);
        if (answer.outcome !== "failed") return;
        await this.#house.clock.sleep(PATIENCE_MS);
      }
    });
  }

  /** Presses a button of that kind somewhere, if there is one. */
  press({ who, button, pick }: Omit<Press, "do">): void {
    const found = (who === "whoever asked" ? this.#all() : this.messages()).flatMap((row) =>
      customIdsOf(row.message)
        .filter((id) => id.startsWith(`${button}:`))
        .map((customId) => ({ row, customId })),
    );
    const chosen = found[Math.floor(pick * found.length)];
    if (chosen === undefined) return;
    const by = who === "whoever asked" ? this.#asker(chosen.row) : this.#named(who);
    this.#go(async () => {
      const answer = await by
        .press(chosen.row.message, chosen.customId)
        .catch((error: Error) => ({ outcome: error.message.slice(0, 120) }));
      this.pressed.push(`${who} ${chosen.customId}: ${answer.outcome}`);
    });
  }

  /** Messages that everyone in their channel sees, oldest first. */
  messages(): MessageRow[] {
    return this.#all().filter(({ onlyFor }) => onlyFor === null);
  }

  /** Whether someone waits for an answer. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  /** How many wait for an answer, or ask again before long. */
  get waiting(): number {
    return this.#underWay.size;
  }

  /** Waits for the preview and has all of it made, again as long as nothing answers: it must be made once. */
  async #makeAll({ who, options }: Ask): Promise<void> {
    const [marker = ""] = String(options["prompt"]).split(" ");
    const asker = this.#named(who);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.#house.clock.sleep(READING_MS);
      for (const { onlyFor, message } of this.#all().toReversed()) {
        const make = customIdsOf(message).find((id) => id.startsWith("batch:make:"));
        if (make === undefined || onlyFor !== asker.id || !textOf(message).includes(marker)) continue;
        const answer = await asker.press(message, make).catch((error: Error) => ({ outcome: error.message }));
        this.pressed.push(`${who} ${make}: ${answer.outcome.slice(0, 120)}`);
        if (answer.outcome === "answered") return;
      }
    }
  }

  #all(): MessageRow[] {
    return this.#house.store.collection<MessageRow>("discord.messages").values();
  }

  /** Whose request a message answers; in a direct message, whoever it is with. */
  #asker({ interactionId, onlyFor }: MessageRow): Person {
    const interaction = this.#house.store
      .collection<InteractionRow>("discord.interactions")
      .values()
      .find(({ id }) => id === interactionId);
    const people = [...this.#people.values()];
    const found = people.find(({ id }) => id === (onlyFor ?? interaction?.userId));
    return found ?? this.#named("Mira");
  }

  #named(who: Who): Person {
    const found = this.#people.get(who);
    if (found === undefined) throw new Error(`nobody is called ${who}`);
    return found;
  }

  #go(deed: () => Promise<void>): void {
    const done = deed().finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }
}

async function smallPicture(): Promise<PersonFile> {
  const create = { width: 64, height: 48, channels: 3, background: "#3377aa" } as const;
  return { name: "picture.png", type: "image/png", bytes: await sharp({ create }).png().toBuffer() };
}
