import ipaddr from "ipaddr.js";

/** 2000::/3 is all of IPv6 that is given out for public use (IANA IPv6 address space). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** Prefixes that carry an IPv4 address, and where in the 16 bytes it stands: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056). */
const CARRIERS = [
  { range: ipaddr.IPv6.parseCIDR("::ffff:0:0/96"), at: 12 },
  { range: ipaddr.IPv6.parseCIDR("64:ff9b::/96"), at: 12 },
  { range: ipaddr.IPv6.parseCIDR("2002::/16"), at: 2 },
];

/** Looks public, and is answered by the machine below each virtual one in Azure, with its settings and keys. */
const AZURE_HOST = "168.63.129.16";

/** Whether an IP address leads to the public internet: not to this machine, its network, or a range set apart. */
export function isPublicAddress(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const parsed = ipaddr.parse(ip);
  if (parsed instanceof ipaddr.IPv4) return isPublicV4(parsed);
  const carrier = CARRIERS.find(({ range }) => parsed.match(range));
  if (carrier !== undefined) {
    return isPublicV4(new ipaddr.IPv4(parsed.toByteArray().slice(carrier.at, carrier.at + 4)));
  }
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === "unicast";
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && address.toString() !== AZURE_HOST;
}
