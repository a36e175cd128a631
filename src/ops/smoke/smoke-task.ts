import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Clock } from "../../clock.ts";
import type { ConfigOutcome } from "../../config.ts";
import { fluxSchnell } from "../../models/flux-schnell.ts";
import { isDirectoryLocked } from "../directory-lock.ts";
import { smoke } from "./smoke.ts";

const OPTIONS = {
  channel: { type: "string" },
  file: { type: "string" },
  yes: { type: "boolean", default: false },
  cancel: { type: "boolean", default: false },
  "wait-for-command": { type: "boolean", default: false },
} as const;

const USAGE = `This test costs money: it has your relay make one small picture with ${fluxSchnell.title} (${fluxSchnell.price.amount} US$ in
fal's price list), and writes messages and about 50 MB of test files into a channel; the files are deleted again.

  npm run smoke -- --channel ID --yes    ID: right-click the channel, Copy Channel ID (needs Discord's developer mode)

  --cancel              also cancels a second request, which may cost as much again
  --wait-for-command    also waits for you to use a command, and then a quarter of an hour; stop Easel before
  --file NAME           where what was found is written, instead of smoke-DATE.json

Nothing was done.`;

const WRONG_USE = 2;

/** `npm run smoke`. @returns the exit code: 1 where something was found that Easel does not work with */
export async function smokeTask(
  given: string[],
  { outcome, clock, print }: { outcome: ConfigOutcome; clock: Clock; print: (text: string) => void },
): Promise<number> {
  const { values } = parseArgs({ args: given, options: OPTIONS });
  const waitForCommand = values["wait-for-command"];
  const problem = problemWith(outcome, waitForCommand);
  if (outcome.mode !== "real" || problem !== null || values.channel === undefined || !values.yes) {
    print(`${problem ?? USAGE}\n`);
    return WRONG_USE;
  }
  const day = new Date(clock.now()).toISOString().slice(0, 16).replace(":", "-");
  const file = resolve(values.file ?? `smoke-${day}.json`);
  const request = { channel: values.channel, cancel: values.cancel, waitForCommand, file };
  return (await smoke(request, { config: outcome.config, clock, print })) ? 0 : 1;
}

function problemWith(outcome: ConfigOutcome, waitForCommand: boolean): string | null {
  if (outcome.mode === "unusable") return outcome.problems.join("\n");
  if (outcome.mode === "sandbox") return "Set DISCORD_TOKEN, RELAY_URL and RELAY_KEY: this test tries them.";
  return waitForCommand && isDirectoryLocked(outcome.config.dataDir)
    ? "Stop Easel first: with --wait-for-command it would answer the command before the test can."
    : null;
}
