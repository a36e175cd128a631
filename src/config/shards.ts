import * as z from "zod";

/** What Discord recommends, all of it here; or a part of the shards, where other processes have the others. */
export type Shards = "auto" | { readonly first: number; readonly last: number; readonly count: number };

const FORM = /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/;

/** "auto", "0/2" or "0-3/16". */
export const shardsVariable = z
  .string()
  .transform((text): Shards | null => {
    const [, first, last = first, count] = FORM.exec(text.trim()) ?? [];
    if (first === undefined) return text.trim() === "auto" ? "auto" : null;
    return { first: Number(first), last: Number(last), count: Number(count) };
  })
  .transform((shards, context): Shards => {
    const problem = problemOf(shards);
    if (shards !== null && problem === null) return shards;
    context.addIssue({ code: "custom", message: problem ?? "" });
    return z.NEVER;
  });

/** Whether somebody else must have the other shards. */
export function isPart(shards: Shards): boolean {
  return shards !== "auto" && (shards.first > 0 || shards.last < shards.count - 1);
}

export const PART_WITHOUT_DATABASE =
  "SHARDS names only a part of the shards, which is for several processes on one PostgreSQL database: set DATABASE_URL to its address, or leave SHARDS out.";

function problemOf(shards: Shards | null): string | null {
  if (shards === null) return "must be auto, one shard like 0/2, or a range like 0-3/16";
  if (shards === "auto") return null;
  const { first, last, count } = shards;
  if (count === 0) return "must have at least one shard after the slash";
  if (last >= count)
    return `counts from 0: of ${count} shards the last is ${count - 1}, so all of them are ${all(count)}`;
  return first > last ? `must begin with the lower number: ${last}-${first}/${count}` : null;
}

function all(count: number): string {
  return count === 1 ? "0/1" : `0-${count - 1}/${count}`;
}
