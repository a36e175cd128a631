import * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { askDiscord, bodyOf } from "../discord-reads.ts";
import { type Finding, ok, warning } from "./finding.ts";

const CHECK = "User Install";
/** Discord names each way of installing by a number; to one's own account is this. */
const application = z.object({ id: z.string(), integration_types_config: z.object({ 1: z.unknown().optional() }) });

/** Whether people can add it to their own account where the operator wants that; nothing where not. */
export async function checkUserInstall(
  config: Pick<Config, "privateUse" | "discordApiUrl" | "discordToken">,
  clock: Clock,
): Promise<Finding[]> {
  if (config.privateUse !== "user-install") return [];
  const app = bodyOf(await askDiscord("/applications/@me", config, clock), application);
  // What keeps it from being read is a finding of the check of Discord itself.
  if (app === null) return [];
  if (app.integration_types_config[1] !== undefined) return [ok(CHECK, "people can add it to their own account")];
  const todo =
    `Tick “User Install” at https://discord.com/developers/applications/${app.id}/installation, ` +
    "or set PRIVATE_USE to dm or off.";
  return [warning(CHECK, "PRIVATE_USE=user-install, but the application lets nobody add it to their account", todo)];
}
