import assert from "node:assert/strict";
import { test } from "node:test";
import { englishViews } from "../../src/texts/en-US/views.ts";
import { chineseViews } from "../../src/texts/zh-CN/views.ts";

const placeholdersIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every sentence says the same facts in both languages, and none is left untranslated", () => {
  for (const [key, text] of Object.entries(englishViews)) {
    const translated = chineseViews[key as keyof typeof englishViews];
    assert.deepEqual(placeholdersIn(translated), placeholdersIn(text), key);
    const words = (given: string) => given.replace(/\{\w+\}/g, "");
    if (/[a-z]{3}/.test(words(text))) assert.match(words(translated), /\p{sc=Han}/u, key);
  }
});

test("labels and titles fit where Discord shows them", () => {
  for (const texts of [englishViews, chineseViews]) {
    for (const key of ["removal_title", "report_title", "suspend_title", "report_reason", "removal_reason"] as const)
      assert.ok(texts[key].length <= 45, key);
    for (const key of [
      "report_reason_hint",
      "removal_reason_hint",
      "suspend_reason_hint",
      "suspend_days_hint",
    ] as const)
      assert.ok(texts[key].length <= 100, key);
  }
});
