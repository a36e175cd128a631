import * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { askDiscord, bodyOf, whyNot } from "../discord-reads.ts";
import { checkClock } from "./check-clock.ts";
import { checkGuilds } from "./check-guilds.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const self = z.object({ username: z.string(), bot: z.boolean().default(false) });
const application = z.object({ id: z.string(), interactions_endpoint_url: z.string().nullish() });
const gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});
const FEW_STARTS = 50;

/** Whether Discord is there, knows the token, and sends commands our way; then the guilds. */
export async function checkDiscord(config: Config, clock: Clock): Promise<Finding[]> {
  const answer = await askDiscord("/users/@me", config, clock);
  if (!answer.ok) {
    const found = `${config.discordApiUrl} cannot be reached (${answer.why})`;
    return [problem("Discord", found, "Check the network, a proxy or firewall, and DISCORD_API_URL if it is set.")];
  }
  const time = checkClock("Discord", answer);
  const findings = [ok("Discord", `answers in ${answer.tookMs} ms`), ...(time === null ? [] : [time])];
  const me = bodyOf(answer, self);
  if (me === null) return [...findings, tokenProblem(answer.status, whyNot(answer))];
  findings.push(ok("bot token", `accepted; it is the bot “${me.username}”`));
  const [applied, start] = await Promise.all([
    askDiscord("/applications/@me", config, clock),
    askDiscord("/gateway/bot", config, clock),
  ]);
  const app = bodyOf(applied, application);
  if (app === null) {
    const todo = "Try again in some minutes.";
    return [...findings, warning("application", `could not be looked at (${whyNot(applied)})`, todo)];
  }
  const starts = bodyOf(start, gateway);
  findings.push(applicationFinding(app));
  findings.push(await commandsFinding(app.id, config, clock));
  if (starts !== null) findings.push(startsFinding(starts, config.shards));
  return [...findings, ...(await checkGuilds(app.id, config, clock))];
}

function tokenProblem(status: number, why: string): Finding {
  if (status === 401) {
    const todo = "Copy the bot's token again from https://discord.com/developers/applications (page “Bot”).";
    return problem("bot token", "Discord does not accept DISCORD_TOKEN", todo);
  }
  return problem("bot token", `could not be tried (${why})`, "Look at https://discordstatus.com and try again.");
}

function applicationFinding({ id, interactions_endpoint_url: endpoint }: z.infer<typeof application>): Finding {
  if (!endpoint) return ok("application", `${id}; commands come through the gateway`);
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : "another place";
  return problem(
    "application",
    `its Interactions Endpoint URL sends every command to ${host}: Easel never hears of them`,
    `Empty that field at https://discord.com/developers/applications/${id}/information`,
  );
}

async function commandsFinding(id: string, config: Config, clock: Clock): Promise<Finding> {
  const answer = await askDiscord(`/applications/${id}/commands`, config, clock);
  const commands = bodyOf(answer, z.array(z.unknown()));
  if (commands === null) return warning("commands", `could not be listed (${whyNot(answer)})`, "Try again later.");
  return commands.length === 0
    ? ok("commands", "none registered yet; the start of Easel does that")
    : ok("commands", `${commands.length} registered`);
}

function startsFinding({ shards, session_start_limit }: z.infer<typeof gateway>, own: Config["shards"]): Finding {
  const { remaining, reset_after } = session_start_limit;
  const hours = Math.ceil(reset_after / 3_600_000);
  const found = `${remaining} starts left for the next ${hours} h`;
  if (remaining < FEW_STARTS) {
    const todo = "Find out why it starts so often: at none left, Discord resets the bot's token.";
    return warning("gateway", found, todo);
  }
  if (own !== "auto" && own.count < shards) {
    const todo = `Raise the number after the slash of SHARDS to ${shards} in every process: Discord refuses too few one day.`;
    return warning("gateway", `${found}; Discord advises ${shards} shards, SHARDS has ${own.count}`, todo);
  }
  if (shards > 1) return ok("gateway", `${found}; Discord advises ${shards} shards`);
  return ok("gateway", found);
}
