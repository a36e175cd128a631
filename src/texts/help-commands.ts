import { words } from "./command-words.ts";

export const helpWords = words("help", "What you can do here, with examples to try");
export const helpOptionWords = words("command", "A command or a model to read more about");
