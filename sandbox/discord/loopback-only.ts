import type { IncomingMessage } from "node:http";

const OWN_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Whether a request really comes from this machine's own doing. A web page from elsewhere, open in the same browser,
 * shows itself by its Origin; a foreign name that points here shows itself by its Host.
 */
export function isFromHere(headers: IncomingMessage["headers"]): boolean {
  const host = headers.host ?? "";
  const name = host.replace(/:\d+$/, "");
  const origin = headers.origin;
  return OWN_NAMES.includes(name) && (origin === undefined || origin === `http://${host}`);
}
