import { type CommandWords, words } from "./command-words.ts";
import type { Localized } from "./localized.ts";
import { operatorChoiceWords, operatorOptionWords } from "./operator-commands.ts";

export const meWords = words("me", "What you may do here, what is left until when, and what you have used");

export const easelWords = words("easel", "For moderators: who may use what, where and how much");

/** Groups of subcommands. */
export const groupWords = {
  channels: words("channels", "Where pictures are made"),
  roles: words("roles", "Who may make pictures"),
  member: words("member", "One member, and new ones"),
  model: words("model", "What may be used"),
  limits: words("limits", "How much and how often"),
  budget: words("budget", "What may be spent"),
  words: words("words", "Words of prompts"),
  safety: words("safety", "Unsafe pictures"),
  pictures: words("pictures", "What is done with pictures made"),
  moderators: words("moderators", "Who may use /easel"),
  log: words("log", "What the audit channel is told"),
} as const satisfies Record<string, CommandWords>;
export type GroupName = keyof typeof groupWords;

/** Subcommands by "group name", or the name alone. */
export const subcommandWords = {
  panel: words("panel", "All settings in one message"),
  audit: words("audit", "Who changed what, with Undo"),
  undo: words("undo", "Take a change back"),
  why: words("why", "What a member may do, and which rules say so"),
  usage: words("usage", "Jobs and cost by day, model and member, as charts and a file"),
  relay: words("relay", "Pay with the server's own relay key"),
  queue: words("queue", "The jobs under way, each with Cancel"),
  reports: words("reports", "Reported pictures that nobody decided about"),
  remove: words("remove", "Remove a picture for a reason"),
  pause: words("pause", "Refuse every new request"),
  resume: words("resume", "End the pause"),
  "channels allow": words("allow", "Allow here, and elsewhere only what is allowed"),
  "channels deny": words("deny", "No pictures here"),
  "channels clear": words("clear", "Neither allowed nor denied"),
  "channels private": words("private", "Show results here to their member only"),
  "channels redirect": words("redirect", "Where refusals send people; none without a channel"),
  "roles allow": words("allow", "Allow, and of the others only those allowed"),
  "roles deny": words("deny", "No pictures for this role"),
  "roles clear": words("clear", "Neither allowed nor denied"),
  "member suspend": words("suspend", "Keep someone from making pictures"),
  "member show": words("show", "One member: suspension, credits, use"),
  "member unsuspend": words("unsuspend", "Lift a suspension"),
  "member credits": words("credits", "Give images beyond the limits"),
  "member newcomers": words("newcomers", "How long newcomers wait"),
  "member exempt": words("exempt", "A role that need not wait"),
  "model switch": words("switch", "Switch a model on or off"),
  "model others": words("others", "Switch models nobody decided about"),
  "model role": words("role", "A model for roles"),
  "model channel": words("channel", "A model in channels"),
  "model price": words("price", "What a unit of a model costs here"),
  "limits set": words("set", "Set a limit for everyone or a role"),
  "limits clear": words("clear", "Remove all limits of a role"),
  "limits server": words("server", "Jobs at once in the whole server"),
  "budget set": words("set", "Set a budget"),
  "budget currency": words("currency", "The currency amounts are shown in"),
  "budget warnings": words("warnings", "Where 80 % is told; nowhere without a channel"),
  "words forbid": words("forbid", "Refuse prompts with these words"),
  "words replace": words("replace", "Exchange a word in prompts"),
  "words remove": words("remove", "Take words off both lists"),
  "words list": words("list", "Show both lists"),
  "words test": words("test", "Show why a prompt matches"),
  "safety checker": words("checker", "Whether members may switch it off"),
  "safety flagged": words("flagged", "What happens with flagged pictures"),
  "pictures gallery": words("gallery", "Which pictures /gallery finds"),
  "pictures others": words("others", "Going on from other people's pictures"),
  "pictures files": words("files", "Prompt and settings in the files"),
  "pictures styles": words("styles", "Let a role make styles"),
  "pictures kept": words("kept", "How long pictures are kept"),
  "moderators add": words("add", "Let a role use /easel"),
  "moderators remove": words("remove", "No longer let a role use /easel"),
  "log channel": words("channel", "Where changes are told; nowhere without one"),
  "log reports": words("reports", "Where reports go; left out: the audit channel"),
  "log pictures": words("pictures", "Also tell every picture"),
} as const satisfies Record<string, CommandWords>;
export type SubcommandName = keyof typeof subcommandWords;

export const optionWords = {
  channel: words("channel", "Channel, category or thread"),
  role: words("role", "The role"),
  member: words("member", "The member"),
  model: words("model", "The model"),
  prompt: words("prompt", "What they would ask for"),
  reason: words("reason", "Members read it"),
  hours: words("hours", "How long; left out: until it is lifted"),
  images: words("images", "How many; negative takes some back"),
  on: words("on", "On or off"),
  days: words("days", "How many days back"),
  entry: words("entry", "Its number in /easel audit"),
  before: words("before", "Only entries before this number"),
  account_hours: words("account_hours", "How old the account must be"),
  membership_hours: words("membership_hours", "How long a member"),
  rule: words("rule", "What holds for it"),
  price: words("price", "An amount, or off for the list price"),
  limit: words("limit", "Which limit"),
  amount: words("amount", "A number, unlimited, or off"),
  for_role: words("role", "Left out: everyone"),
  jobs: words("jobs", "A number, or off"),
  period: words("period", "A day or a month, in UTC"),
  money: words("amount", "Such as 12.50, or off"),
  code: words("code", "Three letters, such as EUR"),
  per_usd: words("per_usd", "What one US dollar is worth in it"),
  words: words("words", "With commas between; * finds parts of words"),
  word: words("word", "* at an end finds parts of words"),
  by: words("by", "Left out: the word is taken out"),
  gallery: words("pictures", "Which ones"),
  kept_days: words("days", "A number, or off for good"),
  kept_megabytes: words("megabytes", "A number, or off"),
  picture: words("picture", "Link or id of its message"),
  checker: words("checker", "When it is on"),
  place: words("place", "In which channels"),
  handling: words("handling", "What is done"),
  ...operatorOptionWords,
} as const satisfies Record<string, CommandWords>;
export type OptionWords = keyof typeof optionWords;

/** Choices that are not settings' own. */
export const choiceWords = {
  allow: { "en-US": "Allow" },
  deny: { "en-US": "Deny" },
  clear: { "en-US": "Neither" },
  day: { "en-US": "Day" },
  month: { "en-US": "Month" },
  age_restricted: { "en-US": "Age-restricted channels" },
  elsewhere: { "en-US": "All others" },
  ...operatorChoiceWords,
} as const satisfies Record<string, Localized>;
export type ChoiceWords = keyof typeof choiceWords;
