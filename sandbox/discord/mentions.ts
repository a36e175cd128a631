import type { APIUser } from "discord-api-types/v10";
import type { Json } from "./json.ts";
import { isJson, listOf, textOf } from "./json.ts";
import { flatten } from "./message-components.ts";
import type { State } from "./state.ts";
import { userOf } from "./wire-objects.ts";

export interface Mentions {
  mentions: APIUser[];
  mention_roles: string[];
  mention_everyone: boolean;
}

/** Whom a message reaches: what its texts name, as far as `allowed_mentions` lets it through. */
export function findMentions(state: State, body: Json): Mentions {
  const text = [body["content"], ...flatten(listOf(body["components"])).map((component) => component["content"])]
    .map((part) => textOf(part) ?? "")
    .join("\n");
  const allowed = isJson(body["allowed_mentions"])
    ? body["allowed_mentions"]
    : { parse: ["users", "roles", "everyone"] };
  const passes = (kind: "users" | "roles", id: string) =>
    listOf(allowed["parse"]).includes(kind) || listOf(allowed[kind]).includes(id);
  const named = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
  return {
    mentions: named(/<@!?(\d+)>/g)
      .filter((id) => passes("users", id))
      .flatMap((id) => userOf(state, id) ?? []),
    mention_roles: named(/<@&(\d+)>/g).filter((id) => passes("roles", id) && state.roles.get(id) !== undefined),
    mention_everyone: listOf(allowed["parse"]).includes("everyone") && /@(everyone|here)\b/.test(text),
  };
}
