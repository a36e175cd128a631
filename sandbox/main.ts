import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { systemClock } from "./clock.ts";
import { startSandbox } from "./start.ts";

/** SQLite's word for a file that another process has. */
const SQLITE_BUSY = 5;

/**
 * `npm run sandbox` starts the sandbox with the bot, whatever tokens the environment holds;
 * `npm run sandbox -- --no-bot` starts it alone, for any other bot or fal client.
 */
if (existsSync(".env")) loadEnvFile();
const { values } = parseArgs({ options: { "no-bot": { type: "boolean", default: false } } });
if (values["no-bot"]) await alone();
else withBot();

function withBot(): void {
  // Empty rather than absent: the bot's process reads .env by itself and keeps what is already set.
  const environment = { ...process.env, DISCORD_TOKEN: "", RELAY_KEY: "" };
  const bot = spawn(process.execPath, [resolve(import.meta.dirname, "../src/main.ts")], {
    env: environment,
    stdio: "inherit",
  });
  // Ctrl-C reaches both; the bot's process decides when it is done.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => bot.kill("SIGTERM"));
  bot.on("exit", (code) => process.exit(code ?? 1));
}

async function alone(): Promise<void> {
  const port = Number(process.env["SANDBOX_PORT"] || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    return leave("SANDBOX_PORT must be a whole number between 1 and 65534.");
  }
  const dataDir = resolve(process.env["DATA_DIR"] || "data");
  const sandbox = await startSandbox({ port, dataDir }, systemClock).catch((error) => leave(whyNot(error, dataDir)));
  const { DISCORD_API_URL, DISCORD_TOKEN, RELAY_URL, RELAY_KEY } = sandbox.environment;
  process.stdout.write(`The sandbox runs without a bot. Its page: ${sandbox.pageUrl}

Discord   DISCORD_API_URL=${DISCORD_API_URL}
          DISCORD_TOKEN=${DISCORD_TOKEN}
relay     RELAY_URL=${RELAY_URL}
          RELAY_KEY=${RELAY_KEY}
`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, async () => {
      await sandbox.stop();
      process.exit(0);
    });
  }
}

function whyNot(error: { code?: string; errcode?: number; port?: number; message?: string }, dataDir: string): string {
  if (error.errcode === SQLITE_BUSY)
    return `Another sandbox is running on DATA_DIR ${dataDir}. Stop that one, or set DATA_DIR to another directory.`;
  return error.code === "EADDRINUSE"
    ? `Port ${error.port} is in use by another program. Stop that one, or set SANDBOX_PORT to a free port with a free one after it.`
    : `The sandbox could not start: ${error.message}`;
}

function leave(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
