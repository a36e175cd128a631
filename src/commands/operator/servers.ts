import type { Answer } from "../../interaction.ts";
import { OPERATOR } from "../../policy/policy-store.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { Outcome } from "../moderation/change.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import { memberEdit } from "../moderation/subcommands/list-edits.ts";
import { operatorId } from "./custom-ids.ts";
import type { Operator, OperatorOptions, Server } from "./operator.ts";
import { changeOperator } from "./outcome.ts";

const NAME_SHOWN = 60;
const MOST_NAMED = 15;

/** The server that was named: chosen among those offered, by its name, or by an id. Null for none. */
export async function serverNamed(given: string, options: OperatorOptions): Promise<string | null> {
  const servers = (await options.servers()) ?? [];
  const found = servers.find(({ id, name }) => id === given || name.toLowerCase() === given.toLowerCase());
  return found?.id ?? (/^\d{17,20}$/.test(given) ? given : null);
}

/** Who may use the bot. Whoever shuts others out keeps their own home. */
export async function setMode(
  operator: Operator,
  mode: "everywhere" | "listed",
  options: OperatorOptions,
): Promise<Outcome> {
  const { homeGuildId } = options;
  const home = mode === "listed" && !operator.settings.guilds.listed.includes(homeGuildId);
  const outcome = await changeOperator(
    operator,
    [
      { setting: "op_mode", subject: null, to: () => mode },
      // Opened and closed again, it shall not leave anyone before that was asked once more.
      ...(mode === "everywhere" ? [{ setting: "op_leave", subject: null, to: () => false } as const] : []),
      ...(home ? [memberEdit("op_listed", { id: homeGuildId, isIn: true })] : []),
    ],
    options,
  );
  return home ? { ...outcome, text: `${outcome.text}\n${say(operator.reader.locale, "op_home_listed")}` } : outcome;
}

export async function setListed(
  operator: Operator,
  guildId: string,
  isIn: boolean,
  options: OperatorOptions,
): Promise<Outcome> {
  const outcome = await changeOperator(operator, [memberEdit("op_listed", { id: guildId, isIn })], options);
  void options.leaveOthers();
  return outcome;
}

export function setDirect(operator: Operator, isOn: boolean, options: OperatorOptions): Promise<Outcome> {
  return changeOperator(operator, [{ setting: "op_direct", subject: null, to: () => (isOn ? "on" : "off") }], options);
}

/** Whether servers that are not listed are left. Left at once is only what the operator has seen by name. */
export async function setLeaveOthers(operator: Operator, isOn: boolean, options: OperatorOptions): Promise<Outcome> {
  const outcome = await changeOperator(operator, [{ setting: "op_leave", subject: null, to: () => isOn }], options);
  void options.leaveOthers();
  return outcome;
}

/** Those that would be left, by name; null where there are none. */
export async function leaveOthersQuestion({ settings, reader }: Operator, options: OperatorOptions) {
  const { locale } = reader;
  const servers = unlisted((await options.servers()) ?? [], settings.guilds.listed, options.homeGuildId);
  if (servers.length === 0) return null;
  const names = servers.slice(0, MOST_NAMED).map(({ name }) => plainText(name, NAME_SHOWN));
  const more = servers.length - names.length;
  const named = [...names, ...(more > 0 ? [say(locale, "op_and_more", { count: more })] : [])].join(", ");
  return question(
    say(locale, "op_leave_others_ask", { count: servers.length, servers: named }),
    button(operatorId("others", "sure"), say(locale, "button_op_leave_others"), "danger"),
    locale,
  );
}

/** Neither listed nor the home of /operator. */
export function unlisted<T extends { readonly id: string }>(
  servers: readonly T[],
  listed: readonly string[],
  homeGuildId: string,
): T[] {
  return servers.filter(({ id }) => id !== homeGuildId && !listed.includes(id));
}

/** Asks again before the bot leaves a server; a sentence where it cannot. */
export async function leaveQuestion(
  { reader }: Operator,
  guildId: string,
  options: OperatorOptions,
): Promise<object | string> {
  const { locale } = reader;
  const server = await joined(guildId, options);
  if (server === undefined) return say(locale, "op_server_gone");
  if (guildId === options.homeGuildId) return say(locale, "op_leave_home");
  return question(
    say(locale, "op_leave_ask", { name: plainText(server.name, NAME_SHOWN) }),
    button(operatorId("left", guildId), say(locale, "button_op_leave_now"), "danger"),
    locale,
  );
}

/** Leaves a server and writes it down. */
export async function leaveServer({ asker, reader }: Operator, guildId: string, options: OperatorOptions) {
  const { locale } = reader;
  if (guildId === options.homeGuildId) return say(locale, "op_leave_home");
  const server = await joined(guildId, options);
  if (server === undefined) return say(locale, "op_server_gone");
  if (!(await options.leave(guildId))) return say(locale, "op_leave_failed");
  await options.policies.note(OPERATOR, { kind: "left", guildId, name: server.name }, asker.userId);
  return say(locale, "op_left", { name: plainText(server.name, NAME_SHOWN) });
}

async function joined(guildId: string, options: OperatorOptions): Promise<Server | undefined> {
  return (await options.servers())?.find(({ id }) => id === guildId);
}

/** Something to think about once more. */
export function question(words: string, yes: ReturnType<typeof button>, locale: Operator["reader"]["locale"]): object {
  const no = button(operatorId("keep"), say(locale, "button_op_keep"));
  return messageOf(container("panel", [text(words), row(yes, no)]));
}

/** A sentence, or a message for the operator alone. */
export function answerWith(given: object | string): Answer {
  return typeof given === "string"
    ? { kind: "notice", text: given }
    : { kind: "message", body: given, ephemeral: true };
}
