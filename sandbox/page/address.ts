const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Makes an address of this same server relative, so that it also loads when the page was opened as "localhost".
 * null for an address elsewhere: the page loads nothing from there.
 */
export function ownAddress(address: string, origin: string): string | null {
  if (address.startsWith("blob:") || address.startsWith("data:image/")) return address;
  if (!URL.canParse(address, origin)) return null;
  const url = new URL(address, origin);
  const own = new URL(origin);
  const same = url.origin === own.origin;
  const alias = LOOPBACK.includes(url.hostname) && LOOPBACK.includes(own.hostname) && url.port === own.port;
  return same || alias ? url.pathname + url.search : null;
}

/** The person and the channel that the address bar names: `#mira's id/channel id`. */
export interface Place {
  user: string;
  channel: string;
}

export function readPlace(hash: string): Partial<Place> {
  const match = /^#(\d{1,20})(?:\/(\d{1,20}))?$/.exec(hash);
  if (match?.[1] === undefined) return {};
  return { user: match[1], ...(match[2] === undefined ? {} : { channel: match[2] }) };
}

export function writePlace(place: Place): string {
  return `#${place.user}/${place.channel}`;
}
