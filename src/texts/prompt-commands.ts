import { words } from "./command-words.ts";

/** What Discord shows of /preset and /preferences, and of the option that chooses a preset. */
export const promptWords = {
  preset: words("preset", "Styles: words and settings to use again with any model"),
  save: words("save", "Make a style, from scratch or from a finished picture"),
  edit: words("edit", "Change a style"),
  list: words("list", "Your styles and those of this server"),
  show: words("show", "What a style adds to a prompt"),
  share: words("share", "Post a style for others, or give it to this server"),
  remove: words("remove", "Remove a style"),
  which: words("name", "The style"),
  from: words("result", "The link of a finished picture's message, or its id"),
  whose: words("for", "Who can use it"),
  whose_me: words("Me", ""),
  whose_server: words("Everyone on this server", ""),
  where: words("with", "Who gets it"),
  where_here: words("Post it here", ""),
  where_server: words("This server's styles", ""),
  preferences: words("preferences", "Your own defaults for models"),
  set: words("set", "Choose defaults for a model"),
  mine: words("list", "All your defaults"),
  reset: words("reset", "Take defaults back"),
  model: words("model", "The model; all of them where it is left out"),
  model_set: words("model", "The model"),
  option: words("preset", "A style: words and settings kept under a name"),
} as const;
