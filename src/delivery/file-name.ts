/** The last part of an address as people read it; empty where there is none. */
export function fileNameIn(url: string): string {
  const name = URL.canParse(url) ? (new URL(url).pathname.split("/").at(-1) ?? "") : "";
  try {
    return decodeURIComponent(name);
  } catch {
    // "100%.jpg" is an address, too.
    return name;
  }
}
