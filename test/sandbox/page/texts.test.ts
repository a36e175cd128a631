import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openState } from "../../../sandbox/discord/state.ts";
import { seedWorld } from "../../../sandbox/discord/world.ts";
import { formatLocale, textsFor } from "../../../sandbox/page/texts.ts";
import { english } from "../../../sandbox/page/texts-en.ts";
import { chinese } from "../../../sandbox/page/texts-zh.ts";
import { openStore } from "../../../sandbox/store.ts";

/** Every plain sentence of a text, by its path. */
function sentences(texts: object, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (typeof value === "string") return [[`${path}${key}`, value]];
    return typeof value === "object" && value !== null ? sentences(value, `${path}${key}.`) : [];
  });
}

describe("the page's own words", () => {
  it("exist in both languages and are never empty", () => {
    const keys = (texts: object) => sentences(texts).map(([key]) => key);
    assert.deepEqual(keys(chinese), keys(english));
    for (const [key, words] of [...sentences(english), ...sentences(chinese)]) assert.notEqual(words.trim(), "", key);
  });

  it("say in Chinese what everyone is and every channel is for", () => {
    const state = openState(openStore());
    seedWorld(state, 0);
    const standings = state.people.values().map(({ standing }) => standing);
    const topics = state.channels.values().flatMap(({ topic }) => (topic === null ? [] : [topic]));
    for (const words of [...standings, ...topics]) assert.match(chinese.ofWorld(words), /\p{sc=Han}/u, words);
  });

  it("follow the person's locale, English for all others", () => {
    assert.equal(textsFor("zh-TW"), chinese);
    assert.equal(textsFor("de"), english);
    assert.equal(formatLocale("de"), "en-GB");
    assert.equal(formatLocale("zh-CN"), "zh-CN");
  });

  it("say an option's bounds in each combination", () => {
    assert.equal(english.range(1, 4), "1 to 4");
    assert.equal(english.range(0, undefined), "at least 0");
    assert.equal(english.range(undefined, 4), "at most 4");
    assert.equal(english.range(undefined, undefined), null);
  });
});
