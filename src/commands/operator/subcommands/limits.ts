import type { Locale } from "../../../texts/localized.ts";
import { say } from "../../../texts/say.ts";
import { SERVER_LIMITS } from "../../moderation/ceiling.ts";
import { ALL_GUILDS } from "../../moderation/setting-value.ts";
import { option, settingChoices, textIn } from "../../moderation/subcommands/subcommand.ts";
import { EACH, limitsView, setLimits, subjectIn } from "../limits.ts";
import type { OperatorOptions } from "../operator.ts";
import { changeOperator, outcomeAnswer } from "../outcome.ts";
import { serverNamed } from "../servers.ts";
import { matching, type OperatorSubcommand, offeredServers } from "./operator-subcommand.ts";

const WRITTEN_MAX = 20;
const GIVEN_SHOWN = 60;

/** What servers may use at most, and where the operator is told. */
export function limitSubcommands(options: OperatorOptions): OperatorSubcommand[] {
  return [
    {
      name: "limits show",
      options: [],
      execute: async (operator) => ({ kind: "message", body: await limitsView(operator, options), ephemeral: true }),
    },
    {
      name: "limits set",
      options: [
        option.choice("limit", settingChoices(...SERVER_LIMITS)),
        option.text("amount", WRITTEN_MAX, true),
        option.completed("scope"),
      ],
      async complete(typed, { reader }) {
        const scopes = [
          { name: say(reader.locale, "scope_together"), value: ALL_GUILDS },
          { name: say(reader.locale, "scope_each"), value: EACH },
        ];
        return [...matching(scopes, typed), ...(await offeredServers(typed, options))];
      },
      async execute(operator, given) {
        const { locale } = operator.reader;
        const scope = scopeIn(textIn(given, "scope"), locale);
        const subject = subjectIn(scope) ?? (scope === EACH ? null : await serverNamed(scope, options));
        if (subject === null && scope !== EACH) {
          const unknown = say(locale, "op_server_unknown", { given: scope.slice(0, GIVEN_SHOWN) });
          return { kind: "notice", text: unknown };
        }
        const limit = SERVER_LIMITS.find((each) => each === textIn(given, "limit"));
        const written = textIn(given, "amount");
        const outcome = await setLimits(operator, subject, (id) => (id === limit ? written : undefined), options);
        return typeof outcome === "string" ? { kind: "notice", text: outcome } : outcomeAnswer(outcome, operator);
      },
    },
    {
      name: "limits channel",
      options: [option.spokenIn("channel")],
      async execute(operator, given) {
        const channel = textIn(given, "channel") || null;
        const edit = { setting: "op_channel", subject: null, to: () => channel } as const;
        return outcomeAnswer(await changeOperator(operator, [edit], options), operator);
      },
    },
  ];
}

/** Whom a limit holds for, also where its words were typed rather than chosen. */
function scopeIn(given: string, locale: Locale): string {
  const typed = given.toLowerCase();
  if (typed === say(locale, "scope_together").toLowerCase()) return ALL_GUILDS;
  return typed === say(locale, "scope_each").toLowerCase() ? EACH : given;
}
