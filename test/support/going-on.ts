import assert from "node:assert/strict";
import { isJson, type Json, listOf, objectsOf, textOf } from "../../sandbox/discord/json.ts";
import { flatten } from "../../sandbox/discord/message-components.ts";
import type { APIMessage, InteractionAnswer } from "../../sandbox/discord/person-api.ts";
import { localeFor } from "../../src/texts/localized.ts";
import { say } from "../../src/texts/say.ts";
import type { Person, PersonFile } from "./person.ts";
import type { Studio } from "./studio.ts";

const EPHEMERAL = 1 << 6;

/** The language that someone reads. */
export function localeOf({ id, world }: Person) {
  return localeFor(world.people.find(({ user }) => user.id === id)?.locale ?? "");
}

/** The newest message that everyone sees. */
export async function lastPicture(who: Person, channel?: string): Promise<APIMessage> {
  const message = (await who.messages(channel)).findLast(({ flags }) => ((flags ?? 0) & EPHEMERAL) === 0);
  assert.ok(message);
  return message;
}

/** The labels of a message's buttons, and of its selects' choices. */
export function labelsOf(message: APIMessage): string[] {
  return flatten(listOf(message.components)).flatMap((part) => [
    ...(textOf(part["label"]) === undefined ? [] : [String(part["label"])]),
    ...objectsOf(part["options"]).map((option) => String(option["label"])),
  ]);
}

/** The addresses of the pictures in a message's gallery. */
export function picturesIn(message: APIMessage): string[] {
  const items = flatten(listOf(message.components)).flatMap((part) => objectsOf(part["items"]));
  return items.flatMap(({ media }) => (isJson(media) ? (textOf(media["url"]) ?? []) : []));
}

/** The custom id of a button, by its label, or of the only select. */
export function customIdOf(message: APIMessage, label: string | null): string {
  const parts = flatten(listOf(message.components));
  const part = parts.find((each) => (label === null ? Array.isArray(each["options"]) : each["label"] === label));
  assert.ok(part, `${label} is not among ${labelsOf(message).join(", ")}`);
  return String(part["custom_id"]);
}

/** The panel behind "More…", once it is there. */
export async function panelOf(studio: Studio, who: Person, message: APIMessage, button = "More…"): Promise<APIMessage> {
  await who.press(message, button);
  return untilPanel(studio, who);
}

export async function untilPanel({ until }: Studio, who: Person): Promise<APIMessage> {
  const titles = [say(localeOf(who), "go_title"), say(localeOf(who), "go_title_answer")];
  let found: APIMessage | undefined;
  await until("the panel", async () => {
    const last = (await who.messages()).findLast(({ flags }) => ((flags ?? 0) & EPHEMERAL) !== 0);
    const shown = JSON.stringify(last?.components ?? []);
    found = titles.some((title) => shown.includes(title)) ? last : undefined;
    return found !== undefined;
  });
  assert.ok(found);
  return found;
}

/** A form that was opened. */
export class Form {
  readonly #who: Person;
  readonly #modal: string;
  readonly #parts: readonly Json[];
  readonly title: string;

  constructor(who: Person, answer: InteractionAnswer) {
    assert.ok(answer.outcome === "modal", JSON.stringify(answer));
    this.#who = who;
    this.#modal = answer.modal;
    this.title = answer.data.title;
    const parts: unknown[] = listOf(answer.data.components);
    this.#parts = parts.filter(isJson).map((label) => (isJson(label["component"]) ? label["component"] : {}));
  }

  /** The fields' names, in order. */
  get names(): string[] {
    return this.#parts.map((part) => String(part["custom_id"]));
  }

  values(field: string): string[] {
    return objectsOf(this.#part(field)?.["options"]).map((option) => String(option["value"]));
  }

  value(field: string): string | undefined {
    return textOf(this.#part(field)?.["value"]);
  }

  /** With what stands in it already, where nothing else is said. */
  submit(fields: Record<string, string | string[] | PersonFile[]>): Promise<InteractionAnswer> {
    const standing = Object.fromEntries(
      this.#parts.flatMap((part): [string, string | string[]][] => {
        const chosen = objectsOf(part["options"]).filter((option) => option["default"] === true);
        const text = textOf(part["value"]);
        const value = chosen.length > 0 ? chosen.map((option) => String(option["value"])) : text;
        return value === undefined ? [] : [[String(part["custom_id"]), value]];
      }),
    );
    return this.#who.submitModal(this.#modal, { ...standing, ...fields });
  }

  #part(field: string): Json | undefined {
    return this.#parts.find((part) => part["custom_id"] === field);
  }
}

export async function form(who: Person, message: APIMessage, button: string): Promise<Form> {
  return new Form(who, await who.press(message, button));
}

/** Does something, and waits for the next request that it leads to at the relay. */
export async function sentBy(
  { relay, until }: Studio,
  deed: () => Promise<InteractionAnswer>,
): Promise<{ readonly path: string; readonly body: Json }> {
  const submits = () => relay.requests().filter(({ method }) => method === "POST");
  const before = submits().length;
  const answer = await deed();
  assert.equal(answer.outcome, "answered", JSON.stringify(answer));
  await until("a request at the relay", () => submits().length > before);
  const sent = submits()[before];
  assert.ok(sent && isJson(sent.body));
  return { path: sent.path, body: sent.body };
}
