import type { FieldText } from "./fields.ts";
import type { Localized } from "./localized.ts";

/** The command that reaches every model. */
export const generateText: FieldText = {
  displayName: { "en-US": "generate" },
  description: { "en-US": "Use any model, also those without a command of their own" },
};

export const generateOptionTexts = {
  model: {
    displayName: { "en-US": "model" },
    description: {
      "en-US": "Type a part of its name. With nothing else given, a form with the model's settings opens",
    },
  },
  prompt: {
    displayName: { "en-US": "prompt" },
    description: { "en-US": "What you want, in your own words" },
  },
  options: {
    displayName: { "en-US": "options" },
    description: { "en-US": "The model's other settings, like seed: 5, size: square" },
  },
  file: {
    displayName: { "en-US": "file" },
    description: { "en-US": "A picture or another file for the model to work from" },
  },
  links: {
    displayName: { "en-US": "links" },
    description: { "en-US": "The https addresses of such files, with spaces between them" },
  },
} as const satisfies Record<string, FieldText>;

/** Of every command that makes pictures. */
export const privateOptionText: FieldText = {
  displayName: { "en-US": "private" },
  description: { "en-US": "Only you see the result, until you share it" },
};

/** The field of a model's form for all that has none of its own. */
export const formRest: FieldText = {
  displayName: { "en-US": "More settings" },
  description: { "en-US": "Like seed: 5, size: square. There are: {names}" },
};

export const switchWords: Readonly<Record<"on" | "off", Localized>> = {
  on: { "en-US": "on" },
  off: { "en-US": "off" },
};
