import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import type { Locator, Page } from "playwright-core";
import { startDiscord } from "../../../sandbox/discord/start.ts";
import { mountPage } from "../../../sandbox/page/serve-page.ts";
import { openStore } from "../../../sandbox/store.ts";
import { browserMissing, closePages, openPage, tabTo } from "../../support/browser.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { startDemoBot } from "./demo-bot.ts";
import { drawDusk } from "./draw-dusk.ts";
import { hand } from "./hand-file.ts";

const BROWSER = { skip: browserMissing, timeout: 60_000 };

/** The page, the sandbox's Discord on a clock of the test's, and a small bot with one of everything. */
async function open(t: TestContext) {
  const directory = await mkdtemp(join(tmpdir(), "easel-page-"));
  const store = openStore();
  const clock = new FakeClock();
  const discord = await startDiscord({ port: 0, clock, store, filesDirectory: directory, page: mountPage });
  discord.settings.rateLimits = false;
  const bot = await startDemoBot(discord);
  t.after(async () => {
    await closePages(t);
    await bot.stop();
    await discord.stop();
    store.close();
    await rm(directory, { recursive: true, force: true });
    assert.deepEqual(discord.violations(), []);
  });
  const page = await openPage(t, discord.url);
  return { page, bot, clock, discord };
}

const option = (page: Page, name: string): Locator => page.locator(".option").getByLabel(name, { exact: true });
const suggestions = (page: Page): Locator => page.getByRole("listbox").getByRole("option");
const lastMessage = (page: Page): Locator => page.locator(".message").last();

/** Uses a command that takes no options. */
async function use(page: Page, command: string): Promise<void> {
  await page.locator("#composer-text").focus();
  await page.keyboard.type(`/${command} `);
  await page.keyboard.press("Enter");
}

describe("the page's composer", BROWSER, () => {
  it("narrows the commands while a name is typed and takes the marked one with Tab", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("/");
    await suggestions(page).first().waitFor();
    assert.equal(await suggestions(page).count(), 7);
    await page.keyboard.type("lim");
    await page.getByRole("option", { name: "/limits set" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".command-chip").textContent(), "/limits show");
  });

  it("offers choices with arrows, shows bounds, and sends what was filled in", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("/flux a lighthouse size:");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await option(page, "size").inputValue(), "Square HD 1:1 · 1024×1024");
    await page.keyboard.type("cou");
    await page.keyboard.press("Enter");
    await page.getByText("1 to 4").waitFor();
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await page.getByText("place").waitFor();
    assert.equal(await lastMessage(page).locator("blockquote").textContent(), "a lighthouse");
  });

  it("sends at Enter where the only choice is what stands there already", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("/flux dusk style:ink");
    await page.getByRole("option", { name: "ink" }).waitFor();
    await page.keyboard.press("Enter");
    await lastMessage(page).getByText("place").waitFor();
  });

  it("says under the field what is wrong with a value, and sends nothing", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("/flux dusk count:9");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "count: Give at most 4." }).waitFor();
    assert.equal(await option(page, "count").evaluate((field) => field.matches(":focus")), true);
    assert.equal(await page.locator(".message").count(), 0);
    await page.keyboard.press("Backspace");
    await page.keyboard.type("2");
    await page.getByRole("alert").filter({ hasText: "count" }).waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await lastMessage(page).getByText("place").waitFor();
  });

  it("asks the application for choices while typing", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("/flux dusk style:wa");
    await page.getByRole("option", { name: "watercolour" }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await option(page, "style").inputValue(), "watercolour");
  });

  it("takes an option away with Backspace and leaves the command with Escape", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("/flux dusk seed:");
    await option(page, "seed").waitFor();
    await page.keyboard.press("Backspace");
    await option(page, "seed").waitFor({ state: "detached" });
    assert.equal(await option(page, "prompt").evaluate((field) => field.matches(":focus")), true);
    await page.keyboard.press("Escape");
    await page.locator("#composer-text").waitFor();
    assert.equal(await page.locator("#composer-text").inputValue(), "");
  });

  it("takes a file from the picker, from the clipboard and from a drop", async (t) => {
    const { page } = await open(t);
    // Asked for early: the browser must know of it before the key is pressed.
    const picker = page.waitForEvent("filechooser");
    const buffer = await drawDusk(0);
    await page.keyboard.type("/inpaint ");
    await page.keyboard.press("Enter");
    await (await picker).setFiles({ name: "picked.jpg", mimeType: "image/jpeg", buffer });
    await page.getByText(/picked\.jpg/).waitFor();
    await hand(page, "paste", "pasted.png");
    await page.getByText(/pasted\.png/).waitFor();
    await page.keyboard.press("Enter");
    await lastMessage(page).getByText("Noted.").waitFor();
    await hand(page, "drop", "dropped.png");
    await page
      .locator(".held-file")
      .getByText(/dropped\.png/)
      .waitFor();
    await page.keyboard.type("/inp");
    await page.keyboard.press("Tab");
    await page
      .locator(".option-file")
      .getByText(/dropped\.png/)
      .waitFor();
  });

  it("writes plain messages, and says no command goes by an unknown name", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("Hello **everyone**");
    await page.keyboard.press("Enter");
    await lastMessage(page).locator("strong", { hasText: "everyone" }).waitFor();
    await page.keyboard.type("/nothing");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "No command goes by that name here" }).waitFor();
  });

  it("shows the command on its way, and that the application did not respond", async (t) => {
    const { page, clock } = await open(t);
    await use(page, "silent");
    await page.getByText("Sending command…").waitFor();
    const alert = page.getByRole("alert").filter({ hasText: "The application did not respond" });
    // Step by step: the three seconds begin when Discord has the command, which the page does not show.
    while (!(await alert.isVisible())) clock.advance(250);
    await page.getByRole("button", { name: "Dismiss message" }).click();
    await page.locator(".message").waitFor({ state: "detached" });
  });
});

describe("the page's messages", BROWSER, () => {
  it("show every component, and what lies on another server as a note", async (t) => {
    const { page } = await open(t);
    await use(page, "showcase");
    const message = lastMessage(page);
    await message.getByRole("heading", { name: "Heading one" }).waitFor();
    await message.getByText("**not bold**").waitFor();
    await message.getByText("@Mira").waitFor();
    assert.equal(await message.getByRole("button", { name: "Danger" }).isDisabled(), true);
    assert.equal(
      await message.getByRole("link", { name: "Link", exact: true }).getAttribute("href"),
      "https://example.com/",
    );
    assert.equal(await message.getByRole("link", { name: /notes\.txt/ }).getAttribute("download"), "notes.txt");
    await use(page, "legacy");
    await lastMessage(page).getByText("Not loaded: the sandbox asks nothing of example.com").waitFor();
    await lastMessage(page)
      .getByRole("link", { name: /table\.csv/ })
      .waitFor();
  });

  it("hide a spoiler until it is pressed, and walk a gallery with arrows", async (t) => {
    const { page } = await open(t);
    await use(page, "showcase");
    const veiled = page.locator(".gallery-item.veiled");
    await veiled.click();
    await veiled.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Open picture: Dusk, once" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 of 3").waitFor();
    await page.keyboard.press("ArrowLeft");
    await dialog.getByText("3 of 3").waitFor();
    assert.equal(await dialog.getByRole("img").getAttribute("alt"), "Dusk, hidden");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  it("answer a menu of several choices once it is closed, for this person alone", async (t) => {
    const { page } = await open(t);
    await use(page, "showcase");
    const menu = page.getByRole("button", { name: /^Choose a style/ });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await lastMessage(page).getByText("You chose ink, oil.").waitFor();
    await lastMessage(page).getByText("Only you can see this").waitFor();
    await page.getByRole("button", { name: "Dismiss message" }).click();
    await page.getByText("You chose").waitFor({ state: "detached" });
  });

  it("open a form that keeps what was typed until it is right", async (t) => {
    const { page } = await open(t);
    const chooser = page.waitForEvent("filechooser");
    await use(page, "showcase");
    await page.getByRole("button", { name: "Open form" }).click();
    const form = page.getByRole("dialog", { name: "Change the picture" });
    await form.waitFor();
    await page.keyboard.type("ab");
    await page.keyboard.press("Tab");
    await tabTo(page, form.getByRole("button", { name: "Submit" }));
    await page.keyboard.press("Enter");
    await form.getByText("Write at least 3 characters; there are 2.").waitFor();
    await page.keyboard.type("c");
    await form.getByLabel("Draft").check();
    await form.getByRole("button", { name: "Choose files" }).click();
    await (await chooser).setFiles({ name: "start.jpg", mimeType: "image/jpeg", buffer: await drawDusk(1) });
    await form.getByRole("button", { name: "Submit" }).click();
    await form.waitFor({ state: "detached" });
    await lastMessage(page).getByText("The form says: abc").waitFor();
  });

  it("offer an application's commands for messages and people", async (t) => {
    const { page } = await open(t);
    await page.keyboard.type("four");
    await page.keyboard.press("Enter");
    await lastMessage(page).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Count characters" }).click();
    await lastMessage(page).getByText("That message has 4 characters.").waitFor();
    await page.locator(".avatar-button").first().click();
    await page.getByRole("menuitem", { name: "Greet" }).click();
    await page.getByText("Noted.").waitFor();
  });

  it("change live while the bot edits them, and go when it deletes them", async (t) => {
    const { page, bot } = await open(t);
    await page.keyboard.type("/flux dusk count:4");
    await page.keyboard.press("Enter");
    await lastMessage(page).getByText("place").waitFor();
    await until(() => bot.waiting > 0);
    await bot.finish();
    await page.locator(".gallery.of-4").waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.locator(".message").waitFor({ state: "detached" });
  });

  it("mark another channel unread until it is opened", async (t) => {
    const { page, discord } = await open(t);
    const world = (await (await fetch(`${discord.url}/sandbox/api/world?user=`)).json()) as WorldPart;
    const theo = world.people.find((person) => person.standing === "moderator")?.user.id;
    const art = await channelId(page, "#art");
    await fetch(`${discord.url}/sandbox/api/channels/${art}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: theo, content: "Look here" }),
    });
    await page.getByRole("button", { name: "#art, unread" }).click();
    await lastMessage(page).getByText("Look here").waitFor();
    await page.getByRole("button", { name: "#art", exact: true }).waitFor();
  });
});

interface WorldPart {
  people: { standing: string; user: { id: string } }[];
}

/** A channel's id, as the address bar shows it once the channel is open; the page goes back to where it was. */
async function channelId(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name, exact: true }).click();
  const id = new URL(page.url()).hash.split("/")[1] ?? "";
  await page.goBack();
  await page.getByRole("heading", { name: "general", exact: true }).waitFor();
  return id;
}

/** Waits for something that happens outside of the page. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
