import { MessageFlags } from "discord.js";
import type { SentMessage } from "./attached-files.ts";
import type { DiscordApi, DiscordOutcome } from "./discord-api.ts";

const A_NOTICE = { ok: false, kind: "message_gone", code: "answered otherwise" } as const;

/** Discord knows no answer to an interaction of this token (any more). */
const UNKNOWN: readonly (number | string)[] = [10_015, 10_062];

/** Whether it is open if a reply stands: nothing was heard, or a token is refused that Discord took a moment ago. */
export function isUnsaid({ kind, code }: Extract<DiscordOutcome<unknown>, { ok: false }>): boolean {
  return kind === "down" || (kind === "token_dead" && !UNKNOWN.includes(code));
}

/** The reply that shows a job, as an interaction's answer: always Components V2, which no notice and no "thinking" is. */
export async function shownReply(
  api: DiscordApi,
  application: string,
  token: string,
): Promise<DiscordOutcome<SentMessage>> {
  const answer = await api.original(application, token);
  if (!answer.ok) return answer;
  return (answer.value.flags & MessageFlags.IsComponentsV2) === 0 ? A_NOTICE : answer;
}
