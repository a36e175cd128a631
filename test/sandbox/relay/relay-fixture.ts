import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { RelaySettings } from "../../../sandbox/relay/settings.ts";
import { type SandboxRelay, startRelay } from "../../../sandbox/relay/start.ts";
import { openStore } from "../../../sandbox/store.ts";
import { FakeClock } from "../../support/fake-clock.ts";

export interface Fixture {
  readonly relay: SandboxRelay;
  readonly clock: FakeClock;
  /** Calls a path of the relay with the right key; a string body is sent as it is. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Submits and answers with the path of the queue request. */
  submit(endpoint: string, body: unknown, headers?: Record<string, string>): Promise<string>;
  /** Submits, lets the clock run until it must be done, and answers with the result call. */
  finish(endpoint: string, body: unknown): Promise<Response>;
}

/** Longer than any picture takes at speed 1. */
export const LONG_MS = 10 * 60_000;

/** A relay on a free port with a clock that only the test moves; stopped after the test, which leaves no timer. */
export async function openRelay(context: TestContext, settings: Partial<RelaySettings> = {}): Promise<Fixture> {
  const filesDirectory = await mkdtemp(join(tmpdir(), "relay-files-"));
  const clock = new FakeClock();
  const store = openStore();
  const relay = await startRelay({ port: 0, clock, store, filesDirectory, settings });
  context.after(async () => {
    await relay.stop();
    store.close();
    await rm(filesDirectory, { recursive: true });
    if (clock.pending > 0) throw new Error(`${clock.pending} timers were left behind`);
  });
  return withCalls(relay, clock);
}

export function withCalls(relay: SandboxRelay, clock: FakeClock): Fixture {
  const call: Fixture["call"] = (method, path, body, headers = {}) =>
    fetch(relay.url + path, {
      method,
      headers: { authorization: `Bearer ${relay.key}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const submit: Fixture["submit"] = async (endpoint, body, headers) => {
    const response = await call("POST", `/${endpoint}`, body, headers);
    if (response.status !== 200) throw new Error(`The submit was answered with ${response.status}`);
    const { response_url } = await readJson(response);
    return new URL(String(response_url)).pathname;
  };
  const finish: Fixture["finish"] = async (endpoint, body) => {
    const path = await submit(endpoint, body);
    clock.advance(LONG_MS);
    return call("GET", path);
  };
  return { relay, clock, call, submit, finish };
}

export async function readJson(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  if (typeof body !== "object" || body === null) throw new Error(`Not an object: ${JSON.stringify(body)}`);
  return Object.fromEntries(Object.entries(body));
}

/** The addresses of a result's images. */
export function imageUrls(result: Record<string, unknown>): string[] {
  const images = result["images"];
  if (!Array.isArray(images)) throw new Error(`No images in ${JSON.stringify(result)}`);
  return images.map((image: { url: string }) => image.url);
}
