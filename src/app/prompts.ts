import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { PromptRooms } from "../commands/prompts/compose-given.ts";
import { preferencesCommand } from "../commands/prompts/preferences-command.ts";
import { presetCommand } from "../commands/prompts/preset-command.ts";
import { preferenceModals } from "../components/prompts/preference-modals.ts";
import { presetModals, presetPresses } from "../components/prompts/preset-presses.ts";
import type { Feature } from "../interaction.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { PreferenceStore } from "../prompts/preference-store.ts";
import { PresetStore } from "../prompts/preset-store.ts";
import { PromptMemory } from "../prompts/prompt-memory.ts";
import type { Database } from "../storage/database.ts";

const PRESET_ID_BYTES = 9;

/** What prompts are made of besides what someone types, and the commands for it. */
export interface Prompts {
  readonly rooms: PromptRooms;
  readonly feature: Feature;
}

export function makePrompts(given: {
  readonly database: Database;
  readonly clock: Clock;
  readonly models: ModelCatalog;
  readonly policies: PolicyStore;
}): Prompts {
  const { database, clock, models, policies } = given;
  const newId = () => randomBytes(PRESET_ID_BYTES).toString("base64url");
  const rooms: PromptRooms = {
    memory: new PromptMemory({ database, models }),
    presets: new PresetStore({ database, clock, newId }),
    preferences: new PreferenceStore(database, clock),
  };
  const presets = { ...rooms, policies };
  const preferences = { ...rooms, models };
  return {
    rooms,
    feature: {
      commands: [presetCommand(presets), preferencesCommand(preferences)],
      components: [presetPresses(presets)],
      modals: [presetModals(presets), preferenceModals(preferences)],
    },
  };
}
