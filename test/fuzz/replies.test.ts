import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { finishedReply } from "../../src/delivery/finished-reply.ts";
import { movedReply, sentDirectly } from "../../src/delivery/moved-reply.ts";
import { progressReply } from "../../src/delivery/progress-reply.ts";
import { stoppedReply } from "../../src/delivery/stopped-reply.ts";
import type { Progress } from "../../src/jobs/progress.ts";
import { FAILURE_KINDS } from "../../src/jobs/stored.ts";
import { builtInModels } from "../../src/models/built-in.ts";
import { LOCALES } from "../../src/texts/localized.ts";
import { plainText } from "../../src/texts/plain-text.ts";
import { file, newJob, result } from "../support/job-rows.ts";
import { stoppedJob } from "../support/stopped-job.ts";
import { anyText } from "./any-text.ts";
import { assertPostable } from "./postable.ts";

const RUNS = { numRuns: 300 };

/** A job of any model, in any language, with any prompt and settings of any text. */
const anyJob = fc
  .record({
    definition: fc.constantFrom(undefined, ...builtInModels),
    locale: fc.constantFrom(...LOCALES),
    prompt: anyText,
    lora: anyText,
  })
  .map(({ definition, locale, prompt, lora }) => {
    const { origin, ...job } = newJob(1, { input: { prompt, lora, seed: 7, guidance: 3.5 } });
    return { ...job, model: definition?.endpoint ?? "gone/model", definition, origin: { ...origin, locale } };
  });

const anyNumber = fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, 1e308));
const anyProgress: fc.Arbitrary<Progress> = fc.oneof(
  fc.record({ phase: fc.constant("queued" as const), place: fc.nat() }),
  fc.record({ phase: fc.constant("waiting" as const), place: fc.option(fc.nat()) }),
  fc.record({
    phase: fc.constant("running" as const),
    elapsedMs: anyNumber,
    usualMs: fc.option(anyNumber),
    lastLog: fc.option(anyText),
  }),
  fc.record({ phase: fc.constant("saving" as const), elapsedMs: anyNumber }),
  fc.record({ phase: fc.constant("not allowed" as const), host: anyText }),
  fc.constantFrom({ phase: "submitting" as const }, { phase: "delayed" as const }, { phase: "canceling" as const }),
);

const anyFile = fc.record({
  mime: fc.constantFrom("image/png", "image/webp", "video/mp4", "audio/mpeg", "application/octet-stream"),
  shrunk: fc.boolean(),
  spoiler: fc.boolean(),
  withheld: fc.boolean(),
  bytes: fc.nat(),
  part: fc.option(fc.record({ seconds: fc.nat(), ofSeconds: fc.oneof(fc.nat(), anyNumber) })),
});
const anyResult = fc.record({
  text: fc.option(anyText),
  seed: fc.option(fc.oneof(fc.bigInt().map(String), fc.constant("9".repeat(5_000)))),
  inferenceSeconds: fc.option(anyNumber),
});

describe("whatever people and relays write, Discord takes the reply", () => {
  test("while a job goes on", () => {
    fc.assert(
      fc.property(anyJob, anyProgress, (job, progress) => assertPostable(progressReply(job, progress))),
      RUNS,
    );
  });

  test("when it ended without pictures", () => {
    const failure = fc.record({
      kind: fc.constantFrom(...FAILURE_KINDS),
      charged: fc.constantFrom("no" as const, "maybe" as const, "yes" as const),
      field: fc.option(fc.oneof(anyText, fc.constantFrom("prompt", "image_size.width", "image_url"))),
      detail: fc.option(anyText),
    });
    const state = fc.constantFrom("failed" as const, "uncertain" as const, "canceled" as const);
    fc.assert(
      fc.property(anyJob, state, failure, (job, state, failure) => {
        const reply = stoppedReply({ ...stoppedJob({ state, failure }), ...job });
        assertPostable(reply);
        assertPostable(sentDirectly(job, reply));
      }),
      RUNS,
    );
  });

  test("when its pictures are there, however many, and whatever else came", () => {
    const sent = fc.array(anyFile, { maxLength: 10 });
    fc.assert(
      fc.property(anyJob, anyResult, sent, fc.array(anyFile, { maxLength: 60 }), (job, more, files, leftOut) => {
        const shown = files.map(({ withheld: _, bytes: __, ...each }, index) => ({
          ...each,
          name: `a-${index + 1}.png`,
          width: 9,
          height: 9,
        }));
        const kept = [...files, ...leftOut].map((each) => ({ ...file, ...each, nsfw: each.spoiler }));
        const reply = finishedReply({ ...job, result: { ...result, ...more }, files: kept }, shown, leftOut, [
          "vary",
          "edit",
        ]);
        const names = shown.map(({ name }) => name);
        assertPostable(reply, names);
        assertPostable(sentDirectly(job, reply), names);
        assertPostable(movedReply(job));
      }),
      RUNS,
    );
  });

  for (const filler of ["*", "字", "﷽", "😀", "\\"]) {
    test(`at its longest, all of ${filler}`, () => {
      const long = filler.repeat(6_000);
      const definition = builtInModels.find(({ endpoint }) => endpoint === "fal-ai/flux-lora");
      const { origin, ...job } = newJob(1, {
        input: { prompt: long, lora: long, seed: 7, guidance: 3.5 },
        wentOnFrom: { guildId: "1".repeat(20), channelId: "2".repeat(20), messageId: "3".repeat(20), what: "picture" },
      });
      const told = {
        ...job,
        definition: definition ?? builtInModels[0],
        origin: { ...origin, locale: "zh-CN" as const },
      };
      const shown = Array.from({ length: 10 }, (_, at) => ({
        ...{ name: `a-${at + 1}.png`, mime: "image/png", spoiler: true, width: 9, height: 9, shrunk: true },
        part: { seconds: 3_599, ofSeconds: 86_399 },
      }));
      const full = {
        ...told,
        result: { ...result, text: long, seed: "9".repeat(30) },
        files: [{ ...file, withheld: true }],
      };
      const reply = finishedReply(full, shown, [file, file], ["vary", "edit"]);
      assertPostable(
        sentDirectly(told, reply),
        shown.map(({ name }) => name),
      );
      const failure = { kind: "refused_input", charged: "no", field: long, detail: long } as const;
      assertPostable(sentDirectly(told, stoppedReply({ ...stoppedJob({ state: "failed", failure }), ...told })));
    });
  }

  test("and a quoted text stays one line, of no more than its length, with nothing that acts on what follows", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 300 }), (given, most) => {
        const plain = plainText(given, most);
        assert.ok(plain.length <= 2 * most);
        assert.doesNotMatch(plain, /[\n\r\u2028\u2029\u202A-\u202E\u2066-\u2069]/);
        assert.doesNotMatch(plain.replace(/\\./g, ""), /[*_~`|<>[\]@#]/);
      }),
      { numRuns: 2_000 },
    );
  });
});
