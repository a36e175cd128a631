import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { objectsOf } from "../../../sandbox/discord/json.ts";
import { flatten } from "../../../sandbox/discord/message-components.ts";
import type { InteractionAnswer } from "../../../sandbox/discord/person-api.ts";
import { DEED_FORMS, SETTING_FORMS } from "../../../src/commands/moderation/forms.ts";
import { openStudio, type Studio } from "../../support/studio.ts";
import { type Control, everySubcommand, openToEveryone, panelControls, showEveryone, use } from "./every-way-in.ts";

const REFUSED = /Only moderators may do this/;
const BUTTON = 2;

/** How the log of what moderators did stands. */
async function logged({ theo }: Studio): Promise<string> {
  await theo.command("easel", { audit: {} });
  const { components } = await theo.lastMessage();
  return flatten(objectsOf(components))
    .flatMap(({ content }) => (typeof content === "string" ? [content] : []))
    .join("\n");
}

async function assertRefused({ mira }: Studio, what: string, answer: InteractionAnswer) {
  assert.equal(answer.outcome, "answered", what);
  const message = await mira.lastMessage();
  assert.match(message.content, REFUSED, what);
  await mira.dismiss(message);
}

test("members are not offered /easel, moderators are, and nobody is in direct messages", async (t) => {
  const { mira, nils, theo } = await openStudio(t);
  const offered = async (commands: Promise<{ name: string }[]>) =>
    (await commands).some(({ name }) => name === "easel");
  assert.deepEqual(
    [
      await offered(mira.commands()),
      await offered(nils.commands()),
      await offered(theo.commands()),
      await offered(theo.commands("dm")),
    ],
    [false, false, true, false],
  );
});

test("the moderators' guide names every subcommand", async (t) => {
  const studio = await openStudio(t);
  const guide = readFileSync("docs/moderators.md", "utf8");
  const [command] = (await studio.theo.commands()).filter(({ name }) => name === "easel");
  assert.ok(command);
  const missing = [...everySubcommand(command, studio).keys()].filter((name) => !guide.includes(`/easel ${name}`));
  assert.deepEqual(missing, []);
});

test("a member who is shown /easel nevertheless is refused by every subcommand", async (t) => {
  const studio = await openStudio(t);
  const command = await openToEveryone(studio);
  const subcommands = everySubcommand(command, studio);
  assert.ok(subcommands.size >= 40, String(subcommands.size));
  for (const [name, values] of subcommands)
    await assertRefused(studio, name, await studio.mira.command("easel", values));
  for (const values of [{ model: { switch: { model: "fl" } } }, { why: { model: "fl" } }]) {
    const answer = await studio.mira.autocomplete("easel", values, "model");
    assert.deepEqual(answer, { outcome: "choices", choices: [] });
  }
  assert.match(await logged(studio), /Nothing was changed here yet/);
});

test("a member is refused by every control of the panel, wherever they meet it", async (t) => {
  const studio = await openStudio(t);
  const controls = await panelControls(studio);
  const actions = new Set(controls.map(({ customId }) => customId.split(":")[2]));
  assert.deepEqual([...actions].sort(), ["do", "form", "go", "pick", "set", "turn", "undo"]);
  assert.ok(controls.length > 60, String(controls.length));
  const before = await logged(studio);
  assert.match(before, /#3(.|\n)*#2(.|\n)*#1/);
  for (const control of controls) {
    const message = await showEveryone(studio, control);
    await assertRefused(studio, control.customId, await use(studio.mira, message, control));
  }
  for (const customId of ["easel:x", "easel:where:set:nothing", "easel:-:undo:1", "easel"]) {
    const control: Control = {
      customId,
      type: BUTTON,
      component: { type: BUTTON, style: 2, label: "?", custom_id: customId },
    };
    await assertRefused(studio, customId, await use(studio.mira, await showEveryone(studio, control), control));
  }
  assert.equal(await logged(studio), before);
});

test("a form sent after its member lost the role changes nothing", async (t) => {
  const studio = await openStudio(t);
  const { mira, theo } = studio;
  const controls = (await panelControls(studio)).filter(({ customId }) => customId.split(":")[2] === "form");
  const forms = new Set(controls.map(({ customId }) => customId.split(":")[3]));
  assert.deepEqual([...forms].sort(), [...Object.keys(SETTING_FORMS), ...Object.keys(DEED_FORMS)].sort());
  const role = String(theo.world.guilds[0]?.roles.find(({ name }) => name === "Member")?.id);
  await theo.command("easel", { moderators: { add: { role } } });
  const open: { form: string; modal: string; fields: Record<string, string> }[] = [];
  for (const control of controls) {
    const answer = await use(mira, await showEveryone(studio, control), control);
    assert.ok(answer.outcome === "modal", `${control.customId}: ${JSON.stringify(answer)}`);
    const inputs = flatten(objectsOf(answer.data.components)).filter(({ custom_id }) => typeof custom_id === "string");
    const fields = Object.fromEntries(inputs.map(({ custom_id }) => [String(custom_id), "7"]));
    open.push({ form: control.customId, modal: answer.modal, fields });
  }
  await theo.command("easel", { moderators: { remove: { role } } });
  const before = await logged(studio);
  assert.match(before, /#3(.|\n)*#2(.|\n)*#1/);
  for (const { form, modal, fields } of open) await assertRefused(studio, form, await mira.submitModal(modal, fields));
  assert.equal(await logged(studio), before);
});
