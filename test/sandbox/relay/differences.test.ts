import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FAULT_KINDS, PROMPT_FAULTS } from "../../../sandbox/relay/faults.ts";
import { LiveSettings } from "../../../sandbox/relay/settings.ts";

const page = readFileSync(new URL("../../../sandbox/relay/differences.md", import.meta.url), "utf8");

test("the page of differences names every setting, every kind of fault and every word for a prompt", () => {
  const names = [...Object.keys(new LiveSettings().current), ...FAULT_KINDS, ...PROMPT_FAULTS];
  assert.deepEqual(
    names.filter((name) => !page.includes(`\`${name}\``)),
    [],
  );
});
