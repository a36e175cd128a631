import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { viewOf } from "../../../src/delivery/batches/page-jobs.ts";
import { pageReply } from "../../../src/delivery/batches/page-reply.ts";
import type { BatchPage, ShownEnd } from "../../../src/jobs/batch-page.ts";
import type { Job } from "../../../src/jobs/job.ts";
import { FAILURE_KINDS } from "../../../src/jobs/stored.ts";
import { builtInModels } from "../../../src/models/built-in.ts";
import { ModelCatalog } from "../../../src/models/catalog.ts";
import { LOCALES } from "../../../src/texts/localized.ts";
import { file, jobId, newJob, request, result } from "../../support/job-rows.ts";

const BATCH = "10000000-0000-4000-8000-000000000001";
const models = new ModelCatalog(builtInModels);

const anyText = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constant("*".repeat(6_000)),
);
const anyEnd = fc.oneof(
  fc.record({
    state: fc.constant("delivered" as const),
    answer: fc.option(anyText),
    leftOut: fc.array(fc.nat(), { maxLength: 4 }),
  }),
  fc.record({
    state: fc.constantFrom("failed" as const, "uncertain" as const, "canceled" as const),
    kind: fc.constantFrom(...FAILURE_KINDS),
    charged: fc.constantFrom("no" as const, "maybe" as const, "yes" as const),
    detail: fc.option(anyText),
  }),
  fc.record({ state: fc.constantFrom("queued" as const, "submitting" as const) }),
);

/** Ten jobs of a batch, the most that a message shows. */
function pageOf(
  ends: readonly { end: typeof anyEnd extends fc.Arbitrary<infer E> ? E : never; prompt: string }[],
  locale: Job["origin"]["locale"],
): BatchPage {
  const shown: ShownEnd[] = [];
  const jobs = ends.map(({ end, prompt }, place): Job => {
    const { priceMicros: _, ...job } = newJob(place + 1);
    const base = {
      ...job,
      input: { prompt },
      origin: { ...job.origin, locale },
      batch: { id: BATCH, page: 0, place },
      ...{
        inputs: [],
        messageId: "1",
        attempts: 0,
        createdAt: 0,
        startedAt: null,
        cancelRequestedAt: null,
        toldAt: null,
        deletedAt: null,
      },
    };
    if (!("kind" in end || "answer" in end)) return { ...base, state: end.state };
    if ("answer" in end) {
      const shownFile = {
        attachment: "1",
        name: `${place}.png`,
        mime: "image/png",
        spoiler: false,
        shrunk: true,
      };
      shown.push({ job: jobId(place + 1), moved: false, leftOut: end.leftOut, files: [shownFile] });
      const made = {
        request,
        submittedAt: 0,
        generatedAt: 0,
        savedAt: 0,
        endedAt: 0,
        result: { ...result, text: end.answer },
        files: [file],
      };
      return { ...base, ...made, state: "delivered" };
    }
    const { kind, charged, detail } = end;
    return { ...base, state: end.state, endedAt: 0, failure: { kind, charged, detail, field: null } };
  });
  return { batchId: BATCH, page: 0, messageId: "1", token: null, shown, jobs, all: jobs, toCome: jobs, pages: 3 };
}

function assertFits(page: BatchPage, locale: Job["origin"]["locale"]): void {
  const view = viewOf(page, { models, progressOf: () => null });
  const body = JSON.stringify(pageReply(view, locale));
  const texts = [...body.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, text]) =>
    String(JSON.parse(text ?? '""')),
  );
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  assert.ok(length <= 4_000, `${length} characters`);
  for (const text of texts) assert.ok(text.length > 0 && text.isWellFormed());
  assert.ok([...body.matchAll(/"type":/g)].length <= 40);
  for (const [, label = ""] of body.matchAll(/"label":"([^"]*)"/g)) assert.ok(label.length <= 80, label);
}

test("whatever its jobs say, a message keeps within what Discord takes, in every language", () => {
  const each = fc.record({ end: anyEnd, prompt: anyText });
  fc.assert(
    fc.property(fc.array(each, { minLength: 1, maxLength: 10 }), fc.constantFrom(...LOCALES), (ends, locale) =>
      assertFits(pageOf(ends, locale), locale),
    ),
    { numRuns: 300 },
  );
});

test("ten long prompts that fail for ten long reasons fit as well", () => {
  for (const locale of LOCALES) {
    for (const kind of ["generation_failed", "refused_input", "lost_contact"] as const) {
      const ends = Array.from({ length: 10 }, (_, number) => ({
        end: { state: "failed" as const, kind, charged: "maybe" as const, detail: `${number}${"*".repeat(5_000)}` },
        prompt: `${"_".repeat(500)} ${number} ${"~".repeat(500)}`,
      }));
      assertFits(pageOf(ends, locale), locale);
    }
  }
});
