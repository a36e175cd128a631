import type { Authority } from "../../policy/decision.ts";
import type { Source } from "../../policy/member-limits.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { roleMention } from "./value-text.ts";

/** Whose limit it is that holds. */
export function sourceText(source: Source, locale: Locale): string {
  return source.from === "role" ? roleMention(source.roleId) : say(locale, `source_${source.from}`);
}

/** Whose budget or number of jobs it is. */
export function authorityText(by: Authority, locale: Locale): string {
  return say(locale, by === "operator" ? "source_operator" : "source_guild");
}
