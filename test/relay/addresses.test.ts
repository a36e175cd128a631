import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { relayBase, underAuto, withLogs } from "../../src/relay/addresses.ts";
import { readSubmitted } from "../../src/relay/submit-answer.ts";

const BASE = relayBase("https://relay.example/v1/");
const submitted = (answer: object, endpoint = "fal-ai/flux-lora/inpainting") => readSubmitted(answer, endpoint, BASE);

describe("the addresses of a request", () => {
  test("lose their host and keep their path and query, even under another app's name", () => {
    const request = submitted({
      request_id: "id",
      response_url: "https://queue.fal.run/fal-ai/flux-pro/requests/id?region=eu",
      status_url: "https://queue.fal.run/fal-ai/flux-pro/requests/id/status?token=1",
      cancel_url: "https://queue.fal.run/fal-ai/flux-pro/requests/id/cancel",
    });
    assert.equal(request?.responsePath, "/fal-ai/flux-pro/requests/id?region=eu");
    assert.equal(request?.statusPath, "/fal-ai/flux-pro/requests/id/status?token=1");
    assert.equal(request?.cancelPath, "/fal-ai/flux-pro/requests/id/cancel");
  });

  test("lose the relay's own prefix when the relay answered with itself", () => {
    const request = submitted({ request_id: "id", response_url: "https://relay.example/v1/fal-ai/x/requests/id" });
    assert.equal(request?.responsePath, "/fal-ai/x/requests/id");
  });

  test("follow the result's where only that was answered", () => {
    const request = submitted({ request_id: "id", response_url: "https://queue.fal.run/a/b/requests/id?t=1" });
    assert.equal(request?.statusPath, "/a/b/requests/id/status?t=1");
    assert.equal(request?.cancelPath, "/a/b/requests/id/cancel?t=1");
  });

  test("follow the status's where only that was answered", () => {
    const request = submitted({ request_id: "id", status_url: "/a/b/requests/id/status" });
    assert.equal(request?.responsePath, "/a/b/requests/id");
  });

  test("are made from the app and the request id where none was answered, or none can be read", () => {
    for (const answer of [{ request_id: "a/b" }, { request_id: "a/b", response_url: "https://[", status_url: 5 }]) {
      assert.equal(submitted(answer)?.responsePath, "/fal-ai/flux-lora/requests/a%2Fb");
    }
  });

  test("name the request where its id is missing", () => {
    assert.equal(submitted({ response_url: "https://queue.fal.run/a/b/requests/xyz?q" })?.requestId, "xyz");
    assert.equal(submitted({ response_url: "https://queue.fal.run/a/b" }), null);
  });

  test("are always paths, whatever was answered", () => {
    const address = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string(),
      fc.constantFrom("//host/x", "/x", "x", "https:"),
    );
    fc.assert(
      fc.property(address, address, fc.string({ minLength: 1 }), (response_url, status_url, request_id) => {
        const request = submitted({ request_id, response_url, status_url });
        for (const path of [request?.statusPath, request?.responsePath, request?.cancelPath])
          assert.match(path ?? "", /^\/\S/);
      }),
    );
  });
});

test("only the app's name gives way to auto", () => {
  const paths = (app: string) => ({
    responsePath: `/fal-ai/${app}/requests/id?x=/requests/`,
    statusPath: `/fal-ai/${app}/requests/id/status`,
    cancelPath: `/fal-ai/${app}/requests/id/cancel`,
  });
  assert.deepEqual(underAuto(paths("flux-1")), paths("auto"));
  assert.deepEqual(underAuto(paths("flux-pro/kontext/max")), paths("auto"));
  assert.deepEqual(underAuto(paths("auto")), paths("auto"));
});

test("logs are asked for beside what the address already asks", () => {
  assert.equal(withLogs("/a/status"), "/a/status?logs=1");
  assert.equal(withLogs("/a/status?t=a%2Fb"), "/a/status?t=a%2Fb&logs=1");
  assert.equal(withLogs("/a/status?logs=0"), "/a/status?logs=1");
});
