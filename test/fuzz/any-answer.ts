import fc from "fast-check";
import { anyText } from "./any-text.ts";

const word = fc.constantFrom(
  ...["IN_QUEUE", "IN_PROGRESS", "COMPLETED", "PAUSED", "", "in_queue", "content_policy_violation", "client_cancelled"],
  ...["insufficient_quota", "internal_server_error", "429", "ALREADY_COMPLETED", "CANCELLATION_REQUESTED", "NOT_FOUND"],
);
const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    ...[
      "https://queue.fal.run/fal-ai/flux-1/requests/abc",
      "/requests/../../admin",
      "//evil.example/x",
      "http://[",
      "",
    ],
    ...["data:image/png;base64,AAAA", "data:,", "file:///etc/passwd", "javascript:alert(1)", "https://10.0.0.1/a.png"],
  ),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 0, 1e308, 2 ** 64, Number.NaN));
const scalar = fc.oneof(word, address, number, anyText, fc.boolean(), fc.constant(null));
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 8 }), scalar));

const entry = fc.record(
  {
    loc: fc.array(fc.oneof(scalar, fc.constant("body"))),
    msg: value,
    type: value,
    ctx: value,
    input: value,
    url: value,
  },
  { requiredKeys: [] },
);
const medium = fc.record(
  { url: fc.oneof(address, value), width: value, height: value, content_type: value, file_name: value },
  { requiredKeys: [] },
);
const media = fc.oneof(fc.array(medium, { maxLength: 70 }), medium, value);

/** An answer with the protocol's names and anything at all behind them. */
const shaped = fc.record(
  {
    status: fc.oneof(word, value),
    request_id: fc.oneof(fc.constantFrom("abc", "../../x", "a/b?c#d", " "), value),
    response_url: fc.oneof(address, value),
    status_url: fc.oneof(address, value),
    cancel_url: fc.oneof(address, value),
    queue_position: value,
    logs: fc.oneof(fc.array(fc.record({ message: value }, { requiredKeys: [] })), value),
    metrics: fc.oneof(fc.record({ inference_time: value }), value),
    error: fc.oneof(fc.record({ message: value, type: value, code: value }, { requiredKeys: [] }), value),
    error_type: value,
    detail: fc.oneof(fc.array(entry, { maxLength: 3 }), entry, value),
    images: media,
    image: media,
    video: media,
    audio: media,
    seed: fc.oneof(value, fc.bigInt().map(String)),
    timings: fc.oneof(fc.record({ inference: value }), value),
    has_nsfw_concepts: fc.oneof(fc.array(fc.boolean()), value),
    prompt: value,
    text: value,
    output: value,
    __proto__: value,
  },
  { requiredKeys: [], noNullPrototype: true },
);

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const status = fc.oneof(
  fc.constantFrom(200, 200, 200, 202, 400, 401, 403, 404, 405, 422, 429, 500, 502, 503, 504),
  fc.integer({ min: 200, max: 599 }).filter((code) => code !== 204 && code !== 304),
);
const headers = fc.record(
  {
    "content-type": fc.constantFrom("application/json", "text/html", "image/png", ";;;"),
    "retry-after": fc.constantFrom("0", "7", "-1", "1e9", "soon", "Wed, 21 Oct 2015 07:28:00 GMT"),
    "x-fal-error-type": fc.constantFrom("client_cancelled", "request_timeout", "?"),
    location: fc.constantFrom("/elsewhere", "http://[", "https://evil.example/"),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 6, arbitrary: shaped.map((json) => JSON.stringify(json)) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.tuple(shaped, fc.nat(400)).map(([json, at]) => JSON.stringify(json).slice(0, at)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "null", "[]", '"', "<html><title>502</title>", '{"seed":18446744073709551616}'),
  },
  { weight: 1, arbitrary: fc.constantFrom(`${'{"a":'.repeat(400)}1${"}".repeat(400)}`, "[".repeat(20_000)) },
);

/** The whole of the smallest PNG. */
const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** What a relay that works answers, with something odd beside it. */
const working: fc.Arbitrary<RawAnswer> = fc
  .tuple(shaped, fc.constantFrom({ status: "COMPLETED" }, { images: [{ url: PICTURE }], status: undefined }))
  .map(([odd, right]) => ({ status: 200, headers: {}, body: JSON.stringify({ ...odd, ...right }) }));

/** Any answer whatever of a relay, or of what stands in front of it. */
export const anyAnswer: fc.Arbitrary<RawAnswer> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ status, headers, body }) },
  { weight: 1, arbitrary: working },
);
