import type { Answer, GivenOptions } from "../../../interaction.ts";
import type { ModelDefinition } from "../../../models/definition.ts";
import { optionWords } from "../../../texts/moderation-commands.ts";
import { say } from "../../../texts/say.ts";
import { container, messageOf } from "../../moderation/parts.ts";
import { option, textIn, wordedChoices } from "../../moderation/subcommands/subcommand.ts";
import { modelNamed, offerModel, previewImport, priceModel, removeQuestion, sentence } from "../models.ts";
import { modelsView, previewParts } from "../models-view.ts";
import type { Operator, OperatorOptions } from "../operator.ts";
import { answerWith } from "../servers.ts";
import { type OperatorSubcommand, offeredModels } from "./operator-subcommand.ts";

const ID_MAX = 200;
const ONLY_MAX = 2_000;
const PRICE_MAX = 40;
const GIVEN_SHOWN = 60;

/** What is offered: as `npm run models` has it, in Discord. */
export function modelSubcommands(options: OperatorOptions): OperatorSubcommand[] {
  const { model, complete, about } = ofModel(options);
  return [
    {
      name: "models list",
      options: [],
      execute: async ({ reader }) => ({
        kind: "message",
        body: modelsView(options.models.every, 0, reader.locale),
        ephemeral: true,
      }),
    },
    {
      name: "models show",
      options: [model],
      complete,
      execute: about(async ({ reader }, definition) => ({
        kind: "message",
        body: messageOf(container("panel", previewParts(definition, reader.locale))),
        ephemeral: true,
      })),
    },
    {
      name: "models add",
      options: [option.text("endpoint", ID_MAX, false), option.file("document"), option.text("only", ONLY_MAX, false)],
      async execute(operator, given) {
        const file = given[optionWords.document.name["en-US"]]?.attachment;
        const wish = { endpoint: textIn(given, "endpoint"), file, only: textIn(given, "only") };
        return { kind: "later", ephemeral: true, message: () => previewImport(operator, wish, options) };
      },
    },
    ...changingSubcommands(options),
  ];
}

/** Of a model that is there. */
function changingSubcommands(options: OperatorOptions): OperatorSubcommand[] {
  const { model, complete, about } = ofModel(options);
  return [
    {
      name: "models enable",
      options: [model, option.choice("place_of_model", wordedChoices("command", "generate"), false)],
      complete,
      execute: about(async (operator, definition, given) => {
        const offer = textIn(given, "place_of_model") === "generate" ? "generate" : "command";
        return soon(() => offerModel(operator, definition, offer, options));
      }),
    },
    {
      name: "models disable",
      options: [model],
      complete,
      execute: about(async (operator, definition) => soon(() => offerModel(operator, definition, "none", options))),
    },
    {
      name: "models price",
      options: [model, option.text("unit_price", PRICE_MAX, true)],
      complete,
      execute: about(async (operator, definition, given) =>
        soon(() => priceModel(operator, definition, textIn(given, "unit_price"), options)),
      ),
    },
    {
      name: "models remove",
      options: [model],
      complete,
      execute: about(async (operator, definition) => answerWith(await removeQuestion(operator, definition, options))),
    },
  ];
}

/** The option that names a model, what is offered for it, and what is done with the one it names. */
function ofModel(options: OperatorOptions) {
  const complete: OperatorSubcommand["complete"] = (typed) => offeredModels(typed, options);
  const about = (act: Act): OperatorSubcommand["execute"] => withModel(act, options);
  return { model: option.completed("model"), complete, about };
}

type Act = (operator: Operator, definition: ModelDefinition, given: GivenOptions) => Promise<Answer>;

/** Discord is told of the commands meanwhile, which may take longer than it waits for an answer. */
function soon(act: () => Promise<string>): Answer {
  return { kind: "later", ephemeral: true, message: async () => ({ body: sentence(await act()) }) };
}

function withModel(act: Act, options: OperatorOptions): OperatorSubcommand["execute"] {
  return async (operator, given) => {
    const named = textIn(given, "model");
    const definition = modelNamed(named, options);
    if (definition !== null) return act(operator, definition, given);
    const text = say(operator.reader.locale, "op_model_unknown", { given: named.slice(0, GIVEN_SHOWN) });
    return { kind: "notice", text };
  };
}
