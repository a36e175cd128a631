import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * A package that is loaded with the first call, for what a start can do without: together these would cost it a third
 * of its time and memory. Not by `await import`, where those who call have nothing else to wait for.
 */
export function lazily<Package>(name: string): () => Package {
  return () => require(name);
}
