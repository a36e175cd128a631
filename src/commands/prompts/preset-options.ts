import type { PolicyStore } from "../../policy/policy-store.ts";
import type { PromptRooms } from "./compose-given.ts";

/** What the commands of presets and defaults work with. */
export interface PresetOptions extends PromptRooms {
  readonly policies: Pick<PolicyStore, "settings" | "note">;
}
