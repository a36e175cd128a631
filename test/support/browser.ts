import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

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
