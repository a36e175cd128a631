import { flux } from "../../src/models/flux.ts";
import { fluxRedux } from "../../src/models/flux-redux.ts";
import { kontext } from "../../src/models/kontext.ts";
import { AFTER_DARK, ART, decisionTable, ID, THREAD_IN_ART } from "./decision-row.ts";

const { general, art, studio, newcomer, regular, booster } = ID;
const model = (rule: object) => ({ content: { models: { [flux.endpoint]: rule } } });
const words = (forbiddenWords: string[]) => ({ content: { forbiddenWords } });
const replaced = (word: string, substitute: string) => ({ content: { replacedWords: [{ word, by: substitute }] } });
const checker = (safetyChecker: "as_asked" | "on_outside_age_restricted" | "always_on") => ({
  content: { safetyChecker },
});
const says = (prompt: string) => ({ prompt });
const unchecked = { safety_checker: false };
const everyone = (limits: object) => ({ limits: { everyone: limits } });
const byRole = (base: object, roles: Record<string, object>) => ({ limits: { everyone: base, roles } });
const large = { size: { width: 2048, height: 1024 } };
const MEGAPIXEL = 1024 * 1024;

decisionTable("models", [
  ["a model that is off", { settings: model({ on: false }) }, "no, model_off"],
  ["another model than the one that is off", { settings: model({ on: false }), model: kontext }, "yes"],
  ["all but the named ones off", { settings: { content: { otherModels: "off" } } }, "no, model_off"],
  [
    "one switched on beside all others off",
    { settings: { content: { otherModels: "off", models: { [flux.endpoint]: { on: true } } } } },
    "yes",
  ],
  [
    "one that is only limited to channels, beside all others off",
    { settings: { content: { otherModels: "off", models: { [flux.endpoint]: { channels: { denied: [art] } } } } } },
    "no, model_off",
  ],
  [
    "a named one that is off as well",
    { settings: { content: { otherModels: "off", models: { [flux.endpoint]: { on: false } } } } },
    "no, model_off",
  ],
  ["a model for a role, with it", { settings: model({ roles: { allowed: [booster] } }), roles: [booster] }, "yes"],
  [
    "a model for a role, without it",
    { settings: model({ roles: { allowed: [booster] } }), roles: [regular] },
    "no, model_role, not_allowed",
  ],
  [
    "a model not for a role, with it",
    { settings: model({ roles: { denied: [newcomer] } }), roles: [newcomer] },
    "no, model_role, denied",
  ],
  [
    "a model not for a role, without it",
    { settings: model({ roles: { denied: [newcomer] } }), roles: [regular] },
    "yes",
  ],
  [
    "another model than the one for a role",
    { settings: model({ roles: { allowed: [booster] } }), model: kontext },
    "yes",
  ],
  [
    "a model for another channel",
    { settings: model({ channels: { allowed: [art] } }) },
    "no, model_channel, not_allowed, use art",
  ],
  ["a model for this channel", { settings: model({ channels: { allowed: [art] } }), place: ART }, "yes"],
  ["a model for this category", { settings: model({ channels: { allowed: [studio] } }) }, "yes"],
  [
    "a model for a thread's channel",
    { settings: model({ channels: { allowed: [art] } }), place: THREAD_IN_ART },
    "yes",
  ],
  [
    "a model not for this channel",
    { settings: model({ channels: { denied: [general] } }) },
    "no, model_channel, denied",
  ],
  [
    "a model not for this channel, with a redirect",
    { settings: { ...model({ channels: { denied: [general] } }), place: { redirect: art } } },
    "no, model_channel, denied, use art",
  ],
  [
    "off and for another channel: nothing else helps",
    { settings: model({ on: false, channels: { allowed: [art] } }) },
    "no, model_off",
  ],
]);

decisionTable("words", [
  ["a forbidden word", { settings: words(["gore"]), input: says("a gore scene") }, "no, forbidden_word, gore"],
  [
    "two forbidden words",
    { settings: words(["gore", "blood"]), input: says("gore and blood") },
    "no, forbidden_word, gore+blood",
  ],
  ["none of the forbidden words", { settings: words(["gore"]), input: says("a quiet lake") }, "yes"],
  ["another case", { settings: words(["gore"]), input: says("GORE") }, "no, forbidden_word, gore"],
  ["digits for letters", { settings: words(["gore"]), input: says("g0r3") }, "no, forbidden_word, gore"],
  ["signs between the letters", { settings: words(["gore"]), input: says("g.o.r.e") }, "no, forbidden_word, gore"],
  ["spaces between the letters", { settings: words(["gore"]), input: says("g o r e") }, "no, forbidden_word, gore"],
  ["full-width letters", { settings: words(["gore"]), input: says("ｇｏｒｅ") }, "no, forbidden_word, gore"],
  ["letters drawn out", { settings: words(["gore"]), input: says("goooore") }, "no, forbidden_word, gore"],
  ["a word that only contains it", { settings: words(["gore"]), input: says("Gorey's gorey stories") }, "yes"],
  [
    "a part of a word where that is meant",
    { settings: words(["*gore*"]), input: says("gorefest") },
    "no, forbidden_word, *gore*",
  ],
  [
    "a Chinese word inside a sentence",
    { settings: words(["血腥"]), input: says("很血腥的画面") },
    "no, forbidden_word, 血腥",
  ],
  ["a model without a prompt", { settings: words(["gore"]), model: fluxRedux, input: {} }, "yes"],
  ["a word to replace", { settings: replaced("naked", "dressed"), input: says("a naked man") }, "yes, replaced naked"],
  ["no word to replace", { settings: replaced("naked", "dressed"), input: says("a lake") }, "yes"],
  [
    "a word that is replaced and forbidden",
    {
      settings: { content: { ...words(["naked"]).content, ...replaced("naked", "dressed").content } },
      input: says("naked"),
    },
    "no, forbidden_word, naked",
  ],
]);

decisionTable("the safety checker", [
  ["as asked", { settings: checker("as_asked"), input: unchecked }, "yes"],
  [
    "forced on outside age-restricted channels",
    { settings: checker("on_outside_age_restricted"), input: unchecked },
    "yes, safety_checker_on",
  ],
  [
    "left alone inside one",
    { settings: checker("on_outside_age_restricted"), input: unchecked, place: AFTER_DARK },
    "yes",
  ],
  [
    "forced on everywhere",
    { settings: checker("always_on"), input: unchecked, place: AFTER_DARK },
    "yes, safety_checker_on",
  ],
  ["on by itself", { settings: checker("always_on") }, "yes"],
  ["asked to be on", { settings: checker("always_on"), input: { safety_checker: true } }, "yes"],
  [
    "a tolerance above the usual",
    { settings: checker("always_on"), model: kontext, input: { safety_tolerance: "5" } },
    "yes, safety_checker_on",
  ],
  ["the usual tolerance", { settings: checker("always_on"), model: kontext }, "yes"],
  ["a stricter tolerance", { settings: checker("always_on"), model: kontext, input: { safety_tolerance: "1" } }, "yes"],
]);

const flagged = (ageRestricted: string, elsewhere: string) =>
  ({ content: { flaggedResults: { ageRestricted, elsewhere } } }) as { content: object };
decisionTable("flagged results", [
  ["withheld", { settings: flagged("post", "withhold") }, "yes, withhold"],
  ["posted in an age-restricted channel", { settings: flagged("post", "withhold"), place: AFTER_DARK }, "yes, post"],
  ["behind a spoiler", { settings: flagged("withhold", "spoiler") }, "yes"],
  ["withheld even there", { settings: flagged("withhold", "spoiler"), place: AFTER_DARK }, "yes, withhold"],
]);

decisionTable("sizes", [
  ["a picture too large", { settings: everyone({ maxPixels: MEGAPIXEL }), input: large }, "no, too_large"],
  ["a picture just small enough", { settings: everyone({ maxPixels: 2 * MEGAPIXEL }), input: large }, "yes"],
  ["the model's own size", { settings: everyone({ maxPixels: 1024 * 768 }) }, "yes"],
  ["the model's own size too large", { settings: everyone({ maxPixels: 1024 * 768 - 1 }) }, "no, too_large"],
  ["a model that takes its size from a picture", { settings: everyone({ maxPixels: 1 }), model: kontext }, "yes"],
  [
    "more for a role",
    { settings: byRole({ maxPixels: 1 }, { [booster]: { maxPixels: 2 * MEGAPIXEL } }), roles: [booster], input: large },
    "yes",
  ],
  [
    "without limit for a role",
    { settings: byRole({ maxPixels: 1 }, { [booster]: { maxPixels: "unlimited" } }), roles: [booster], input: large },
    "yes",
  ],
  [
    "less for a role than for everyone",
    {
      settings: byRole({ maxPixels: 2 * MEGAPIXEL }, { [newcomer]: { maxPixels: 1 } }),
      roles: [newcomer],
      input: large,
    },
    "yes",
  ],
  [
    "a limit for one role alone",
    { settings: byRole({}, { [newcomer]: { maxPixels: 1 } }), roles: [newcomer], input: large },
    "no, too_large",
  ],
  ["that limit without the role", { settings: byRole({}, { [newcomer]: { maxPixels: 1 } }), input: large }, "yes"],
  [
    "the operator's size",
    { operator: { eachGuild: { maxPixels: MEGAPIXEL } }, input: large },
    "no, too_large, by the operator",
  ],
  [
    "the operator's size against an unlimited role",
    { operator: { together: { maxPixels: 1 } }, settings: everyone({ maxPixels: "unlimited" }) },
    "no, too_large, by the operator",
  ],
  [
    "the operator's size for this guild",
    { operator: { eachGuild: { maxPixels: 1 }, byGuild: { [ID.guild]: { maxPixels: "unlimited" } } } },
    "yes",
  ],
  ["too many steps", { settings: everyone({ maxSteps: 30 }), input: { steps: 31 } }, "no, too_many_steps"],
  ["just as many steps", { settings: everyone({ maxSteps: 30 }), input: { steps: 30 } }, "yes"],
  ["the model's own steps too many", { settings: everyone({ maxSteps: 20 }) }, "no, too_many_steps"],
  ["a model without steps", { settings: everyone({ maxSteps: 1 }), model: kontext }, "yes"],
  ["too many images", { settings: everyone({ maxImages: 2 }), input: { count: 3 } }, "no, too_many_images"],
  ["just as many images", { settings: everyone({ maxImages: 2 }), input: { count: 2 } }, "yes"],
  [
    "more images for a role",
    { settings: byRole({ maxImages: 1 }, { [booster]: { maxImages: 4 } }), roles: [booster], input: { count: 4 } },
    "yes",
  ],
]);
