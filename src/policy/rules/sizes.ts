import { sizeWanted, stepsWanted } from "../../models/summary.ts";
import { type Held, type LimitName, type Most, mostGenerous } from "../member-limits.ts";
import { ceilingOf, ceilingOfAll } from "../operator-settings.ts";
import { type Facts, no, type Rule } from "./facts.ts";

const pixels: Rule = (facts) => {
  const size = sizeWanted(facts.request.definition, facts.input);
  if (size === undefined) return [];
  const wanted = size.width * size.height;
  const mosts = [
    held(facts, "maxPixels"),
    byOperator(ceilingOfAll(facts.operator).maxPixels),
    byOperator(ceilingOf(facts.operator, facts.request.guildId).maxPixels),
  ];
  return mosts.flatMap((most) =>
    isOver(wanted, most)
      ? no({ kind: "too_large", pixels: wanted, most: most.value, source: most.source, endsAt: null })
      : [],
  );
};

const steps: Rule = (facts) => {
  const wanted = stepsWanted(facts.request.definition, facts.input);
  const most = held(facts, "maxSteps");
  return wanted !== undefined && isOver(wanted, most)
    ? no({ kind: "too_many_steps", steps: wanted, most: most.value, source: most.source, endsAt: null })
    : [];
};

const images: Rule = (facts) => {
  const most = held(facts, "maxImages");
  return isOver(facts.images, most)
    ? no({ kind: "too_many_images", images: facts.images, most: most.value, source: most.source, endsAt: null })
    : [];
};

function held({ settings, request }: Facts, name: Exclude<LimitName, "cooldownSeconds">): Held<Most> | undefined {
  return mostGenerous(settings.limits, request.member.roles, name);
}

function byOperator(value: number | null): Held<Most> | undefined {
  return value === null ? undefined : { value, source: { from: "operator" } };
}

function isOver(wanted: number, most: Held<Most> | undefined): most is Held<number> {
  return most !== undefined && most.value !== "unlimited" && wanted > most.value;
}

/** How much one request may ask for. */
export function sizeRules(facts: Facts) {
  return [pixels, steps, images].flatMap((rule) => rule(facts));
}
