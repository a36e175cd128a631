import { words } from "./command-words.ts";

/** What Discord shows of the commands that find things again, and of their options. */
export const historyWords = {
  history: words("history", "Find your pictures again"),
  gallery: words("gallery", "Pictures that others made here"),
  jobs: words("jobs", "What of yours is under way, with a way to cancel it"),
  forget: words("forget-me", "Export or delete everything about you"),
  privacy: words("privacy", "What is kept about you, where and for how long"),
  text: words("text", "Words of the prompt"),
  model: words("model", "Only pictures of this model"),
  member: words("member", "Only pictures of this member"),
  favourites: words("favourites", "Only what you marked as favourite"),
  since: words("from", "The first day, like 2026-11-01"),
  before: words("to", "The last day, like 2026-11-21"),
  info: words("info", "How a picture was made, as its file tells"),
  info_image: words("image", "A picture, from here or from another tool"),
} as const;
