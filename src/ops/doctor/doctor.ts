import { dirname } from "node:path";
import * as sqlite from "node:sqlite";
import type { Clock } from "../../clock.ts";
import type { Config, ConfigOutcome } from "../../config.ts";
import { dataDirOf } from "../data-dir-of.ts";
import { checkBucket } from "./check-bucket.ts";
import { checkDatabase } from "./check-database.ts";
import { checkDirectory } from "./check-directory.ts";
import { checkDiscord } from "./check-discord.ts";
import { checkPorts } from "./check-ports.ts";
import { checkPostgres } from "./check-postgres.ts";
import { checkPublicAddress } from "./check-public-address.ts";
import { checkRelay } from "./check-relay.ts";
import { checkUserInstall } from "./check-user-install.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** Looks at everything Easel needs, one finding a check. Changes nothing, costs nothing; the bot may be running. */
export async function examine(outcome: ConfigOutcome, clock: Clock): Promise<Finding[]> {
  const runtime = checkRuntime();
  switch (outcome.mode) {
    case "unusable":
      return [runtime, ...outcome.problems.map(configurationProblem)];
    case "sandbox": {
      const found = "neither DISCORD_TOKEN nor RELAY_KEY is set: `npm start` starts the sandbox, which needs neither";
      const ports = await checkPorts(outcome.sandbox.port);
      const local = await whole("data directory", () => checkData(dataDirOf(outcome), null));
      return [runtime, ok("configuration", found), ports, ...local];
    }
    case "real":
      return [runtime, ...(await examineReal(outcome.config, clock))];
  }
}

async function examineReal(config: Config, clock: Clock): Promise<Finding[]> {
  const findings = await Promise.all([
    whole("Discord", () => checkDiscord(config, clock)),
    whole("User Install", () => checkUserInstall(config, clock)),
    whole("relay", () => checkRelay(config, clock)),
    whole("public address", () => checkPublicAddress(config, clock)),
    whole("data directory", () => checkData(config.dataDir, config.databaseUrl)),
    whole("bucket", () => checkBucket(config, clock)),
  ]);
  return [ok("configuration", "complete"), ...findings.flat()];
}

async function checkData(directory: string, databaseUrl: string | null): Promise<Finding[]> {
  const database = databaseUrl === null ? checkDatabase(directory) : checkPostgres(databaseUrl);
  return [...(await checkDirectory(directory)), await database];
}

/** A check that fails itself is a finding, too, and keeps no other from being made. */
async function whole(check: string, examined: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await examined();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [problem(check, `could not be looked at: ${why}`, "Report this sentence if it does not explain itself.")];
  }
}

function configurationProblem(sentence: string): Finding {
  const name = /^[A-Z][A-Z0-9_]+/.exec(sentence)?.[0];
  return problem(name ?? "configuration", sentence, "Set it in the environment or in the file .env.");
}

function checkRuntime(): Finding {
  const found = `${process.version} from ${dirname(process.execPath)}`;
  if ("backup" in sqlite) return ok("Node.js", found);
  const todo = "Start through npm, which brings the right one, or update Node.js to 24.";
  return warning("Node.js", `${found}: its node:sqlite cannot back up a database in use`, todo);
}
