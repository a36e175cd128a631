import type { ModelCatalog } from "../../../models/catalog.ts";
import type { ModelDefinition } from "../../../models/definition.ts";
import { say } from "../../../texts/say.ts";
import { customId } from "../custom-ids.ts";
import { button, MOST_SELECTED, optionSelect, type Part, row, text } from "../parts.ts";
import { settingLine, settingParts } from "../setting-parts.ts";
import type { View } from "../view.ts";
import { formButton } from "./form-button.ts";

const NAME_SHOWN = 100;

/** Which models are offered, and the way to each of them; more than a select holds go on another leaf. */
export function modelsParts(view: View, { all }: ModelCatalog): Part[] {
  const { page, reader } = view;
  const { locale } = reader;
  const start = startOf(page.subject, all.length);
  const shown = all.slice(start, start + MOST_SELECTED);
  const options = shown.map((model) => ({
    value: model.command,
    label: model.title.slice(0, NAME_SHOWN),
    description: stateOf(model, view),
  }));
  const leaf = (from: number, label: string) => button(customId({ ...page, subject: String(from) }, "go"), label);
  const leaves = [
    ...(start > 0 ? [leaf(start - MOST_SELECTED, say(locale, "button_earlier"))] : []),
    ...(start + MOST_SELECTED < all.length ? [leaf(start + MOST_SELECTED, say(locale, "button_further"))] : []),
  ];
  return [
    ...settingParts("other_models", view),
    text(`**${say(locale, "models_title")}**\n-# ${say(locale, "models_hint")}`),
    optionSelect(customId(page, "pick", "model"), say(locale, "choose_model"), options),
    ...(leaves.length === 0 ? [] : [row(...leaves)]),
  ];
}

/** One model: on or off, for whom, where, and what it costs. */
export function modelParts(view: View): Part[] {
  const { page, subject, reader } = view;
  const { locale } = reader;
  const back = button(customId(page, "go", "what"), say(locale, "button_back"));
  if (subject === null) return [text(say(locale, "model_gone")), row(back)];
  return [
    text(`## ${reader.titleOf(subject)}`),
    ...settingParts("model_on", view),
    ...settingParts("model_roles_allowed", view),
    ...settingParts("model_roles_denied", view),
    ...settingParts("model_channels_allowed", view),
    ...settingParts("model_channels_denied", view),
    text(settingLine("price", view)),
    row(formButton("price", view), back),
  ];
}

function stateOf({ endpoint }: ModelDefinition, { settings, reader }: View): string {
  const rule = settings.content.models[endpoint];
  const { locale } = reader;
  if (!(rule?.on ?? settings.content.otherModels === "on")) return say(locale, "value_off");
  const limited = [rule?.roles, rule?.channels].some((list) => list && [...list.allowed, ...list.denied].length > 0);
  return say(locale, limited ? "model_limited" : "value_on");
}

function startOf(subject: string | null, count: number): number {
  const start = Number(subject ?? 0);
  return Number.isInteger(start) && start >= 0 && start < count ? start : 0;
}
