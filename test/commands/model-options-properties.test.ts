import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { readOptions } from "../../src/commands/model-options.ts";
import { problemText } from "../../src/commands/model-problems.ts";
import { relayBody } from "../../src/models/body.ts";
import type { InputImage, ModelDefinition, ModelInput } from "../../src/models/definition.ts";
import { priceOf } from "../../src/models/price.ts";
import { summarize } from "../../src/models/summary.ts";
import { LOCALES } from "../../src/texts/localized.ts";
import { catalog } from "../models/built-in.ts";
import { bodyCheck, withoutFacts } from "../models/fal-facts.ts";
import { likelyOptions, wildOptions } from "./arbitrary-options.ts";

function addressOf(image: InputImage): string {
  return "url" in image ? image.url : image.source;
}

/** Holds `claim` against whatever the model accepts, and makes sure that it accepted some of what was tried. */
function forAllAccepted(definition: ModelDefinition, claim: (input: ModelInput) => void): void {
  let accepted = 0;
  fc.assert(
    fc.property(likelyOptions(definition), (given) => {
      const read = readOptions(definition, given);
      if (!read.ok) return;
      accepted += 1;
      claim(read.input);
    }),
  );
  assert.ok(accepted > 0, "nothing was accepted");
}

for (const definition of catalog) {
  suite(`/${definition.command}, whatever is given`, () => {
    test("never throws, and tells every problem in a sentence", () => {
      let refused = 0;
      fc.assert(
        fc.property(fc.oneof(wildOptions(definition), likelyOptions(definition)), (given) => {
          const read = readOptions(definition, given);
          if (read.ok) return;
          refused += 1;
          for (const locale of LOCALES) {
            for (const problem of read.problems) assert.notEqual(problemText(problem, definition, locale), "");
          }
        }),
      );
      assert.ok(refused > 0, "nothing was refused");
    });

    test("accepts only what fal's schema takes", { skip: withoutFacts }, () => {
      const check = bodyCheck(definition.endpoint);
      forAllAccepted(definition, (input) => {
        assert.ok(check(relayBody(definition, input, addressOf)), JSON.stringify(check.errors));
      });
    });

    test("can price and sum up what it accepts", () => {
      forAllAccepted(definition, (input) => {
        const { micros } = priceOf(definition, input);
        assert.ok(Number.isSafeInteger(micros) && micros > 0, String(micros));
        for (const locale of LOCALES) assert.doesNotMatch(summarize(definition, input, locale), /\[object/);
      });
    });
  });
}
