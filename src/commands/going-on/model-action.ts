import type { Answer, Asker, ModalUse } from "../../interaction.ts";
import type { Ability, ModelDefinition } from "../../models/definition.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { pressId } from "./custom-ids.ts";
import { chosenIn, type FormPart, formOf, modelChoice } from "./form.ts";
import { type Filling, type MakingOptions, makeFrom, modelsFor } from "./making.ts";
import type { PictureAction } from "./picture-action.ts";
import type { SourcePicture } from "./source-picture.ts";

/** An action that has a model make something: whatever models can, with what it asks of the member first. */
export interface ModelActionPlan {
  readonly name: string;
  readonly ability: Ability;
  readonly label: (locale: Locale) => string;
  /** Whether the source is one for it: most want a picture, some only the words it was made with. */
  readonly suits: (source: SourcePicture) => boolean;
  /** Which model a form begins with, best first; as they stand in lists where this is left out. */
  readonly order?: (models: readonly ModelDefinition[], source: SourcePicture) => readonly ModelDefinition[];
  /** What is asked besides the model; nothing asks nothing. */
  readonly form?: (locale: Locale, source: SourcePicture, models: readonly ModelDefinition[]) => readonly FormPart[];
  /** What the model is given, `use` being the form as it was filled in; a text says what is wrong with it. */
  readonly fill: (
    asker: Asker,
    source: SourcePicture,
    use: ModalUse | null,
    model: ModelDefinition,
  ) => Filling | string;
}

export function modelAction(plan: ModelActionPlan, options: MakingOptions): PictureAction {
  const models = async (asker: Asker, source: SourcePicture) => {
    const able = await modelsFor(asker, plan.ability, options);
    return plan.order?.(able, source) ?? able;
  };
  const make = async (
    asker: Asker,
    source: SourcePicture,
    use: ModalUse | null,
    model: ModelDefinition | undefined,
  ) => {
    const filling = model && plan.fill(asker, source, use, model);
    if (model === undefined || filling === undefined) return notice(say(asker.locale, "refused_action_gone"));
    return typeof filling === "string" ? notice(filling) : makeFrom(asker, model, source, filling, options);
  };
  return {
    name: plan.name,
    label: plan.label,
    makesFrom: true,
    offered: async (asker, source) => plan.suits(source) && (await models(asker, source)).length > 0,
    async start(asker, source) {
      const able = await models(asker, source);
      const parts = [...modelChoice(able, asker.locale), ...(plan.form?.(asker.locale, source, able) ?? [])];
      if (parts.length === 0) return make(asker, source, null, able[0]);
      return { kind: "modal", modal: formOf(pressId(plan.name, source), plan.label(asker.locale), parts) };
    },
    async submit(asker, source, use) {
      const able = await models(asker, source);
      const wanted = chosenIn(use, "model");
      return make(asker, source, use, wanted === undefined ? able[0] : able.find(({ command }) => command === wanted));
    },
  };
}

function notice(text: string): Answer {
  return { kind: "notice", text };
}
