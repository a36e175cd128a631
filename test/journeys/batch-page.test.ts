import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { allTold } from "../support/batches.ts";
import { browserMissing, openPage, tabTo } from "../support/browser.ts";
import { openStudio } from "../support/studio.ts";

const WIDTHS = { desktop: 1200, phone: 390 };

async function keep(page: Page, name: string): Promise<void> {
  const directory = process.env["SCREENSHOTS_DIR"];
  if (directory !== undefined) await page.screenshot({ path: join(directory, `batch-${name}.png`) });
}

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`with a keyboard alone, a batch is looked at, made, and gone on from (${device})`, {
    skip: browserMissing,
    timeout: 60_000,
  }, async (t) => {
    const studio = await openStudio(t, { page: mountPage, relay: { speed: 4 } });
    const { discord, relay, seen, mira } = studio;
    const page = await openPage(t, discord.url, { allowed: [relay.url], viewport: { width, height: 800 } });
    await page.keyboard.type("/flux prompt:a {red|blue} fox at [sunrise, noon]");
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("button", { name: "Make 4" }), "Shift+Tab");
    await keep(page, `${device}-preview`);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Cancel all" }).waitFor();
    await seen(mira, /4 of 4 done/);
    await allTold(studio);
    await page.getByText("4 of 4 done").waitFor();
    const pictures = page.getByRole("button", { name: /Open picture: Picture \d of 4: a (red|blue) fox/ });
    await pictures.nth(3).waitFor();
    assert.equal(await pictures.count(), 4);
    await keep(page, `${device}-done`);
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    assert.ok(Number(wide) <= width, `nothing sticks out at ${width}: ${wide}`);
    const select = page.getByRole("button", { name: /Go on from picture/ });
    await tabTo(page, select, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await seen(mira, /\(only you\): .*a (red|blue) fox/);
    await keep(page, `${device}-panel`);
  });
}
