/** What an operator reads when the program cannot start: one sentence, what is wrong and what to do. */

import { databaseSentence } from "./database-sentences.ts";

interface StartFacts {
  readonly dataDir: string;
  readonly discordApiUrl: string;
}

/** `error` is anything thrown at start, or the gateway's refusal. Null where no sentence fits. */
export function startSentence(error: unknown, { dataDir, discordApiUrl }: StartFacts): string | null {
  const { kind, code, port, detail, errcode, problem } = factsOf(error);
  if (kind === "token_refused") {
    return "Discord does not accept DISCORD_TOKEN. Copy the bot's token again from https://discord.com/developers/applications (page “Bot”).";
  }
  if (kind === "more_shards_needed")
    return "Discord wants the bot on more shards than SHARDS has (4011). Leave SHARDS out, or raise the number after its slash in every process.";
  if (kind === "too_many_starts")
    return `Discord lets a bot log in only so often a day (${detail}). Wait until then, and look into what started it so often.`;
  if (kind === "unreachable")
    return `Discord cannot be reached at ${discordApiUrl} (${detail}). Check the network and start again.`;
  if (kind === "directory_in_use")
    return `Another Easel is running on DATA_DIR ${dataDir}. Stop that one, or set DATA_DIR to another directory.`;
  if (kind === "database_unusable") {
    const { found, todo } = databaseSentence({ problem: String(problem), detail: String(detail) });
    return `${found} ${todo}`;
  }
  if (kind === "ops_port_taken")
    return `OPS_PORT ${port} is in use by another program. Stop that one, or set OPS_PORT to a free port.`;
  if (kind === "webhook_port_taken")
    return `WEBHOOK_PORT ${port} is in use by another program. Stop that one, or set WEBHOOK_PORT to a free port.`;
  if (code === "EADDRINUSE") {
    return `Port ${port} is in use by another program. Stop that one, or set SANDBOX_PORT to a free port with a free one after it.`;
  }
  if (code === "EACCES" && port !== undefined)
    return `Port ${port} may not be opened. Set SANDBOX_PORT to one above 1023.`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return `DATA_DIR ${dataDir} cannot be written. Give write permission or set DATA_DIR to another directory.`;
  if (code === "ENOTDIR" || code === "EEXIST")
    return `DATA_DIR ${dataDir} is a file, not a directory. Set DATA_DIR to a directory.`;
  if (code === "ENOSPC") return `The disk that holds DATA_DIR ${dataDir} is full. Make room and start again.`;
  if (code === "ERR_SQLITE_ERROR") {
    return SQLITE_LOCKED.has(Number(errcode))
      ? `The database in DATA_DIR ${dataDir} is in use by another Easel. Stop that one, or set DATA_DIR to another directory.`
      : `The database in DATA_DIR ${dataDir} cannot be used: ${error instanceof Error ? error.message : "unknown"}. Check the directory's permissions, or restore it from a backup.`;
  }
  return null;
}

/** SQLITE_BUSY and SQLITE_LOCKED. */
const SQLITE_LOCKED = new Set([5, 6]);

function factsOf(error: unknown): Record<string, unknown> {
  return typeof error === "object" && error !== null ? { ...error } : {};
}
