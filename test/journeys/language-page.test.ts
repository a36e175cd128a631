import assert from "node:assert/strict";
import { test } from "node:test";
import { mountPage } from "../../sandbox/page/serve-page.ts";
import { browserMissing, closePages, openPage } from "../support/browser.ts";
import { openStudio } from "../support/studio.ts";

test("whoever sets the sandbox's client to French finds French commands", { skip: browserMissing }, async (t) => {
  const studio = await openStudio(t, { page: mountPage });
  const page = await openPage(t, studio.discord.url);
  await page.getByRole("button", { name: /^Switch person/ }).click();
  await page.getByRole("menuitem", { name: /^Language/ }).click();
  await page.getByRole("menuitemradio", { name: "Français" }).click();
  const composer = page.getByRole("textbox");
  await composer.click();
  await composer.pressSequentially("/aide");
  await page.getByText("Ce que tu peux faire ici, avec des exemples").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ce que tu peux faire ici" }).waitFor();
  assert.ok(await page.getByText("/galerie").first().isVisible());
  await closePages(t);
});
