import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CommandEntry, commandEntries } from "../../../../sandbox/page/command/command-entry.ts";
import {
  autocompleteOptions,
  fieldOf,
  placeFile,
  readDraft,
  remainingOptions,
  startDraft,
  typedOptionName,
  withField,
  withoutField,
} from "../../../../sandbox/page/command/draft.ts";
import { commands } from "./commands.ts";

function entry(name: string): CommandEntry {
  const found = commandEntries(commands, "en-US").find((each) => each.name === name);
  assert.ok(found, `no command ${name}`);
  return found;
}

const nobody = () => [];
const flux = entry("flux");
const shown = (draft: ReturnType<typeof startDraft>) => draft.fields.map((field) => field.option.name);
const optionOf = (name: string) => {
  const option = flux.options.find((each) => each.name === name);
  assert.ok(option, `no option ${name}`);
  return option;
};

describe("a command being filled in", () => {
  it("begins with its required options and those that were typed", () => {
    assert.deepEqual(shown(startDraft(flux)), ["prompt"]);
    const draft = startDraft(flux, new Map([["seed", "5"]]));
    assert.deepEqual(shown(draft), ["prompt", "seed"]);
    assert.equal(fieldOf(draft, "seed")?.input.text, "5");
  });

  it("offers the options it does not show yet", () => {
    const draft = withField(startDraft(flux), optionOf("size"));
    assert.ok(!remainingOptions(draft).some((option) => option.name === "prompt" || option.name === "size"));
    assert.ok(remainingOptions(draft).some((option) => option.name === "seed"));
  });

  it("drops an optional option but only empties a required one", () => {
    const draft = withField(startDraft(flux, new Map([["prompt", "dusk"]])), optionOf("seed"), { text: "5" });
    assert.deepEqual(shown(withoutField(draft, "seed")), ["prompt"]);
    assert.equal(fieldOf(withoutField(draft, "prompt"), "prompt")?.input.text, "");
  });

  it("puts files into its empty attachment options, one each", () => {
    const [one, two, three] = ["1.png", "2.png", "3.png"].map((name) => new File(["x"], name));
    assert.ok(one && two && three);
    const draft = startDraft(flux, new Map(), [one, two]);
    assert.equal(fieldOf(draft, "image")?.input.file, one);
    assert.equal(fieldOf(draft, "mask")?.input.file, two);
    assert.equal(placeFile(draft, three), null);
    assert.equal(placeFile(startDraft(entry("flux-schnell")), one), null);
  });

  it("sends values by their types and files under their option's name", () => {
    const file = new File(["x"], "in.png", { type: "image/png" });
    const draft = startDraft(
      flux,
      new Map([
        ["prompt", "dusk"],
        ["seed", "5"],
      ]),
      [file],
    );
    const read = readDraft(draft, nobody, "en-US");
    assert.ok(read.ok);
    assert.deepEqual(read.options, [
      { name: "prompt", type: 3, value: "dusk" },
      { name: "seed", type: 4, value: 5 },
      { name: "image", type: 11, value: "image" },
    ]);
    assert.equal(read.files.get("image"), file);
  });

  it("names every option that is not right, and sends nothing", () => {
    const read = readDraft(startDraft(flux, new Map([["seed", "-1"]])), nobody, "en-US");
    assert.ok(!read.ok);
    assert.deepEqual([...read.problems.keys()], ["prompt", "seed"]);
  });

  it("asks for autocomplete with the typed text as it is and without what cannot be read", () => {
    const draft = startDraft(
      flux,
      new Map([
        ["prompt", "dusk"],
        ["seed", "x"],
        ["style", "in"],
      ]),
    );
    assert.deepEqual(autocompleteOptions(draft, optionOf("style"), nobody, "en-US"), [
      { name: "prompt", type: 3, value: "dusk" },
      { name: "style", type: 3, value: "in", focused: true },
    ]);
  });
});

describe("an option's name typed inside another field", () => {
  const draft = startDraft(flux, new Map([["prompt", "dusk"]]));
  const typed = (text: string, inside: string | null, locale = "en-US") =>
    typedOptionName(draft, inside === null ? null : optionOf(inside), text, locale);

  it("moves on to that option and leaves the words before it", () => {
    assert.deepEqual(typed("a lighthouse seed:", "prompt"), { option: optionOf("seed"), before: "a lighthouse" });
    assert.deepEqual(typed("size:", null), { option: optionOf("size"), before: "" });
  });

  it("is the field's own only at its beginning", () => {
    assert.deepEqual(typed("prompt:", "prompt"), { option: optionOf("prompt"), before: "" });
    assert.equal(typed("a sign that says prompt:", "prompt"), null);
    assert.equal(typed("提示词：", "prompt", "zh-CN")?.option.name, "prompt");
  });

  it("is only text when no option has it, or it is already filled in", () => {
    assert.equal(typed("the time is 10:", "prompt"), null);
    assert.equal(typed("unseed:", "prompt"), null);
    assert.equal(typed("prompt:", "seed"), null);
  });
});
