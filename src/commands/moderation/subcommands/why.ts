import type { NamedPerson } from "../../../interaction.ts";
import type { ModelDefinition, ModelInput } from "../../../models/definition.ts";
import { promptField } from "../../../models/summary.ts";
import type { Member } from "../../../policy/request.ts";
import { say } from "../../../texts/say.ts";
import { readerOf } from "../change.ts";
import { explanationText } from "../explanation-text.ts";
import type { ModerationOptions } from "../moderator.ts";
import { container, messageOf, text } from "../parts.ts";
import { modelIn, offeredModels } from "./models.ts";
import { option, type Subcommand, textIn } from "./subcommand.ts";

const PROMPT_MAX = 4_000;
/** The first second of 2015, from which snowflakes count milliseconds above their last 22 bits. */
const DISCORD_EPOCH = 1_420_070_400_000;
const SNOWFLAKE = /^\d{17,20}$/;

/** What would be decided now about a member's request, with every rule that speaks. Nothing is made or counted. */
export function whySubcommand(options: ModerationOptions): Subcommand {
  return {
    name: "why",
    options: [
      option.member("member"),
      option.channel("channel"),
      option.completed("model"),
      option.text("prompt", PROMPT_MAX, false),
    ],
    complete: (typed) => offeredModels(typed, options.models),
    async execute(moderator, given, use) {
      const { asker, guildId } = moderator;
      const found = modelIn(given, moderator, options);
      if ("kind" in found) return found;
      const definition = options.models.byEndpoint(found.endpoint);
      const userId = textIn(given, "member");
      const channelId = textIn(given, "channel");
      if (definition === undefined || !SNOWFLAKE.test(userId))
        return { kind: "notice", text: say(asker.locale, "refused_gone") };
      const request = {
        guildId,
        member: memberOf(userId, use.people.get(userId), guildId),
        place: await options.placeOf({ ...UNSEEN, channelId }),
        definition,
        input: inputWith(definition, textIn(given, "prompt")),
      };
      const isMember = Boolean(use.people.get(userId)?.roleIds);
      const explanation = await options.admissions.explain(request);
      const words = explanationText(
        explanation,
        { userId, channelId, definition, isMember },
        readerOf(moderator, options),
      );
      return { kind: "message", body: messageOf(container("panel", [text(words)])), ephemeral: true };
    },
  };
}

const UNSEEN = { threadOf: null, categoryId: null, ageRestricted: false, complete: false } as const;

function memberOf(userId: string, person: NamedPerson | undefined, guildId: string): Member {
  return {
    userId,
    roles: [...(person?.roleIds ?? []), guildId],
    accountCreatedAt: Number(BigInt(userId) >> 22n) + DISCORD_EPOCH,
    joinedAt: person?.joinedAt ?? null,
  };
}

function inputWith(definition: ModelDefinition, prompt: string): ModelInput {
  const field = promptField(definition);
  return prompt === "" || field === undefined ? {} : { [field.name]: prompt };
}
