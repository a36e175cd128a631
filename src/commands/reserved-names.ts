/**
 * Commands of the bot's own, which no model's command may be called. A test holds the list against what the running
 * bot registers.
 */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  "generate",
  "me",
  "models",
  "operator",
  "easel",
  "limits",
  "budget",
  "quota",
  "usage",
  "queue",
  "history",
  "gallery",
  "jobs",
  "info",
  "forget-me",
  "preset",
  "preferences",
  "audit",
  "words",
  "pause",
  "resume",
  "moderation",
  "settings",
  "privacy",
  "help",
  "about",
]);
