import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../sandbox/clock.ts";
import { startDiscord } from "../../sandbox/discord/start.ts";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { startRelay } from "../../sandbox/relay/start.ts";
import { openStore } from "../../sandbox/store.ts";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/logger.ts";
import { browserMissing, closePages, openPage, tabTo } from "../support/browser.ts";

const BROWSER = { skip: browserMissing, timeout: 60_000 };

/** The whole program on the machine's time. The relay takes requests but begins none before `paint`. */
async function openHouse(t: TestContext) {
  const directory = await mkdtemp(join(tmpdir(), "easel-"));
  const store = openStore();
  const clock = systemClock;
  const settings = { workers: 0, speed: 1000 };
  const relay = await startRelay({ port: 0, clock, store, filesDirectory: join(directory, "relay"), settings });
  const discordOptions = {
    clock,
    store,
    filesDirectory: join(directory, "discord"),
    relayUrl: relay.url,
    page: mountPage,
  };
  let discord = await startDiscord({ ...discordOptions, port: 0 });
  const outcome = readConfig({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    RELAY_URL: relay.url,
    RELAY_KEY: relay.key,
    DATA_DIR: join(directory, "bot"),
  });
  assert.ok(outcome.mode === "real");
  const started = await startApp(outcome.config, { clock, log: createLogger("info", { write: () => {} }) });
  assert.ok(started.ok, JSON.stringify(started));
  const { app } = started;
  t.after(async () => {
    await closePages(t);
    await app.stop();
    await discord.stop();
    await relay.stop();
    store.close();
    await rm(directory, { recursive: true, force: true });
    assert.deepEqual(discord.violations(), [], "a request broke Discord's rules");
  });
  return {
    url: discord.url,
    relay,
    paint: () => relay.settings.update({ workers: 2 }),
    /** Stops Discord and the page; the returned function starts them again at the same address. */
    async outage(): Promise<() => Promise<void>> {
      const port = Number(new URL(discord.url).port);
      await discord.stop();
      return async () => {
        discord = await startDiscord({ ...discordOptions, port });
      };
    },
  };
}

test("a newcomer with a keyboard alone gets a picture, opens it and asks for another", BROWSER, async (t) => {
  const { url, relay, paint } = await openHouse(t);
  const page = await openPage(t, url, { allowed: [relay.url] });
  await page.getByText("Nothing has been said here yet").waitFor();
  assert.equal(await page.locator(".first-command kbd").textContent(), "/flux prompt:a lighthouse at dusk");

  await page.keyboard.type("/flux prompt:a lighthouse at dusk");
  assert.equal(await page.getByLabel("prompt", { exact: true }).inputValue(), "a lighthouse at dusk");
  await page.keyboard.press("Enter");
  const reply = page.locator(".message").last();
  await reply.getByText(/In the relay's queue/).waitFor();
  assert.match((await reply.textContent()) ?? "", /Mira\s*used\s*\/flux\s*Easel\s*APP/);

  paint();
  const picture = page.getByRole("button", { name: "Open picture: Picture 1 of 1: a lighthouse at dusk" });
  await tabTo(page, picture, "Shift+Tab");
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog").getByRole("img");
  await shown.waitFor();
  assert.equal(await shown.getAttribute("alt"), "Picture 1 of 1: a lighthouse at dusk");
  assert.deepEqual(await shown.evaluate((image) => Reflect.get(image, "naturalWidth")), 1024);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await tabTo(page, page.getByRole("button", { name: "Again" }));
  await page.keyboard.press("Enter");
  await page.locator(".gallery-item").nth(1).waitFor();
  assert.equal(relay.ledger().charged, 2);
});

test("what was said is there again after a reload, with the same person in the same channel", BROWSER, async (t) => {
  const { url, relay, paint } = await openHouse(t);
  paint();
  const page = await openPage(t, url, { allowed: [relay.url] });
  await page.getByRole("button", { name: /Switch person/ }).click();
  await page.getByRole("menuitemradio", { name: /小雨/ }).click();
  await page.getByRole("button", { name: "#art" }).click();
  await page.keyboard.type("/flux 提示词：黄昏的灯塔");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "打开图片：第 1 张，共 1 张：黄昏的灯塔" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "打开图片：第 1 张，共 1 张：黄昏的灯塔" }).waitFor();
  assert.match(await page.title(), /#art/);
  assert.match((await page.getByRole("button", { name: /切换身份/ }).textContent()) ?? "", /小雨/);
});

test("the page comes back by itself after the connection was lost, with what it missed", BROWSER, async (t) => {
  const { url, relay, outage, paint } = await openHouse(t);
  const page = await openPage(t, url, { allowed: [relay.url], expected: /ERR_CONNECTION|WebSocket|Failed to load/ });
  await page.keyboard.type("/flux prompt:a harbour at night");
  await page.keyboard.press("Enter");
  await page.getByText(/In the relay's queue/).waitFor();
  const restore = await outage();
  await page.getByText("Connection lost. Trying again…").waitFor();
  paint();
  await restore();
  await page.getByText("Connection lost. Trying again…").waitFor({ state: "hidden" });
  await page.locator(".gallery-item").waitFor();
  // A bot stopped while discord.js reconnects would leave its attempts behind.
  await page.getByText("Easel · online").waitFor();
});

test("a narrow screen shows the channels on demand and never scrolls sideways", BROWSER, async (t) => {
  const { url, relay, paint } = await openHouse(t);
  paint();
  const page = await openPage(t, url, { allowed: [relay.url], viewport: { width: 360, height: 700 }, hasTouch: true });
  const channel = page.getByRole("button", { name: "#art" });
  await channel.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Show channels" }).click();
  await channel.click();
  await channel.waitFor({ state: "hidden" });
  await page.locator("#composer-text").fill("/flux prompt:a lighthouse on a cliff above a calm sea at dusk");
  await page.keyboard.press("Enter");
  await page.locator(".gallery-item img").waitFor();
  const wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  assert.equal(wide, 0);
});

test("the page is light or dark as the system wishes, or as the person says", BROWSER, async (t) => {
  const { url, relay } = await openHouse(t);
  const page = await openPage(t, url, { allowed: [relay.url], colorScheme: "light" });
  /** How light the page's ground is, 0 to 255. */
  const lightness = async () => {
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    return Number(/\d+/.exec(String(ground))?.[0]);
  };
  assert.ok((await lightness()) > 200);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.ok((await lightness()) < 60);
  const theme = page.getByRole("button", { name: /^Appearance/ });
  await theme.click();
  assert.equal(await theme.getAttribute("aria-label"), "Appearance: Light");
  assert.ok((await lightness()) > 200);
  await page.reload();
  await theme.waitFor();
  assert.ok((await lightness()) > 200, "the choice outlives a reload");
});

test("the relay's panel counts requests, changes the speed and sets a fault", BROWSER, async (t) => {
  const { url, relay, paint } = await openHouse(t);
  paint();
  const page = await openPage(t, url, { allowed: [relay.url] });
  await page.getByRole("button", { name: "Relay panel" }).click();
  const panel = page.getByRole("complementary", { name: "Relay panel" });
  await panel.getByLabel("10× faster").check();
  await panel.getByLabel("What").selectOption("out-of-balance");
  await panel.getByRole("button", { name: "Add fault" }).click();
  await panel.getByRole("listitem").filter({ hasText: "out-of-balance" }).waitFor();
  assert.equal(relay.settings.current.speed, 10);
  assert.deepEqual(relay.faults.list()[0]?.fault, { at: "submit", kind: "out-of-balance", times: 1 });
  await panel.getByRole("button", { name: "Remove all" }).click();
  await panel.getByText("No fault is set.").waitFor();
  await page.locator("#composer-text").focus();
  await page.keyboard.type("/flux-schnell prompt:one more boat");
  await page.keyboard.press("Enter");
  await page.locator(".gallery-item").waitFor();
  await panel.locator("[data-count=accepted] dd", { hasText: /^1$/ }).waitFor();
});
