import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { browserMissing, closePages, openPage } from "../support/browser.ts";
import { makePicture } from "../support/make-pictures.ts";
import { report, setAuditChannel } from "../support/seeing.ts";
import { openStudio } from "../support/studio.ts";

const DAY_MS = 24 * 60 * 60_000;

async function keep(what: Page | Locator, name: string): Promise<void> {
  const directory = process.env["SCREENSHOTS_DIR"];
  if (directory !== undefined) await what.screenshot({ path: join(directory, `${name}.png`), animations: "disabled" });
}

/** Becomes somebody else in the sandbox's page. */
async function become(page: Page, name: string) {
  await page.getByRole("button", { name: /Switch person/ }).click();
  await page.getByRole("menuitemradio", { name }).click();
}

async function goTo(page: Page, channel: string) {
  await page.getByRole("navigation").getByText(channel, { exact: true }).click();
}

test("in the page, Mira is refused in one sentence, and Theo sees limits, report, pictures and cost", {
  skip: browserMissing,
  timeout: 90_000,
}, async (t) => {
  const studio = await openStudio(t, { page: mountPage, relay: { speed: 8 } });
  const { discord, relay, mira, nils, theo, clock, seen } = studio;
  await setAuditChannel(studio);
  for (const [who, prompts] of [
    [mira, ["a lighthouse at dusk", "a fox in the snow"]],
    [theo, ["a boat"]],
  ] as const) {
    for (const prompt of prompts) await makePicture(studio, who, { prompt });
    clock.advance(DAY_MS);
  }
  await makePicture(studio, nils, { prompt: "a castle" });
  const [lighthouse] = await mira.messages();
  assert.ok(lighthouse);
  await report(nils, lighthouse, "That is my drawing, I was not asked.");
  await seen(theo, /Reported picture/, "after-dark");
  await theo.command("easel", { limits: { set: { limit: "images_month", amount: "2" } } });
  await seen(theo, /Images per 30 days · Everyone: no rule → 2/, "after-dark");

  const page = await openPage(t, discord.url, {
    allowed: [relay.url],
    viewport: { width: 552, height: 900 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
  });
  // "Today" and "in 28 days" by the time of the studio.
  await page.clock.setFixedTime(clock.now());
  await page.locator("#composer-text").fill("/flux prompt:an owl");
  await page.keyboard.press("Enter");
  const refusal = page.locator(".message", { hasText: "over your limit of images, 2 per 30 days" }).last();
  await refusal.getByText("Nothing was charged.").waitFor();
  await refusal.getByText("Only you can see this").waitFor();
  await keep(refusal, "moderators-refused");

  await page.setViewportSize({ width: 780, height: 900 });
  await become(page, "Theo");
  await goTo(page, "after-dark");
  await page.getByText("Images per 30 days · Everyone: no rule → 2").waitFor();
  const reported = page.locator(".message", { hasText: "Reported picture" });
  for (const name of ["Keep", "Remove", "Suspend", "Who reported"])
    await reported.getByRole("button", { name }).waitFor();
  await page.setViewportSize({ width: 552, height: 900 });
  await reported.scrollIntoViewIfNeeded();
  await keep(page, "moderators-audit");
  await page.setViewportSize({ width: 780, height: 900 });

  await theo.command("easel", { usage: {} });
  await seen(theo, /By member/);
  await goTo(page, "general");
  const usage = page.locator(".message", { hasText: "Usage in the last 7 days" }).last();
  await usage.getByText("By member").first().waitFor();
  const charts = usage.getByRole("button", { name: /Bar chart, By/ });
  assert.equal(await charts.count(), 3);
  for (const chart of await charts.all()) {
    await chart.scrollIntoViewIfNeeded();
    const wide = await chart.locator("img").evaluate((image) => image.decode().then(() => image.naturalWidth > 600));
    assert.ok(wide, "the chart is drawn");
  }
  await page.setViewportSize({ width: 390, height: 1500 });
  await keep(usage, "moderators-usage");
  await closePages(t);
});
