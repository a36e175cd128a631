import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Finds the IP addresses of a host name; rejects or answers none where it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type AddressProblem = "unreadable" | "not_https" | "private" | "credentials";

/** Names that never leave a machine or a network (RFC 6761, 6762, 8375, and ICANN's "internal"). */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|home\.arpa|lan|intranet)$/;

/**
 * What speaks against fetching an address a person gave; null when nothing does. A name that does not resolve passes:
 * whoever fetches it will say so.
 */
export async function checkAddress(given: string, resolve: Resolve): Promise<AddressProblem | null> {
  const problem = checkWritten(given);
  if (problem !== null) return problem;
  const host = hostOf(new URL(given));
  if (isIP(host) !== 0) return null;
  const addresses = await resolve(host).catch(() => []);
  return addresses.every(isPublicAddress) ? null : "private";
}

/** The same as far as the address itself shows it, without asking for the name. */
export function checkWritten(given: string): AddressProblem | null {
  if (!URL.canParse(given)) return "unreadable";
  const url = new URL(given);
  if (url.protocol !== "https:") return "not_https";
  if (url.username !== "" || url.password !== "") return "credentials";
  const host = hostOf(url);
  if (host === "") return "unreadable";
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : "private";
  return !host.includes(".") || PRIVATE_NAME.test(host) ? "private" : null;
}

/** The host as a resolver takes it. `URL` has already turned decimal, octal and hexadecimal forms into four numbers. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
}
