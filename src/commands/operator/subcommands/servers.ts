import type { Answer, GivenOptions } from "../../../interaction.ts";
import { say } from "../../../texts/say.ts";
import { flagIn, isGiven, option, textIn, valueChoices } from "../../moderation/subcommands/subcommand.ts";
import type { Operator, OperatorOptions } from "../operator.ts";
import { outcomeAnswer } from "../outcome.ts";
import {
  answerWith,
  leaveOthersQuestion,
  leaveQuestion,
  serverNamed,
  setDirect,
  setLeaveOthers,
  setListed,
  setMode,
} from "../servers.ts";
import { serversView, serverView } from "../servers-view.ts";
import { type OperatorSubcommand, offeredServers } from "./operator-subcommand.ts";

const GIVEN_SHOWN = 60;

/** Where the bot may be used, and where it is at all. */
export function serverSubcommands(options: OperatorOptions): OperatorSubcommand[] {
  const complete: OperatorSubcommand["complete"] = (typed) => offeredServers(typed, options);
  const about = (act: (operator: Operator, guildId: string) => Promise<Answer>): OperatorSubcommand["execute"] =>
    withServer(act, options);
  return [
    {
      name: "servers list",
      options: [],
      execute: async (operator) => ({
        kind: "message",
        body: await serversView(operator, 0, options),
        ephemeral: true,
      }),
    },
    {
      name: "servers show",
      options: [option.completed("server")],
      complete,
      execute: about(async (operator, guildId) => ({
        kind: "message",
        body: await serverView(operator, guildId, options),
        ephemeral: true,
      })),
    },
    {
      name: "servers mode",
      options: [option.choice("mode", valueChoices("everywhere", "listed")), option.flag("leave_others", false)],
      async execute(operator, given) {
        const mode = textIn(given, "mode") === "listed" ? "listed" : "everywhere";
        const outcome = await setMode(operator, mode, options);
        if (!isGiven(given, "leave_others") || mode === "everywhere") return outcomeAnswer(outcome, operator);
        return leaveOthers(operator, flagIn(given, "leave_others"), options);
      },
    },
    ...([true, false] as const).map(
      (isIn): OperatorSubcommand => ({
        name: isIn ? "servers allow" : "servers refuse",
        options: [option.completed("server")],
        complete,
        execute: about(async (operator, guildId) =>
          outcomeAnswer(await setListed(operator, guildId, isIn, options), operator),
        ),
      }),
    ),
    {
      name: "servers direct",
      options: [option.flag("on")],
      execute: async (operator, given) =>
        outcomeAnswer(await setDirect(operator, flagIn(given, "on"), options), operator),
    },
    {
      name: "servers leave",
      options: [option.completed("server")],
      complete,
      execute: about(async (operator, guildId) => answerWith(await leaveQuestion(operator, guildId, options))),
    },
  ];
}

/** Asks again where servers would be left at once. */
async function leaveOthers(operator: Operator, isOn: boolean, options: OperatorOptions): Promise<Answer> {
  const settings = await options.policies.operatorSettings();
  const question = isOn ? await leaveOthersQuestion({ ...operator, settings }, options) : null;
  if (question !== null) return answerWith(question);
  return outcomeAnswer(await setLeaveOthers(operator, isOn, options), operator);
}

function withServer(
  act: (operator: Operator, guildId: string) => Promise<Answer>,
  options: OperatorOptions,
): (operator: Operator, given: GivenOptions) => Promise<Answer> {
  return async (operator, given) => {
    const named = textIn(given, "server");
    const guildId = await serverNamed(named, options);
    if (guildId !== null) return act(operator, guildId);
    const text = say(operator.reader.locale, "op_server_unknown", { given: named.slice(0, GIVEN_SHOWN) });
    return { kind: "notice", text };
  };
}
