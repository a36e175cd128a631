import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const WAIT_MS = 10_000;
const MOST_TABS = 60;
/** A test's servers end before its page does, which may be loading a picture just then. */
const CUT_OFF = /net::ERR_CONNECTION_(RESET|REFUSED|CLOSED)|net::ERR_EMPTY_RESPONSE/;

/** Why browser tests cannot run here, as `skip` of node:test wants it; false when they can. */
export const browserMissing: string | false =
  findChromium() === null
    ? "no Chromium found: install it (Debian, Ubuntu: apt-get install -y chromium) or set CHROMIUM_PATH"
    : false;

function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  return [...(named === undefined ? [] : [named]), ...PLACES].find((path) => existsSync(path)) ?? null;
}

/** Starts a headless Chromium; whoever starts it closes it. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(String(browserMissing));
  // As root, as in most CI containers, Chromium does not start with its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}

const OPEN = new WeakMap<TestContext, (() => Promise<void>)[]>();

interface PageOptions extends BrowserContextOptions {
  /** Origins besides the page's own that it may ask. */
  allowed?: readonly string[];
  /** Lines on the browser's console that are meant to come. */
  expected?: RegExp;
}

/**
 * Opens an address in a browser of its own. At the end every script error and every request elsewhere fails the test.
 * With SCREENSHOTS_DIR set, the page as it was then is kept there.
 */
export async function openPage(t: TestContext, url: string, options: PageOptions = {}): Promise<Page> {
  const { allowed = [], expected, ...contextOptions } = options;
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    locale: "en-US",
    ...contextOptions,
  });
  context.setDefaultTimeout(WAIT_MS);
  const problems: string[] = [];
  const origins = [new URL(url).origin, ...allowed];
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (line) => {
    const meant = expected?.test(line.text()) === true || CUT_OFF.test(line.text());
    if (line.type() === "error" && !meant) problems.push(`console: ${line.text()}`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && !origins.includes(origin)) problems.push(`asked elsewhere: ${request.url()}`);
  });
  const close = async () => {
    const directory = process.env["SCREENSHOTS_DIR"];
    if (directory !== undefined) await page.screenshot({ path: join(directory, `${t.name.replace(/\W+/g, "-")}.png`) });
    await browser.close();
    assert.deepEqual(problems, []);
  };
  OPEN.set(t, [...(OPEN.get(t) ?? []), close]);
  t.after(() => closePages(t));
  await page.goto(url);
  await page.locator(".composer[aria-busy=false]").waitFor();
  return page;
}

/**
 * Closes a test's pages and judges what they did. Whoever stops the server does this first: hooks run in the order
 * they were made, and a page without its server complains.
 */
export async function closePages(t: TestContext): Promise<void> {
  const open = OPEN.get(t) ?? [];
  OPEN.delete(t);
  for (const close of open) await close();
}

/** Goes from element to element with Tab, as a person without a pointer does, until `target` has the keyboard. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reached ${target}`);
}
