import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandEntries, filterEntries, nestOptions } from "../../../../sandbox/page/command/command-entry.ts";
import { commandPrefix, parseCommandText } from "../../../../sandbox/page/command/command-text.ts";
import { commands } from "./commands.ts";

const names = (typed: string, locale = "en-US") =>
  filterEntries(commandEntries(commands, locale), typed).map((entry) => entry.name);

describe("the command list", () => {
  it("lists subcommands on their own and leaves menu commands out", () => {
    assert.deepEqual(names(""), ["flux", "flux-schnell", "limits role set", "limits show"]);
  });

  it("puts names that begin with the typed letters before those that contain them", () => {
    assert.deepEqual(names("flux"), ["flux", "flux-schnell"]);
    assert.deepEqual(names("s"), ["flux-schnell", "limits role set", "limits show"]);
    assert.deepEqual(names("nothing like it"), []);
  });

  it("speaks the person's language and still understands the name in Discord's", () => {
    assert.deepEqual(names("画", "zh-CN"), ["画图"]);
    assert.equal(names("flux", "zh-CN")[0], "画图");
    assert.equal(
      commandEntries(commands, "zh-CN").find((entry) => entry.canonicalName === "flux")?.description,
      "画一张图",
    );
  });

  it("sends a subcommand's options in its group and name", () => {
    const entry = commandEntries(commands, "en-US").find((each) => each.canonicalName === "limits role set");
    assert.ok(entry);
    assert.deepEqual(nestOptions(entry, [{ name: "most", type: 4, value: 3 }]), [
      { name: "role", type: 2, options: [{ name: "set", type: 1, options: [{ name: "most", type: 4, value: 3 }] }] },
    ]);
  });
});

describe("a typed command", () => {
  const parse = (line: string, locale = "en-US") => {
    const typed = parseCommandText(line, commandEntries(commands, locale), locale);
    return typed === null ? null : [typed.entry.canonicalName, Object.fromEntries(typed.values)];
  };

  it("is read with its options", () => {
    assert.deepEqual(parse("/flux prompt:a lighthouse at dusk seed:5"), [
      "flux",
      { prompt: "a lighthouse at dusk", seed: "5" },
    ]);
  });

  it("takes the longest name that fits", () => {
    assert.deepEqual(parse("/flux-schnell prompt:x"), ["flux-schnell", { prompt: "x" }]);
    assert.deepEqual(parse("/limits role set most:3"), ["limits role set", { most: "3" }]);
  });

  it("gives words without a name to the required text, and keeps its colons", () => {
    assert.deepEqual(parse("/flux a sign: open, at 10:30"), ["flux", { prompt: "a sign: open, at 10:30" }]);
  });

  it("understands localized names and full-width colons", () => {
    assert.deepEqual(parse("/画图 提示词：灯塔", "zh-CN"), ["flux", { prompt: "灯塔" }]);
  });

  it("is nothing before its name is complete, nor without a slash", () => {
    assert.equal(parse("/flu"), null);
    assert.equal(parse("flux prompt:x"), null);
    assert.equal(parse("/fluxx"), null);
  });

  it("offers the list while the name is being typed", () => {
    assert.equal(commandPrefix("/"), "");
    assert.equal(commandPrefix("/fl"), "fl");
    assert.equal(commandPrefix("see /fl"), null);
    assert.equal(commandPrefix("/fl\n"), null);
  });
});
