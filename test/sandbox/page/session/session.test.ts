import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { startDiscord } from "../../../../sandbox/discord/start.ts";
import { PersonClient } from "../../../../sandbox/page/api/person-client.ts";
import { Session } from "../../../../sandbox/page/session/session.ts";
import { openStore } from "../../../../sandbox/store.ts";
import { FakeClock } from "../../../support/fake-clock.ts";

async function openDiscord(t: TestContext) {
  const directory = await mkdtemp(join(tmpdir(), "easel-session-"));
  const store = openStore();
  const options = { clock: new FakeClock(), store, filesDirectory: directory };
  const discord = await startDiscord({ ...options, port: 0 });
  t.after(async () => {
    await discord.stop();
    store.close();
    await rm(directory, { recursive: true, force: true });
  });
  return discord.url;
}

function openSession(t: TestContext, url: string) {
  const clock = new FakeClock();
  const places: string[] = [];
  const session = new Session({
    client: new PersonClient(url),
    eventsAddress: (user) => `${url.replace("http", "ws")}/sandbox/api/events?user=${user}`,
    clock,
    random: () => 0,
    onPlace: (place) => places.push(`${place.user}/${place.channel}`),
  });
  t.after(() => session.leave());
  /** Resolves once the session's view is as wanted. */
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        end();
        resolve();
      };
      const end = session.subscribe(check);
      check();
    });
  return { session, clock, places, until };
}

const words = (session: Session) => session.view.messages[session.view.channel]?.map((message) => message.content);

describe("a session", () => {
  it("begins as the first person in the first channel, and says where that is", async (t) => {
    const { session, places, until } = openSession(t, await openDiscord(t));
    await session.enter("", "");
    await until(() => session.view.live === "live" && words(session) !== undefined);
    const { user, channel, world } = session.view;
    assert.equal(user, world?.people[0]?.user.id);
    assert.equal(world?.guilds[0]?.channels.find((each) => each.id === channel)?.name, "general");
    assert.equal(places.at(-1), `${user}/${channel}`);
  });

  it("takes an unknown person or channel for the first one", async (t) => {
    const { session } = openSession(t, await openDiscord(t));
    await session.enter("12", "34");
    assert.equal(session.view.user, session.view.world?.people[0]?.user.id);
    assert.notEqual(session.view.channel, "34");
  });

  it("hears what others write and shows what its own person writes once", async (t) => {
    const url = await openDiscord(t);
    const [mira, theo] = [openSession(t, url), openSession(t, url)];
    await mira.session.enter("", "");
    const other = mira.session.view.world?.people[1]?.user.id ?? "";
    await theo.session.enter(other, "");
    await mira.until(() => mira.session.view.live === "live" && words(mira.session) !== undefined);
    await theo.until(() => theo.session.view.live === "live" && words(theo.session) !== undefined);
    assert.equal(await theo.session.write("good evening"), null);
    await mira.until(() => words(mira.session)?.includes("good evening") === true);
    assert.deepEqual(words(theo.session), ["good evening"]);
    const message = theo.session.view.messages[theo.session.view.channel]?.[0];
    assert.equal(await theo.session.remove(message?.id ?? ""), null);
    await mira.until(() => words(mira.session)?.length === 0);
  });

  it("hands back the server's sentence when a message is not taken", async (t) => {
    const { session } = openSession(t, await openDiscord(t));
    await session.enter("", "");
    assert.equal(await session.write("   "), "A message needs some text.");
  });

  it("tries again by itself while the server is not there", async (t) => {
    const { session, clock } = openSession(t, "http://127.0.0.1:9");
    await session.enter("", "");
    assert.equal(session.view.world, null);
    assert.notEqual(session.view.worldTrouble, null);
    assert.equal(clock.pending, 1);
  });
});
