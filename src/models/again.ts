import type { ModelDefinition, ModelInput } from "./definition.ts";

// The relay's own name, the same in every model of fal's that has one.
const SEED_PATH = "seed";

/** The same request with another seed, so that it makes another picture; unchanged for models without a seed. */
export function withNewSeed(definition: ModelDefinition, input: ModelInput, seed: number): ModelInput {
  const field = definition.fields.find((candidate) => candidate.path === SEED_PATH);
  return field?.kind === "integer" ? { ...input, [field.name]: seed } : input;
}

/** The same for several at once: those that shared a seed share the new one. */
export function withNewSeeds(
  definition: ModelDefinition,
  inputs: readonly ModelInput[],
  newSeed: () => number,
): ModelInput[] {
  const field = definition.fields.find((candidate) => candidate.path === SEED_PATH);
  const given = new Set(inputs.map((input) => field && input[field.name]));
  const shared = given.size === 1 && !given.has(undefined) ? newSeed() : null;
  return inputs.map((input) => withNewSeed(definition, input, shared ?? newSeed()));
}
