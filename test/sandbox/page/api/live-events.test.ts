import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { WebSocketServer } from "ws";
import { LiveEvents, type LiveState, reconnectDelay } from "../../../../sandbox/page/api/live-events.ts";
import { FakeClock } from "../../../support/fake-clock.ts";

async function listen(t: TestContext, port = 0): Promise<{ server: WebSocketServer; port: number }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  await once(server, "listening");
  t.after(() => close(server));
  return { server, port: (server.address() as AddressInfo).port };
}

function close(server: WebSocketServer): void {
  for (const client of server.clients) client.terminate();
  server.close();
}

/** Lets a test wait for the next state, or the next event. */
class Heard {
  readonly states: LiveState[] = [];
  readonly events: unknown[] = [];
  #wake = () => {};

  note(list: unknown[], value: unknown): void {
    list.push(value);
    this.#wake();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}

function follow(t: TestContext, port: number, clock: FakeClock): { heard: Heard; live: LiveEvents } {
  const heard = new Heard();
  const live = new LiveEvents({
    address: `ws://127.0.0.1:${port}/sandbox/api/events?user=1`,
    clock,
    random: () => 0.5,
    onEvent: (event) => heard.note(heard.events, event),
    onState: (state) => heard.note(heard.states, state),
  });
  t.after(() => live.stop());
  live.start();
  return { heard, live };
}

describe("the connection to the events", () => {
  it("hands on each event", async (t) => {
    const { server, port } = await listen(t);
    server.on("connection", (socket) => socket.send('{"type":"commands_update"}'));
    const { heard } = follow(t, port, new FakeClock());
    await heard.until(() => heard.events.length === 1);
    assert.deepEqual(heard.events, [{ type: "commands_update" }]);
  });

  it("comes back by itself after the server was gone, and no sooner than its wait", async (t) => {
    const clock = new FakeClock();
    const first = await listen(t);
    const { heard } = follow(t, first.port, clock);
    await heard.until(() => heard.states.includes("live"));
    close(first.server);
    await heard.until(() => heard.states.at(-1) === "waiting");
    await listen(t, first.port);
    clock.advance(reconnectDelay(1, 0.5) - 1);
    assert.equal(heard.states.at(-1), "waiting");
    clock.advance(1);
    await heard.until(() => heard.states.at(-1) === "live");
    assert.deepEqual(heard.states, ["connecting", "live", "waiting", "connecting", "live"]);
  });

  it("tries at once when told to hurry", async (t) => {
    const clock = new FakeClock();
    const first = await listen(t);
    const { heard, live } = follow(t, first.port, clock);
    await heard.until(() => heard.states.includes("live"));
    close(first.server);
    await heard.until(() => heard.states.at(-1) === "waiting");
    await listen(t, first.port);
    live.hurry();
    await heard.until(() => heard.states.at(-1) === "live");
    assert.equal(clock.pending, 0);
  });

  it("says nothing more once stopped", async (t) => {
    const clock = new FakeClock();
    const { server, port } = await listen(t);
    const { heard, live } = follow(t, port, clock);
    await heard.until(() => heard.states.includes("live"));
    const [peer] = server.clients;
    assert.ok(peer);
    live.stop();
    await once(peer, "close");
    assert.deepEqual(heard.states, ["connecting", "live"]);
    assert.equal(clock.pending, 0);
  });

  it("waits longer after each failure, up to ten seconds, and never less than half of it", () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((failures) => reconnectDelay(failures, 1));
    assert.deepEqual(delays, [400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    assert.equal(reconnectDelay(6, 0), 5000);
  });
});
