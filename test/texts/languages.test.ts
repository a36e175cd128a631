import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { LOCALES, localeFor } from "../../src/texts/localized.ts";
import { say, sentences } from "../../src/texts/say.ts";
import { gapsOf } from "../support/language-gaps.ts";

for (const locale of LOCALES.filter((each) => each !== "en-US")) {
  suite(locale, async () => {
    const { missing, faults } = await gapsOf(locale);

    test("lacks no text (node test/support/missing-texts.ts tells which)", () => {
      const lacking = [...missing].flatMap(([theme, texts]) =>
        Object.keys(texts).map((key) => `${theme}.json: ${key}`),
      );
      assert.deepEqual(lacking, []);
    });

    test("says the same facts in the same room, in its own words", () => assert.deepEqual(faults, []));
  });
}

test("everyone is spoken to in the nearest language there is", () => {
  const nearest = {
    "zh-HK": "zh-TW",
    "es-419": "es-ES",
    "en-GB": "en-US",
    "pt-BR": "pt-BR",
    ja: "ja",
    "sv-SE": "en-US",
  };
  for (const [discord, ours] of Object.entries(nearest)) assert.equal(localeFor(discord), ours);
});

test("a number is followed by the word for that many", () => {
  const entries = (bound: number, locale: "en-US" | "ru") => say(locale, "json_entries_most", { bound });
  assert.equal(entries(1, "en-US"), "takes at most 1 entry");
  assert.equal(entries(2, "en-US"), "takes at most 2 entries");
  const russian = [1, 2, 5, 11, 21, 22].map((bound) => entries(bound, "ru").replace(/\d+/, ""));
  assert.equal(new Set(russian).size, 3, russian.join());
  assert.equal(russian[0], russian[4], "21 goes like 1");
  assert.equal(russian[1], russian[5], "22 goes like 2");
  assert.equal(russian[2], russian[3], "11 goes like 5");
});

test("sentences stand apart where a script has spaces", () => {
  assert.equal(sentences("de", ["Eins.", "", "Zwei."]), "Eins. Zwei.");
  assert.equal(sentences("ja", ["一。", "二。"]), "一。二。");
});
