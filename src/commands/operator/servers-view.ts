import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { ceilingLine, SERVER_LIMITS } from "../moderation/ceiling.ts";
import type { Outcome } from "../moderation/change.ts";
import {
  button,
  container,
  line,
  messageOf,
  optionSelect,
  type Part,
  row,
  section,
  text,
} from "../moderation/parts.ts";
import { choiceText } from "../moderation/value-text.ts";
import { operatorId } from "./custom-ids.ts";
import type { Operator, OperatorOptions, Server } from "./operator.ts";
import { viewMessage } from "./outcome.ts";

const LEAF = 20;
const NAME_SHOWN = 60;
const LABEL_SHOWN = 100;

/** Where the bot is, and who of them may use it. */
export async function serversView(
  operator: Operator,
  page: number,
  options: OperatorOptions,
  outcome?: Outcome,
): Promise<object> {
  const { locale } = operator.reader;
  const servers = await options.servers();
  if (servers === null) return messageOf(container("panel", [text(say(locale, "op_servers_unknown"))]));
  const sorted = servers.toSorted((one, other) => one.name.localeCompare(other.name));
  const shown = sorted.slice(page * LEAF, (page + 1) * LEAF);
  const lines = shown.map((server) =>
    say(locale, "op_server_line", {
      name: plainText(server.name, NAME_SHOWN),
      facts: factsOf(server, operator, options).join(" · "),
    }),
  );
  const leaves = [
    ...(page > 0 ? [button(operatorId("servers", String(page - 1)), "‹")] : []),
    ...(sorted.length > (page + 1) * LEAF ? [button(operatorId("servers", String(page + 1)), "›")] : []),
  ];
  const choices = shown.map(({ id, name }) => ({ value: id, label: name.slice(0, LABEL_SHOWN) }));
  const parts: Part[] = [
    text(`## ${say(locale, "op_servers_title", { count: sorted.length })}`),
    ...modeParts(operator),
    line(),
    text(lines.join("\n")),
    ...(choices.length === 0 ? [] : [optionSelect(operatorId("server"), say(locale, "op_choose_server"), choices)]),
    ...(leaves.length === 0 ? [] : [row(...leaves)]),
  ];
  return viewMessage("servers", parts, operator, outcome);
}

function modeParts({ settings, reader }: Operator): Part[] {
  const { locale } = reader;
  const { mode, leaveOthers } = settings.guilds;
  const modes = (["everywhere", "listed"] as const).map((value) => ({
    value,
    label: choiceText(value, locale),
    default: value === mode,
  }));
  const turn = (setting: "op_leave" | "op_direct", action: "others" | "direct", isOn: boolean) => {
    const label = say(locale, isOn ? "button_turn_off" : "button_turn_on");
    const state = say(locale, isOn ? "value_on" : "value_off");
    const words = `**${say(locale, `setting_${setting}`)}**: ${state}\n-# ${say(locale, `hint_${setting}`)}`;
    return section(words, button(operatorId(action, isOn ? "off" : "on"), label, isOn ? "plain" : "on"));
  };
  return [
    text(`**${say(locale, "setting_op_mode")}**\n-# ${say(locale, "hint_op_mode")}`),
    optionSelect(operatorId("mode", mode), say(locale, "setting_op_mode"), modes),
    ...(mode === "listed" ? [turn("op_leave", "others", leaveOthers)] : []),
    turn("op_direct", "direct", settings.directMessages === "on"),
  ];
}

function factsOf({ id, members }: Server, { settings, reader }: Operator, { homeGuildId }: OperatorOptions): string[] {
  const { locale } = reader;
  const { mode, listed } = settings.guilds;
  const own = Object.keys(settings.byGuild[id] ?? {}).length;
  return [
    ...(members === null ? [] : [say(locale, "op_server_members", { count: members })]),
    ...(id === homeGuildId ? [say(locale, "op_server_home")] : []),
    ...(listed.includes(id) ? [say(locale, "op_server_listed")] : []),
    ...(mode === "listed" && !listed.includes(id) ? [say(locale, "op_server_refused")] : []),
    ...(own === 0 ? [] : [say(locale, "op_server_own", { count: own })]),
  ];
}

/** One server: what it may use at most, whether it is listed, and the way out of it. */
export async function serverView(
  operator: Operator,
  guildId: string,
  options: OperatorOptions,
  outcome?: Outcome,
): Promise<object> {
  const { settings, reader } = operator;
  const { locale, serverName = (id) => id } = reader;
  const servers = await options.servers();
  const server = servers?.find(({ id }) => id === guildId);
  const isListed = settings.guilds.listed.includes(guildId);
  const facts =
    server === undefined
      ? [say(locale, servers === null ? "op_servers_unknown" : "op_server_gone")]
      : factsOf(server, operator, options);
  const list = button(
    operatorId("list", isListed ? "off" : "on", guildId),
    say(locale, isListed ? "button_op_refuse" : "button_op_allow"),
    isListed ? "plain" : "on",
  );
  const leave = button(operatorId("leave", guildId), say(locale, "button_op_leave"), "danger");
  const parts: Part[] = [
    text(`## ${serverName(guildId)}\n\`${guildId}\`\n${facts.join(" · ")}`),
    text(SERVER_LIMITS.map((id) => ceilingLine(id, guildId, settings, reader)).join("\n")),
    row(
      button(operatorId("form", guildId), say(locale, "button_op_server"), "main"),
      list,
      ...(server === undefined || guildId === options.homeGuildId ? [] : [leave]),
      button(operatorId("servers", "0"), say(locale, "button_op_all_servers")),
    ),
  ];
  return viewMessage(guildId, parts, operator, outcome);
}
