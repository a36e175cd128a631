import type { Outcome } from "../../commands/moderation/change.ts";
import { messageOf } from "../../commands/moderation/parts.ts";
import {
  OPERATOR_PREFIX,
  type OperatorAction,
  pageFrom,
  parseOperatorId,
  periodFrom,
} from "../../commands/operator/custom-ids.ts";
import { limitsModal, limitsView, subjectIn } from "../../commands/operator/limits.ts";
import { addPending, dropPending, removeModel, sentence } from "../../commands/operator/models.ts";
import { modelsView } from "../../commands/operator/models-view.ts";
import { freshOperator, type Operator, type OperatorOptions, operatorOf } from "../../commands/operator/operator.ts";
import { changeOperator, outcomeContainer, undoOperator } from "../../commands/operator/outcome.ts";
import {
  leaveOthersQuestion,
  leaveQuestion,
  leaveServer,
  setDirect,
  setLeaveOthers,
  setListed,
  setMode,
} from "../../commands/operator/servers.ts";
import { serversView, serverView } from "../../commands/operator/servers-view.ts";
import { auditView } from "../../commands/operator/subcommands/overall.ts";
import { usageFileOfAll, usageOfAll } from "../../commands/operator/usage.ts";
import type { Answer, ComponentHandler } from "../../interaction.ts";
import { say } from "../../texts/say.ts";

interface Press {
  readonly operator: Operator;
  /** What stands behind the action in the custom id, by hand or not. */
  readonly args: readonly string[];
  /** What was chosen in a select. */
  readonly values: readonly string[];
  readonly options: OperatorOptions;
}
type Act = (press: Press) => Promise<Answer | null>;

/** The buttons and selects under /operator's answers. */
export function operatorPresses(options: OperatorOptions): ComponentHandler {
  return {
    prefix: OPERATOR_PREFIX,
    async press(asker, { customId, values }) {
      const checked = await operatorOf(asker, options);
      if (!checked.ok) return { kind: "notice", text: checked.refusal };
      const press = parseOperatorId(customId);
      const act = press === null ? undefined : ACTS[press.action];
      const answer = await act?.({ operator: checked.who, args: press?.args ?? [], values, options });
      return answer ?? { kind: "notice", text: say(asker.locale, "refused_gone") };
    },
  };
}

const ACTS: { readonly [A in OperatorAction]?: Act } = {
  limits: async ({ operator, options }) => update(await limitsView(operator, options)),
  async form({ operator, args: [scope = ""] }) {
    const subject = subjectIn(scope);
    return subject === undefined ? null : { kind: "modal", modal: limitsModal(operator, subject) };
  },
  async channel({ operator, values, options }) {
    const edit = { setting: "op_channel", subject: null, to: () => values[0] ?? null } as const;
    return shown("limits", operator, await changeOperator(operator, [edit], options), options);
  },
  servers: async ({ operator, args, options }) => update(await serversView(operator, pageFrom(args[0]), options)),
  async server({ operator, values: [guildId], options }) {
    return guildId === undefined ? null : update(await serverView(operator, guildId, options));
  },
  async mode({ operator, values: [mode], options }) {
    if (mode !== "everywhere" && mode !== "listed") return null;
    return shown("servers", operator, await setMode(operator, mode, options), options);
  },
  async others({ operator, args: [state], options }) {
    if (state !== "on" && state !== "off" && state !== "sure") return null;
    const question = state === "on" ? await leaveOthersQuestion(operator, options) : null;
    if (question !== null) return update(question);
    return shown("servers", operator, await setLeaveOthers(operator, state !== "off", options), options);
  },
  async direct({ operator, args: [state], options }) {
    if (state !== "on" && state !== "off") return null;
    return shown("servers", operator, await setDirect(operator, state === "on", options), options);
  },
  async list({ operator, args: [state, guildId = ""], options }) {
    if (typeof subjectIn(guildId) !== "string") return null;
    const outcome = await setListed(operator, guildId, state === "on", options);
    return shownServer(guildId, operator, outcome, options);
  },
  async leave({ operator, args: [guildId = ""], options }) {
    const asked = await leaveQuestion(operator, guildId, options);
    return update(typeof asked === "string" ? sentence(asked) : asked);
  },
  left: async ({ operator, args: [guildId = ""], options }) => ({
    kind: "update later",
    message: async () => ({ body: sentence(await leaveServer(operator, guildId, options)) }),
  }),
  async undo({ operator, args: [entryId = "", view = ""], options }) {
    const outcome = await undoOperator(operator, entryId, options);
    if (view === "limits" || view === "servers") return shown(view, operator, outcome, options);
    if (typeof subjectIn(view) === "string") return shownServer(view, operator, outcome, options);
    return update(messageOf(outcomeContainer(outcome, operator)));
  },
  async older({ operator, args: [before], options }) {
    const number = pageFrom(before);
    return update(await auditView(operator, before === undefined ? undefined : number, options));
  },
  async usage({ operator, args, options }) {
    const period = periodFrom(args[0]);
    if (period === undefined) return null;
    return { kind: "update later", message: () => usageOfAll(operator, period, options) };
  },
  async csv({ operator, args, options }) {
    const period = periodFrom(args[0]);
    return period === undefined ? null : usageFileOfAll(operator, period, options);
  },
  models: async ({ operator, args, options }) =>
    update(modelsView(options.models.every, pageFrom(args[0]), operator.reader.locale)),
  add: async ({ operator, args: [id = ""], options }) => ({
    kind: "update later",
    message: () => addPending(operator, id, options),
  }),
  drop: async ({ operator, args: [id = ""], options }) => update(await dropPending(operator, id, options)),
  remove: async ({ operator, args: [command = ""], options }) => ({
    kind: "update later",
    message: async () => ({ body: sentence(await removeModel(operator, command, options)) }),
  }),
  keep: async ({ operator }) => update(sentence(say(operator.reader.locale, "op_kept"))),
};

/** A view as it is now, with what was changed below it. */
async function shown(
  view: "limits" | "servers",
  { asker }: Operator,
  outcome: Outcome,
  options: OperatorOptions,
): Promise<Answer> {
  const now = await freshOperator(asker, options);
  return update(await (view === "limits" ? limitsView(now, options, outcome) : serversView(now, 0, options, outcome)));
}

export async function shownServer(guildId: string, { asker }: Operator, outcome: Outcome, options: OperatorOptions) {
  return update(await serverView(await freshOperator(asker, options), guildId, options, outcome));
}

function update(body: object): Answer {
  return { kind: "update", body };
}
