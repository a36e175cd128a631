import { lookup } from "node:dns/promises";

/** Every address that a host has. */
export async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
