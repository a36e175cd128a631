import type { Clock } from "../clock.ts";
import { refusal } from "./errors.ts";
import type { InteractionTokens } from "./interaction-token.ts";
import type { InteractionAnswer } from "./person-api.ts";
import type { InteractionRow } from "./rows.ts";
import type { Snowflakes } from "./snowflakes.ts";
import type { State } from "./state.ts";
import { FIRST_ANSWER_MS, TOKEN_LIFE_MS } from "./wire.ts";

/** Long after its token has expired an interaction is still told apart from one that never was. */
const KEPT_MS = 24 * 4 * TOKEN_LIFE_MS;

export type NewInteraction = Pick<InteractionRow, "type" | "userId" | "channelId" | "guildId" | "owners"> &
  Partial<InteractionRow>;

/** Interactions and the time they have: three seconds for the first answer, fifteen minutes for all others. */
export class Interactions {
  readonly #state: State;
  readonly #ids: Snowflakes;
  readonly #clock: Clock;
  readonly #tokens: InteractionTokens;
  readonly #waiting = new Map<string, (answer: InteractionAnswer) => void>();

  constructor(deps: { state: State; ids: Snowflakes; clock: Clock; tokens: InteractionTokens }) {
    this.#state = deps.state;
    this.#ids = deps.ids;
    this.#clock = deps.clock;
    this.#tokens = deps.tokens;
  }

  /** Drops those whose time is long over; their messages stay. */
  forgetOld(): void {
    const now = this.#clock.now();
    for (const row of this.#state.interactions.values()) {
      if (row.createdAt < now - KEPT_MS) this.#state.interactions.delete(row.id);
    }
  }

  open(about: NewInteraction): InteractionRow {
    const id = this.#ids.next();
    const row: InteractionRow = {
      answered: null,
      ephemeral: false,
      originalId: null,
      sourceId: null,
      commandType: null,
      commandName: null,
      targetId: null,
      followUps: 0,
      modal: null,
      modalSubmitted: false,
      ...about,
      id,
      token: this.#tokens.make(id),
      createdAt: this.#clock.now(),
    };
    this.#state.interactions.set(id, row);
    return row;
  }

  get(id: string): InteractionRow | undefined {
    return this.#state.interactions.get(id);
  }

  change(id: string, changes: Partial<InteractionRow>): void {
    const row = this.#state.interactions.get(id);
    if (row !== undefined) this.#state.interactions.set(id, { ...row, ...changes });
  }

  /** What the person learns: the application's first answer, or that it did not come in time. */
  firstAnswer(id: string): Promise<InteractionAnswer> {
    return new Promise((resolve) => {
      const settle = (answer: InteractionAnswer) => {
        this.#waiting.delete(id);
        cancel();
        resolve(answer);
      };
      const cancel = this.#clock.after(FIRST_ANSWER_MS, () => settle({ outcome: "failed", reason: "no_answer" }));
      this.#waiting.set(id, settle);
    });
  }

  /** Hands the first answer to the person who waits for it. */
  settle(id: string, answer: InteractionAnswer): void {
    this.#waiting.get(id)?.(answer);
  }

  /** Nobody will hear an answer any more. */
  stop(): void {
    for (const settle of [...this.#waiting.values()]) settle({ outcome: "failed", reason: "no_answer" });
  }

  /** The interaction a first answer is for. Throws 10062 (unknown or late) and 40060 (answered already). */
  claimFirstAnswer(id: string, token: string): InteractionRow {
    const row = this.#state.interactions.get(id);
    if (row === undefined || row.token !== token) throw refusal.unknownInteraction();
    if (row.answered !== null) throw refusal.alreadyAcknowledged();
    if (this.#clock.now() - row.createdAt >= FIRST_ANSWER_MS) throw refusal.unknownInteraction();
    return row;
  }

  find(token: string): InteractionRow | undefined {
    return this.#state.interactions.get(this.#tokens.read(token) ?? "");
  }

  /** The interaction behind a token that still serves. Throws 10015 (unknown, or never answered) and 50027 (expired). */
  byToken(token: string): InteractionRow {
    const row = this.find(token);
    if (row === undefined) throw refusal.unknownWebhook();
    if (this.#clock.now() - row.createdAt >= TOKEN_LIFE_MS) throw refusal.invalidToken();
    if (row.answered === null) throw refusal.unknownWebhook();
    return row;
  }
}
