import type { Trouble } from "../session/view.ts";
import type { Texts } from "../texts-shape.ts";

export function troubleText(trouble: Trouble, texts: Texts): string {
  switch (trouble.kind) {
    case "no_answer":
      return texts.noAnswer;
    case "unreachable":
      return texts.unreachable;
    case "refused":
      return trouble.reason;
  }
}
