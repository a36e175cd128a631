import type * as z from "zod";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { ask, type HttpAnswer, type NoAnswer } from "./ask.ts";

export type DiscordAnswer = HttpAnswer | NoAnswer;

/** A question to Discord with the bot's token, by hand: its status and headers are what an operator's tools look at. */
export function askDiscord(
  path: string,
  config: Pick<Config, "discordApiUrl" | "discordToken">,
  clock: Clock,
  request: { readonly method?: string; readonly json?: unknown } = {},
): Promise<DiscordAnswer> {
  const { method = "GET", json } = request;
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  const headers = {
    authorization: `Bot ${config.discordToken}`,
    "user-agent": "DiscordBot (Easel, 1.0)",
    ...(json === undefined ? {} : { "content-type": "application/json" }),
  };
  return ask(`${config.discordApiUrl}/v10${path}`, { method, headers, ...body }, clock);
}

/** What a successful answer holds, or null. */
export function bodyOf<T>(answer: DiscordAnswer, schema: z.ZodType<T>): T | null {
  if (!answer.ok || answer.status < 200 || answer.status >= 300) return null;
  const parsed = schema.safeParse(answer.json);
  return parsed.success ? parsed.data : null;
}

/** Why there was no such answer, in a few words: "status 403, code 50001". */
export function whyNot(answer: DiscordAnswer): string {
  if (!answer.ok) return answer.why;
  const { json } = answer;
  const code = typeof json === "object" && json !== null && "code" in json ? `, code ${String(json.code)}` : "";
  return `status ${answer.status}${code}`;
}
