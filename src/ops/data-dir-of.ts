import { join } from "node:path";
import type { ConfigOutcome } from "../config.ts";

/** Where the bot's data is: the sandbox gives its bot a folder within its own. */
export function dataDirOf(outcome: Exclude<ConfigOutcome, { mode: "unusable" }>): string {
  return outcome.mode === "real" ? outcome.config.dataDir : join(outcome.sandbox.dataDir, "sandbox", "bot");
}
