import assert from "node:assert/strict";
import { test } from "node:test";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { browserMissing, closePages, openPage, tabTo } from "../support/browser.ts";
import { openStudio } from "../support/studio.ts";

const BROWSER = { skip: browserMissing, timeout: 60_000 };
const ANYWHERE = { page: mountPage, relay: { speed: 4 }, environment: { PRIVATE_USE: "user-install" } } as const;

test("in the page, by keyboard alone, Mira makes a picture privately and shares it", BROWSER, async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { discord, relay, nils, mira, seen } = studio;
  const page = await openPage(t, discord.url, { allowed: [relay.url] });
  await mira.command("flux", { prompt: "a fox", private: true });
  await seen(mira, /\[Share\]/);
  const share = page.getByRole("button", { name: "Share" });
  await tabTo(page, share, "Shift+Tab");
  assert.deepEqual(await nils.messages(), []);
  await page.keyboard.press("Enter");
  await seen(nils, /“Picture 1 of 1: a fox”/);
  await page.getByRole("link", { name: "Shared in this channel" }).waitFor();
  await closePages(t);
});

test("on a narrow page Mira takes the bot along to where it is not", BROWSER, async (t) => {
  const studio = await openStudio(t, ANYWHERE);
  const { discord, relay, mira, seen } = studio;
  const page = await openPage(t, discord.url, { allowed: [relay.url], viewport: { width: 390, height: 800 } });
  assert.equal(await page.getByRole("button", { name: "#cafe" }).count(), 0);
  await page
    .getByRole("button", { name: /channels/i })
    .first()
    .click();
  await page.getByRole("button", { name: /Switch person/ }).click();
  await page.getByRole("menuitem", { name: /Add Easel to your account/ }).click();
  await page.getByRole("button", { name: "#cafe" }).click();
  await page.locator("#composer-text").fill("/flux prompt:a heron");
  await page.keyboard.press("Enter");
  await page.getByText("a heron").last().waitFor();
  await page.keyboard.press("Enter");
  const cafe = discord.settings.channel("cafe").id;
  await seen(mira, /“Picture 1 of 1: a heron”/, cafe);
  await page.getByRole("button", { name: "Again" }).waitFor();
  await closePages(t);
});
