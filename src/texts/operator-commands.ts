import { type CommandWords, words } from "./command-words.ts";
import type { Localized } from "./localized.ts";

export const operatorWords = words("operator", "For whoever runs this bot: all servers, their limits, and the models");

export const operatorGroupWords = {
  limits: words("limits", "What servers may use at most"),
  servers: words("servers", "Where the bot may be used"),
  models: words("models", "What is offered"),
} as const satisfies Record<string, CommandWords>;

/** Subcommands by "group name", or the name alone. */
export const operatorSubcommandWords = {
  usage: words("usage", "Jobs and cost of every server, as charts and a file"),
  pause: words("pause", "Refuse every new request, on all servers"),
  resume: words("resume", "End the pause"),
  audit: words("audit", "What was changed here, with Undo"),
  undo: words("undo", "Take a change back"),
  "limits show": words("show", "What holds, and what was spent"),
  "limits set": words("set", "Set a limit or a budget"),
  "limits channel": words("channel", "Where warnings and changes are told; else in the log"),
  "servers list": words("list", "All servers the bot is in"),
  "servers show": words("show", "One server: what it may use, leave it"),
  "servers mode": words("mode", "Every server, or only listed ones"),
  "servers allow": words("allow", "Put a server on the list"),
  "servers refuse": words("refuse", "Take a server off the list"),
  "servers direct": words("direct", "Whether direct messages may be used"),
  "servers leave": words("leave", "Leave a server, after asking again"),
  "models list": words("list", "All models"),
  "models show": words("show", "A command as members see it"),
  "models add": words("add", "Add a model of the catalogue, after a preview"),
  "models enable": words("enable", "Offer a model"),
  "models disable": words("disable", "Offer a model no more; its jobs go on"),
  "models price": words("price", "What a model costs"),
  "models remove": words("remove", "Forget an added model, after asking again"),
} as const satisfies Record<string, CommandWords>;
export type OperatorSubcommandName = keyof typeof operatorSubcommandWords;

export const operatorOptionWords = {
  scope: words("for", "Whom it holds for"),
  server: words("server", "Name or id of a server"),
  op_reason: words("reason", "Members of all servers read it"),
  announce: words("announce", "Also tell every server's audit channel"),
  op_entry: words("entry", "Its number in /operator audit"),
  mode: words("who", "Who may use the bot"),
  leave_others: words("leave_others", "Leave servers that are not listed"),
  endpoint: words("id", "Like fal-ai/recraft/v3, or its page at fal"),
  document: words("file", "An OpenAPI document, or a catalogue"),
  only: words("only", "Of a catalogue: ids with commas between"),
  place_of_model: words("as", "A command of its own, or only /generate"),
  unit_price: words("price", "Such as 0.025/image or 0.1/second"),
} as const satisfies Record<string, CommandWords>;

/** Choices that are not settings' own. */
export const operatorChoiceWords = {
  together: { "en-US": "All servers together" },
  each: { "en-US": "Each server" },
  command: { "en-US": "A command of its own" },
  generate: { "en-US": "Only through /generate" },
} as const satisfies Record<string, Localized>;
