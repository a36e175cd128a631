import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { systemClock } from "../../sandbox/clock.ts";
import { startSandbox } from "../../sandbox/start.ts";

/** Two free ports beside each other, as the sandbox takes them. */
async function freePorts(): Promise<number> {
  for (let port = 20_000 + (process.pid % 20_000); ; port += 2) {
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

test("the sandbox tells a bot where Discord and the relay are, serves the page, and remembers", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePorts();
  const first = await startSandbox({ port, dataDir }, systemClock);
  const { DISCORD_API_URL, DISCORD_TOKEN, RELAY_URL, RELAY_KEY } = first.environment;
  const bot = await fetch(`${DISCORD_API_URL}/v10/users/@me`, { headers: { authorization: `Bot ${DISCORD_TOKEN}` } });
  assert.equal(bot.status, 200);
  const submitted = await fetch(`${RELAY_URL}/fal-ai/flux-1/schnell`, {
    method: "POST",
    headers: { authorization: `Bearer ${RELAY_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ prompt: "a fox" }),
  });
  assert.equal(submitted.status, 200);
  const page = await fetch(first.pageUrl);
  assert.match(await page.text(), /<!doctype html>/i);
  await first.stop();

  const second = await startSandbox({ port, dataDir }, systemClock);
  t.after(() => second.stop());
  assert.deepEqual(second.environment, first.environment);
  const ledger = (await fetch(`${RELAY_URL}/sandbox/ledger`).then((answer) => answer.json())) as { accepted: number };
  assert.equal(ledger.accepted, 1);
});

test("a port in use is told before anything is left running", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePorts();
  const first = await startSandbox({ port, dataDir }, systemClock);
  t.after(() => first.stop());
  await assert.rejects(startSandbox({ port: port - 1, dataDir: join(dataDir, "other") }, systemClock), {
    code: "EADDRINUSE",
  });
  assert.ok(await isFree(port - 1), "the half that had started was stopped again");
});

test("a second sandbox on the same directory is refused, whatever its ports are", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const first = await startSandbox({ port: await freePorts(), dataDir }, systemClock);
  t.after(() => first.stop());
  await assert.rejects(
    async () => startSandbox({ port: await freePorts(), dataDir }, systemClock),
    (error: Error & { errcode?: number }) => error.errcode === 5,
  );
});
