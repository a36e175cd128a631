import type { Folder } from "./folder.ts";

/** Puts into `to` whatever is in `from`, over what has the same name there. @returns the names */
export async function copyFolder(from: Folder, to: Folder): Promise<string[]> {
  const copied: string[] = [];
  for (const name of await from.names()) {
    const text = await from.read(name);
    if (text === null) continue;
    await to.put(name, text);
    copied.push(name);
  }
  return copied.sort();
}
