import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { browserMissing, closePages, openPage } from "../support/browser.ts";
import { openStudio } from "../support/studio.ts";

/** Becomes somebody else in the sandbox's page. */
async function become(page: Page, name: string) {
  await page.getByRole("button", { name: /Switch person/ }).click();
  await page.getByRole("menuitemradio", { name }).click();
}

test("in the page, Theo denies a channel and sets a quota in the panel, Mira is refused, and Undo resets the select", {
  skip: browserMissing,
  timeout: 60_000,
}, async (t) => {
  const { discord, relay, mira } = await openStudio(t, { page: mountPage });
  const page = await openPage(t, discord.url, { allowed: [relay.url], viewport: { width: 1000, height: 1100 } });
  await become(page, "Theo");
  await page.locator("#composer-text").fill("/easel panel");
  await page.keyboard.press("Enter");
  await page.getByText("/easel panel", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  const panel = page.locator(".message").last();
  const goTo = async (name: string) => {
    await panel.getByRole("button", { name: /^Choose a page/ }).click();
    await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
  };
  await panel.getByText("Nothing is set yet").waitFor();
  await goTo("Limits");
  await panel.getByRole("button", { name: "How often…" }).click();
  await page.getByLabel("Images per day").fill("5");
  await page.getByRole("button", { name: "Submit" }).click();
  await panel.getByText("Images per day · Everyone: no rule → 5").waitFor();
  const openers = panel.getByRole("button", { name: "How often…" });
  assert.ok(
    await openers.evaluate((button) => button === button.ownerDocument.activeElement),
    "the keyboard is where it was",
  );

  await goTo("Where");
  const denied = panel.getByRole("button", { name: /^Choose channels or categories/ }).nth(1);
  await denied.click();
  await page.getByRole("option", { name: "general" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await panel.getByText("Not in these channels: none → #general").waitFor();
  const directory = process.env["SCREENSHOTS_DIR"];
  if (directory !== undefined) await panel.screenshot({ path: join(directory, "panel-where.png") });

  await mira.command("flux", { prompt: "a fox" });
  assert.match((await mira.lastMessage()).content, /^Pictures are not made in <#\d+>\./);
  await panel.getByRole("button", { name: "Undo" }).click();
  await panel.getByText("Not in these channels: #general → none").waitFor();
  assert.doesNotMatch((await denied.getAttribute("aria-label")) ?? "", /general/);
  await closePages(t);
});
