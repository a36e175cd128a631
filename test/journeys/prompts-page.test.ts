import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { browserMissing, closePages, openPage, tabTo } from "../support/browser.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio } from "../support/studio.ts";

const WIDTHS = { desktop: 1200, phone: 390 };

async function keep(page: Page, name: string): Promise<void> {
  const directory = process.env["SCREENSHOTS_DIR"];
  if (directory !== undefined) await page.screenshot({ path: join(directory, `prompts-${name}.png`) });
}

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`with a keyboard alone, a style is made and used, and a prompt taken up again (${device})`, {
    skip: browserMissing,
    timeout: 60_000,
  }, async (t) => {
    const studio = await openStudio(t, { page: mountPage, relay: { speed: 4 } });
    const { discord, relay, seen, mira } = studio;
    await makePicture(studio, mira, { prompt: "an old lighthouse" });
    const page = await openPage(t, discord.url, { allowed: [relay.url], viewport: { width, height: 800 } });

    await page.keyboard.type("/preset save");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog");
    await tabTo(page, form.getByLabel("Name"));
    await page.keyboard.type("noir");
    await tabTo(page, form.getByLabel("Words"));
    await page.keyboard.type("{prompt}, film noir");
    await tabTo(page, form.getByLabel("Settings"));
    await page.keyboard.type("--ar 16:9");
    await keep(page, `${device}-form`);
    await tabTo(page, form.getByRole("button", { name: "Submit" }));
    await page.keyboard.press("Enter");
    await page.getByText("Saved your style").waitFor();
    await form.waitFor({ state: "detached" });
    await tabTo(page, page.getByRole("textbox").first());

    // Typed without a pause: what was offered for less of it is not what Enter takes.
    await page.keyboard.type("/flux prompt:an old lighthouse in fog --style noir");
    await page.keyboard.press("Enter");
    await seen(mira, /Picture 1 of 1: an old lighthouse in fog, film noir/);
    await page.getByText("own style noir").waitFor();
    await keep(page, `${device}-made`);

    await page.keyboard.type("/flux prompt:an old");
    const offered = page.getByRole("option", { name: "an old lighthouse in fog --style noir" });
    await offered.waitFor();
    await keep(page, `${device}-offered`);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await seen(mira, /flux-.*1024×576.*an old lighthouse in fog, film noir/);
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    assert.ok(Number(wide) <= width, `nothing sticks out at ${width}: ${wide}`);
    await closePages(t);
  });
}
