import { readableTexts } from "../readable-texts.ts";
import { chainOf } from "../request.ts";
import type { ModelRule } from "../settings.ts";
import { findWords } from "../words.ts";
import { admits, type Facts, no, type Rule } from "./facts.ts";
import { keptOut } from "./kept-out.ts";

const modelOff: Rule = ({ settings, request }) => {
  const rule = ruleOf({ settings, request });
  const on = rule?.on ?? settings.content.otherModels === "on";
  return on ? [] : no({ kind: "model_off", model: request.definition.endpoint, endsAt: null });
};

const modelRoles: Rule = ({ settings, request }) => {
  const rule = ruleOf({ settings, request });
  const { roles } = request.member;
  const why = rule === undefined ? "yes" : admits(rule.roles, roles);
  if (rule === undefined || why === "yes") return [];
  const roleIds = why === "denied" ? rule.roles.denied.filter((id) => roles.includes(id)) : rule.roles.allowed;
  return no({ kind: "model_role", model: request.definition.endpoint, why, roleIds, endsAt: null });
};

const modelChannels: Rule = ({ settings, request }) => {
  const rule = ruleOf({ settings, request });
  const chain = chainOf(request.place);
  const out = rule === undefined ? null : keptOut(rule.channels, chain);
  if (rule === undefined || out === null) return [];
  const [first] = rule.channels.allowed;
  const redirect = first ?? settings.place.redirect;
  return no({
    kind: "model_channel",
    model: request.definition.endpoint,
    channelId: request.place.channelId,
    ...out,
    redirect: redirect !== null && chain.includes(redirect) ? null : redirect,
    endsAt: null,
  });
};

const forbiddenWords: Rule = ({ settings, request }) => {
  const { forbiddenWords: list } = settings.content;
  const texts = readableTexts(request.definition, request.input);
  const words = texts.flatMap((text) => findWords(list, text).map(({ word }) => word));
  return words.length === 0 ? [] : no({ kind: "forbidden_word", words: [...new Set(words)], endsAt: null });
};

function ruleOf({ settings, request }: Pick<Facts, "settings" | "request">): ModelRule | undefined {
  return settings.content.models[request.definition.endpoint];
}

/** What is asked for: the model and the words. */
export function contentRules(facts: Facts) {
  return [modelOff, modelRoles, modelChannels, forbiddenWords].flatMap((rule) => rule(facts));
}
