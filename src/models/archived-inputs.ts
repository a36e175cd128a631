import type { ModelInput } from "./definition.ts";

/** Whether anything of an input lies in the archive. */
export function hasArchived(input: ModelInput): boolean {
  return Object.values(input)
    .flat()
    .some((value) => typeof value === "object" && "source" in value && value.source === "archived");
}
