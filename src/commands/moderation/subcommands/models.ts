import type { Answer, GivenOptions } from "../../../interaction.ts";
import type { ModelCatalog } from "../../../models/catalog.ts";
import { say } from "../../../texts/say.ts";
import { change } from "../change.ts";
import type { ModerationOptions, Moderator } from "../moderator.ts";
import type { Edit } from "../setting-value.ts";
import { ruleEdits, ruleIn } from "./list-edits.ts";
import { switchSubcommand } from "./pictures.ts";
import { answerOf, flagIn, option, type Subcommand, textIn, wordedChoices } from "./subcommand.ts";
import { typedEdit } from "./typed-edit.ts";

const MOST_OFFERED = 25;
const AMOUNT_MAX = 20;
const ROLES = { allowed: "model_roles_allowed", denied: "model_roles_denied" } as const;
const CHANNELS = { allowed: "model_channels_allowed", denied: "model_channels_denied" } as const;

/** What may be used, by whom and where, and what it costs here. */
export function modelSubcommands(options: ModerationOptions): Subcommand[] {
  const model = option.completed("model");
  const rule = option.choice("rule", wordedChoices("allow", "deny", "clear"));
  const about = (edits: (given: GivenOptions, endpoint: string) => Edit[]) => changeModel(edits, options);
  const complete: Subcommand["complete"] = (typed) => offeredModels(typed, options.models);
  return [
    {
      name: "model switch",
      options: [model, option.flag("on")],
      complete,
      execute: about((given, subject) => [{ setting: "model_on", subject, to: () => flagIn(given, "on") }]),
    },
    switchSubcommand("model others", "other_models", options),
    {
      name: "model role",
      options: [model, option.role("role"), rule],
      complete,
      execute: about((given, subject) =>
        ruleEdits(ROLES, { rule: ruleIn(textIn(given, "rule")), id: textIn(given, "role"), subject }),
      ),
    },
    {
      name: "model channel",
      options: [model, option.channel("channel"), rule],
      complete,
      execute: about((given, subject) =>
        ruleEdits(CHANNELS, { rule: ruleIn(textIn(given, "rule")), id: textIn(given, "channel"), subject }),
      ),
    },
    {
      name: "model price",
      options: [model, option.text("price", AMOUNT_MAX, true)],
      complete,
      async execute(moderator, given) {
        const found = modelIn(given, moderator, options);
        if ("kind" in found) return found;
        const written = { setting: "price", subject: found.endpoint, text: textIn(given, "price") } as const;
        return typedEdit([written], moderator, options);
      },
    },
  ];
}

function changeModel(
  edits: (given: GivenOptions, endpoint: string) => Edit[],
  options: ModerationOptions,
): Subcommand["execute"] {
  return async (moderator, given) => {
    const found = modelIn(given, moderator, options);
    if ("kind" in found) return found;
    return answerOf(await change(moderator, edits(given, found.endpoint), options), moderator);
  };
}

/** The model that was named, by what was offered or by what people call it. */
export function modelIn(
  given: GivenOptions,
  { asker }: Moderator,
  { models }: Pick<ModerationOptions, "models">,
): { endpoint: string } | Extract<Answer, { kind: "notice" }> {
  const named = textIn(given, "model");
  const found = models.byCommand(named) ?? models.byEndpoint(named) ?? models.all.find(({ title }) => title === named);
  return found ?? { kind: "notice", text: say(asker.locale, "model_unknown", { given: named.slice(0, 60) }) };
}

export function offeredModels(typed: string, { all }: ModelCatalog): { name: string; value: string }[] {
  const sought = typed.toLowerCase();
  return all
    .filter(({ title, command }) => `${title} ${command}`.toLowerCase().includes(sought))
    .slice(0, MOST_OFFERED)
    .map(({ title, command }) => ({ name: `${title} (${command})`.slice(0, 100), value: command }));
}
