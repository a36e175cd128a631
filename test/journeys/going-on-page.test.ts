import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import {
  cutOutDocument,
  describeDocument,
  languageDocument,
  upscaleDocument,
} from "../models/import/picture-documents.ts";
import { browserMissing, closePages, openPage } from "../support/browser.ts";
import { importModels } from "../support/import-model.ts";
import { makePicture } from "../support/make-pictures.ts";
import { openStudio, picture, type Studio } from "../support/studio.ts";

const PICTURE = "a fox in the rain";

async function keep(what: Page | Locator, name: string): Promise<void> {
  const directory = process.env["SCREENSHOTS_DIR"];
  if (directory !== undefined) await what.screenshot({ path: join(directory, `going-on-${name}.png`) });
}

/** How many requests the relay has taken, with the first picture. */
async function untilAccepted({ relay, until }: Studio, count: number): Promise<void> {
  await until(`request ${count}`, () => relay.ledger().accepted >= count);
}

test("in the page, each way on from a picture is pressed and filled in", {
  skip: browserMissing,
  timeout: 120_000,
}, async (t) => {
  const studio = await openStudio(t, { page: mountPage, relay: { speed: 4 } });
  const { discord, relay, mira } = studio;
  await importModels(studio, upscaleDocument, cutOutDocument, describeDocument, languageDocument);
  const page = await openPage(t, discord.url, { allowed: [relay.url], viewport: { width: 1100, height: 1100 } });
  await makePicture(studio, mira, { prompt: PICTURE, size: "square" });
  const result = page.locator(".message", { hasText: PICTURE }).first();
  const submit = () => page.getByRole("button", { name: "Submit" }).click();

  await result.getByRole("button", { name: "Vary" }).click();
  await page.getByLabel("Prompt").fill("a fox in the snow");
  await keep(page, "vary");
  await submit();
  await untilAccepted(studio, 2);
  await result.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("What should change?").fill("give it a hat");
  await keep(page, "edit");
  await submit();
  await untilAccepted(studio, 3);

  await studio.seen(mira, /“Picture 1 of 1: give it a hat/);
  await result.getByRole("button", { name: "More…" }).click();
  const panel = page.locator(".message", { has: page.getByRole("button", { name: "Dismiss message" }) }).last();
  await panel.getByRole("button", { name: "Inpaint" }).click();
  await page.getByLabel("What should be there?").fill("a tree");
  await page.getByRole("button", { name: /Which part is painted anew/ }).click();
  await keep(page, "regions");
  await page.getByRole("option", { name: /^Background/ }).click();
  await keep(page, "inpaint");
  await submit();
  await untilAccepted(studio, 4);
  await panel.getByRole("button", { name: "Inpaint" }).click();
  await page.getByLabel("What should be there?").fill("a lake");
  const mask = await picture("mask.png", 512, 512, "#ffffff");
  await page
    .getByRole("dialog")
    .locator("input[type=file]")
    .setInputFiles({ name: mask.name, mimeType: mask.type, buffer: Buffer.from(mask.bytes) });
  await keep(page, "mask");
  await submit();
  await untilAccepted(studio, 5);

  for (const [index, name] of ["Larger", "Upscale", "Cut out", "Describe", "Improve my prompt"].entries()) {
    await panel.getByRole("button", { name }).click();
    await untilAccepted(studio, 6 + index);
  }
  await studio.seen(mira, /Answer:/);
  await keep(page, "panel");
  await page.locator(".message", { hasText: "Answer:" }).last().getByRole("button", { name: "More…" }).click();
  await panel.getByRole("button", { name: "Draw this" }).click();
  await keep(page, "draw");
  await submit();
  await untilAccepted(studio, 11);
  await closePages(t);
});

test("with the keyboard alone and on a narrow screen, a picture of several is chosen, edited and found again", {
  skip: browserMissing,
  timeout: 60_000,
}, async (t) => {
  const studio = await openStudio(t, { page: mountPage, relay: { speed: 4 } });
  const { discord, relay, mira } = studio;
  const page = await openPage(t, discord.url, { allowed: [relay.url], viewport: { width: 390, height: 844 } });
  await makePicture(studio, mira, { prompt: PICTURE, count: 3 });
  const { keyboard } = page;
  const result = page.locator(".message", { hasText: PICTURE }).first();
  await result.getByRole("button", { name: /Go on from picture/ }).focus();
  await keep(page, "narrow-result");
  await keyboard.press("Enter");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  const panel = page.locator(".message", { has: page.getByRole("button", { name: "Dismiss message" }) });
  await panel.getByRole("button", { name: "Edit" }).focus();
  await keep(page, "narrow-panel");
  await keyboard.press("Enter");
  // In the page before it is shown: until then every key would press the button that opened it.
  await page.getByRole("dialog").waitFor();
  await page.getByLabel("What should change?").focus();
  await keyboard.type("give it a hat");
  await keep(page, "narrow-form");
  await page.getByRole("button", { name: "Submit" }).focus();
  await keyboard.press("Enter");
  await untilAccepted(studio, 2);
  const lines = await studio.seen(mira, /“Picture 1 of 1: give it a hat/);
  const link = page.getByRole("link", { name: "this picture" }).last();
  await link.focus();
  await keep(page, "narrow-link");
  assert.ok(lines.some((line) => line.includes("from [this picture](")));
  const wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  assert.equal(wide, false, "nothing reaches over the edge");
  await closePages(t);
});
