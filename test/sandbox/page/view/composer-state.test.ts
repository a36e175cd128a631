import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CommandEntry, commandEntries } from "../../../../sandbox/page/command/command-entry.ts";
import { fieldOf } from "../../../../sandbox/page/command/draft.ts";
import {
  ADDER,
  dropOption,
  EMPTY_COMPOSER,
  giveFile,
  leaveCommand,
  offeredCommands,
  pickValue,
  setInput,
  takeCommand,
  takeOption,
  takeTypedCommand,
  typeText,
} from "../../../../sandbox/page/view/composer/composer-state.ts";
import { commands } from "../command/commands.ts";

const entries = commandEntries(commands, "en-US");

function entry(name: string): CommandEntry {
  const found = entries.find((each) => each.name === name);
  assert.ok(found, `no command ${name}`);
  return found;
}

const flux = entry("flux");
const option = (name: string) => {
  const found = flux.options.find((each) => each.name === name);
  assert.ok(found, `no option ${name}`);
  return found;
};

describe("the composer", () => {
  it("offers commands while a slash and a name stand alone in it", () => {
    assert.equal(offeredCommands({ ...EMPTY_COMPOSER, text: "hello" }, entries), null);
    assert.equal(offeredCommands({ ...EMPTY_COMPOSER, text: "/limits " }, entries)?.length, 2);
  });

  it("goes to the first required option of a chosen command, or to where options are added", () => {
    assert.equal(takeCommand(EMPTY_COMPOSER, flux).focus, "prompt");
    assert.equal(takeCommand(EMPTY_COMPOSER, entry("limits show")).focus, ADDER);
  });

  it("turns a name and a space, or a pasted line, into a command, and goes on where the line ended", () => {
    const type = (text: string) => takeTypedCommand(typeText(EMPTY_COMPOSER, text), entries, "en-US");
    assert.equal(type("/flux").draft, null);
    assert.equal(type("/limits ").draft, null);
    assert.equal(type("/flux ").focus, "prompt");
    assert.equal(type("/flux a boat").focus, "prompt");
    assert.equal(type("/flux a boat seed:").focus, "seed");
    assert.equal(type("see /flux ").draft, null);
  });

  it("goes on after a value was picked", () => {
    const state = takeOption(takeCommand(EMPTY_COMPOSER, flux, new Map([["prompt", "dusk"]])), option("size"));
    assert.equal(state.focus, "size");
    const picked = pickValue(state, option("size"), { text: "Square", value: "square" });
    assert.equal(picked.focus, ADDER);
    assert.equal(picked.draft && fieldOf(picked.draft, "size")?.input.value, "square");
  });

  it("takes a typed option's name out of the field it was typed in", () => {
    const typed = setInput(takeCommand(EMPTY_COMPOSER, flux), option("prompt"), { text: "dusk seed:" });
    const state = takeOption(typed, option("seed"), "dusk");
    assert.equal(state.focus, "seed");
    assert.equal(state.draft && fieldOf(state.draft, "prompt")?.input.text, "dusk");
  });

  it("forgets an option's problem as soon as it is typed in again", () => {
    const state = {
      ...takeCommand(EMPTY_COMPOSER, flux),
      problems: new Map([["prompt", { kind: "missing" as const }]]),
    };
    assert.equal(setInput(state, option("prompt"), { text: "d" }).problems.size, 0);
  });

  it("goes back to the option before a dropped one", () => {
    const state = takeOption(takeCommand(EMPTY_COMPOSER, flux), option("seed"));
    assert.equal(dropOption(state, "seed").focus, "prompt");
  });

  it("keeps a file until a command takes it", () => {
    const file = new File(["x"], "in.png");
    const held = giveFile(EMPTY_COMPOSER, file);
    assert.deepEqual(held.held, [file]);
    const state = takeCommand(held, flux);
    assert.deepEqual(state.held, []);
    assert.equal(state.draft && fieldOf(state.draft, "image")?.input.file, file);
  });

  it("leaves a command with its name still typed, or with nothing", () => {
    const state = takeCommand(EMPTY_COMPOSER, flux);
    assert.equal(leaveCommand(state, true).text, "/flux");
    assert.deepEqual(leaveCommand(state, false), EMPTY_COMPOSER);
  });
});
