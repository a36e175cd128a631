import type { Field, ModelDefinition, ModelInput } from "./definition.ts";

// The relay's own names, the same in every model of fal's that has them.
const CHECKER_PATH = "enable_safety_checker";
const TOLERANCE_PATH = "safety_tolerance";
/** fal's own default, on a scale from 1 (strict) to 6. */
const USUAL_TOLERANCE = 2;

/** The same request with the model's safety checker on and no more tolerant than usual; the same object where it was so. */
export function withSafetyChecker(definition: ModelDefinition, input: ModelInput): ModelInput {
  const safe = definition.fields.flatMap((field) => {
    const value = safeValue(field, input[field.name]);
    return value === undefined ? [] : [[field.name, value]];
  });
  return safe.length === 0 ? input : { ...input, ...Object.fromEntries(safe) };
}

/** The value that has to stand in place of the one given; undefined where that may stay. */
function safeValue(field: Field, given: ModelInput[string] | undefined): string | number | true | undefined {
  const wanted = given ?? ("default" in field ? field.default : undefined);
  if (field.path === CHECKER_PATH && field.kind === "boolean") return wanted === true ? undefined : true;
  if (field.path !== TOLERANCE_PATH || !(Number(wanted) > USUAL_TOLERANCE)) return undefined;
  return field.kind === "integer" ? USUAL_TOLERANCE : String(USUAL_TOLERANCE);
}
