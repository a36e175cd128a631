import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { APIComponentInLabel, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { english } from "../../../../sandbox/page/texts-en.ts";
import { countOf, fieldsOf, firstAnswer, problemOf } from "../../../../sandbox/page/view/modal/modal-answer.ts";

const component = (fields: object) => ({ custom_id: "x", ...fields }) as unknown as APIComponentInLabel;

describe("a modal's field", () => {
  it("is found in its label, or in an action row as before labels", () => {
    const data = {
      title: "Form",
      custom_id: "form",
      components: [
        { type: 10, content: "words" },
        { type: 18, label: "New", component: { type: 4, custom_id: "new", style: 1 } },
        { type: 1, components: [{ type: 4, custom_id: "old", label: "Old", style: 1 }] },
      ],
    } as unknown as APIModalInteractionResponseCallbackData;
    assert.deepEqual(
      fieldsOf(data).map((field) => [field.component.custom_id, field.label]),
      [
        ["new", "New"],
        ["old", "Old"],
      ],
    );
  });

  it("begins with what the application has put in", () => {
    assert.deepEqual(firstAnswer(component({ type: 4, value: "dusk" })), { kind: "text", value: "dusk" });
    assert.deepEqual(firstAnswer(component({ type: 23, default: true })), { kind: "flag", value: true });
    const options = [{ value: "a" }, { value: "b", default: true }];
    assert.deepEqual(firstAnswer(component({ type: 21, options })), { kind: "values", values: ["b"] });
    assert.deepEqual(firstAnswer(component({ type: 19 })), { kind: "files", files: [] });
  });

  it("wants an answer unless the application says otherwise", () => {
    const empty = { kind: "text", value: "" } as const;
    assert.equal(problemOf(component({ type: 4 }), empty, english), english.fieldRequired);
    assert.equal(problemOf(component({ type: 4, required: false }), empty, english), null);
    assert.equal(
      problemOf(component({ type: 4, min_length: 3 }), { kind: "text", value: "ab" }, english) === null,
      false,
    );
    assert.equal(problemOf(component({ type: 23 }), { kind: "flag", value: false }, english), null);
  });

  it("takes as many values as it says", () => {
    assert.deepEqual(countOf(component({ type: 3 })), { least: 1, most: 1 });
    assert.deepEqual(countOf(component({ type: 22, options: [1, 2, 3] })), { least: 1, most: 3 });
    assert.deepEqual(countOf(component({ type: 19, required: false, max_values: 4 })), { least: 0, most: 4 });
    const three = { kind: "values", values: ["a", "b", "c"] } as const;
    assert.equal(problemOf(component({ type: 3, max_values: 2 }), three, english) === null, false);
    assert.equal(problemOf(component({ type: 3, max_values: 3 }), three, english), null);
  });
});
