import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { PromptRooms } from "../commands/prompts/compose-given.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { PreferenceStore } from "../prompts/preference-store.ts";
import { PresetStore } from "../prompts/preset-store.ts";
import { PromptMemory } from "../prompts/prompt-memory.ts";
import { type Database, textSearch } from "../storage/database.ts";

const PRESET_ID_BYTES = 9;

/** What prompts are made of besides what someone types. */
export function makePrompts(rooms: { database: Database; clock: Clock; models: ModelCatalog }): PromptRooms {
  const { database, clock, models } = rooms;
  const newId = () => randomBytes(PRESET_ID_BYTES).toString("base64url");
  return {
    memory: new PromptMemory({ database, models, search: textSearch }),
    presets: new PresetStore({ database, clock, newId }),
    preferences: new PreferenceStore(database, clock),
  };
}
