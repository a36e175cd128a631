import assert from "node:assert/strict";
import { test } from "node:test";
import type { AlertKind } from "../../src/alerts/finding.ts";
import { alertMessage } from "../../src/app/alerting.ts";
import { LOCALES } from "../../src/texts/localized.ts";

const OPENED_AT = Date.UTC(2026, 10, 21, 12);
const FACTS = {
  relay: {},
  balance: {},
  key: {},
  errors: { failed: 7, ended: 12, reasons: "`relay_busy` 7" },
  disk: { freeBytes: 1_500_000_000, machine: "box" },
  database: { seconds: 2.4 },
} satisfies Record<AlertKind, object>;

test("each alert is whole in each language, with its figures, and another one when it is over", () => {
  const seen = new Set<string>();
  for (const locale of LOCALES)
    for (const [kind, facts] of Object.entries(FACTS)) {
      const alert = { kind: kind as AlertKind, facts, openedAt: OPENED_AT, solvedAt: null };
      const open = JSON.stringify(alertMessage(alert, locale));
      const over = JSON.stringify(alertMessage({ ...alert, solvedAt: OPENED_AT + 60_000 }, locale));
      for (const text of [open, over]) {
        assert.doesNotMatch(text, /\{\w+\}|undefined|NaN/, `${locale} ${kind}`);
        assert.ok(text.includes("<t:1795262400:f>"), `${locale} ${kind} tells since when`);
        assert.ok(text.length < 4_000);
        seen.add(text);
      }
    }
  assert.equal(seen.size, LOCALES.length * 6 * 2);
});
