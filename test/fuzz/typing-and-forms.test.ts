import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isJson, type Json, numberOf, objectsOf, textOf } from "../../sandbox/discord/json.ts";
import type { APIMessage, InteractionAnswer } from "../../sandbox/discord/person-api.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio, type Studio } from "../support/studio.ts";
import { componentsOf } from "../support/transcript.ts";
import { anyText } from "./any-text.ts";

const COMMAND = { slash: 1, user: 2, message: 3 };
const TEXT_OPTION = 3;
const TEXT_INPUT = 4;
const LONGEST_FIELD = 4_000;

/** Every option that offers choices while it is typed, by its command and subcommands. */
async function typedOptions({ nils }: Studio): Promise<{ path: readonly string[]; option: string }[]> {
  const below = (options: readonly Json[], path: readonly string[]): { path: readonly string[]; option: string }[] =>
    options.flatMap((each) => {
      const name = textOf(each["name"]) ?? "";
      const own = each["autocomplete"] === true && each["type"] === TEXT_OPTION ? [{ path, option: name }] : [];
      return [...own, ...below(objectsOf(each["options"]), [...path, name])];
    });
  const commands = objectsOf(await nils.commands());
  return commands.flatMap((each) => below(objectsOf(each["options"]), [textOf(each["name"]) ?? ""]));
}

/** The answer, while the bot's clock goes on. */
async function answered({ until }: Studio, asked: Promise<InteractionAnswer>): Promise<InteractionAnswer> {
  let isThere = false;
  void asked
    .catch(() => undefined)
    .finally(() => {
      isThere = true;
    });
  await until("an answer", () => isThere);
  return asked;
}

/** Texts for a form's fields, no longer than each lets a person type. */
function filled(components: readonly unknown[], text: string): Record<string, string> {
  const inputs = (component: Json): Json[] => {
    const inner = [...objectsOf(component["components"]), component["component"]].filter(isJson);
    return component["type"] === TEXT_INPUT ? [component] : inner.flatMap(inputs);
  };
  const fields = components.filter(isJson).flatMap(inputs);
  return Object.fromEntries(
    fields.map((each) => [
      textOf(each["custom_id"]) ?? "",
      text.slice(0, numberOf(each["max_length"]) ?? LONGEST_FIELD),
    ]),
  );
}

function idsOf(message: APIMessage): string[] {
  return componentsOf(message).flatMap(({ custom_id }) => (typeof custom_id === "string" ? [custom_id] : []));
}

async function openStudioWithPicture(...given: Parameters<typeof openStudio>) {
  const studio = await openStudio(...given);
  await makePicture(studio, studio.mira, { prompt: "a boat" });
  return { studio, picture: await studio.mira.lastMessage() };
}

test("whatever is typed, written into a form or pointed at, Discord takes what is answered", {
  timeout: 170_000,
}, async (t) => {
  const { studio, picture } = await openStudioWithPicture(t, { relay: { speed: 20 } });
  const { mira, nils, discord, log } = studio;
  const wellAnswered = async (what: string) => {
    const said = (await mira.messages()).at(-1)?.content ?? "";
    assert.doesNotMatch(said, /Something went wrong on my side/, `${what}\n${log.slice(-3).join("")}`);
    assert.deepEqual(discord.violations(), [], what);
  };

  await t.test("while an option is typed", async () => {
    const typed = await typedOptions(studio);
    assert.ok(typed.length > 3, JSON.stringify(typed));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...typed), anyText, async ({ path: [name = "", ...inner], option }, text) => {
        const values = [...inner].reverse().reduce<object>((all, each) => ({ [each]: all }), { [option]: text });
        const answer = await answered(studio, nils.autocomplete(name, values as Record<string, string>, option));
        assert.equal(answer.outcome, "choices", `${[name, ...inner, option].join(" ")}: ${JSON.stringify(text)}`);
        await wellAnswered(option);
      }),
      { numRuns: 80 },
    );
  });

  await t.test("in the forms of a picture's buttons", async () => {
    const opening: string[] = [];
    for (const id of idsOf(picture).filter((each) => !each.startsWith("delete:"))) {
      const answer = await answered(studio, mira.press(picture, id));
      if (answer.outcome === "modal") opening.push(id);
    }
    assert.ok(opening.length > 0, idsOf(picture).join(" "));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...opening), anyText, async (id, text) => {
        const form = await answered(studio, mira.press(picture, id));
        assert.ok(form.outcome === "modal", form.outcome);
        const answer = await answered(studio, mira.submitModal(form.modal, filled(form.data.components, text)));
        assert.ok(["answered", "refused", "modal"].includes(answer.outcome), `${answer.outcome} to ${id}`);
        await wellAnswered(id);
      }),
      { numRuns: 30 },
    );
  });

  await t.test("by the menus of people and messages", async () => {
    const commands = (await mira.commands()).filter(({ type }) => type !== COMMAND.slash);
    assert.ok(commands.length > 0);
    const targets = [picture, await mira.write("nothing but words"), ...(await mira.messages()).slice(-4)];
    for (const { name, type } of commands) {
      for (const target of type === COMMAND.user ? [mira.id, nils.id] : targets.map(({ id }) => id)) {
        const answer = await answered(studio, mira.command(name, {}, { target }));
        assert.ok(["answered", "modal", "refused"].includes(answer.outcome), `${answer.outcome} to ${name}`);
        await wellAnswered(name);
      }
    }
  });
});
