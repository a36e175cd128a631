import * as z from "zod";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { createRelayClient } from "../../relay/client.ts";
import type { RelayError } from "../../relay/outcome.ts";
import { UNKNOWN_TRAITS } from "../../relay/traits.ts";
import { ask } from "../ask.ts";
import { checkClock } from "./check-clock.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** Whether the relay is there, takes the key, and has credit left. Nothing here costs anything. */
export async function checkRelay(config: Config, clock: Clock): Promise<Finding[]> {
  const answer = await ask(config.relayUrl, {}, clock);
  if (!answer.ok) {
    const found = `${config.relayUrl} cannot be reached (${answer.why})`;
    return [problem("relay", found, "Check RELAY_URL and the network. Jobs wait while it is away.")];
  }
  const reached = ok("relay", `${config.relayUrl} answers in ${answer.tookMs} ms`);
  const time = checkClock("the relay", answer);
  return [reached, ...(await checkKey(config, clock)), ...(time === null ? [] : [time])];
}

async function checkKey(config: Config, clock: Clock): Promise<Finding[]> {
  const { relayUrl: baseUrl, relayKey: key, relayAuthScheme: scheme } = config;
  const traits = { read: () => UNKNOWN_TRAITS, write: () => {} };
  const relay = createRelayClient({ baseUrl, key, scheme, clock, traits });
  try {
    const checked = await relay.checkKey();
    return checked.ok
      ? [ok("relay key", "accepted"), await checkBalance(config, clock)]
      : [keyProblem(checked.error, config)];
  } finally {
    await relay.close();
  }
}

function keyProblem(error: RelayError, { relayUrl, relayAuthScheme }: Config): Finding {
  const other = relayAuthScheme === "Bearer" ? "Key" : "Bearer";
  switch (error.kind) {
    case "unauthorized":
      return problem(
        "relay key",
        `${relayUrl} does not accept it, sent as "${relayAuthScheme}"`,
        `Copy RELAY_KEY again from your account there, or try RELAY_AUTH_SCHEME=${other}.`,
      );
    case "out_of_balance":
      return problem("balance", "the account has no credit left", `Add credit to your account at ${relayUrl}.`);
    case "unreadable":
      return problem(
        "relay key",
        `${relayUrl} answers strangely: ${error.detail}`,
        "Check RELAY_URL: it must be the address of the interface, which may differ from that of the web page.",
      );
    default:
      return warning(
        "relay key",
        `could not be tried (${error.kind.replaceAll("_", " ")}${error.status === null ? "" : `, status ${error.status}`})`,
        "Try again in some minutes; if it stays so, ask the relay's administrator.",
      );
  }
}

const subscription = z.object({ hard_limit_usd: z.number() });
const usage = z.object({ total_usage: z.number() });
/** What gateways answer for keys without a limit of their own. */
const UNLIMITED_USD = 1e8;
const LOW_USD = 1;

/** The queue protocol knows no balance. Relays on the common gateway software tell it as OpenAI once did, in US cents. */
async function checkBalance({ relayUrl, relayKey, relayAuthScheme }: Config, clock: Clock): Promise<Finding> {
  const headers = { authorization: `${relayAuthScheme} ${relayKey}`, accept: "application/json" };
  const read = (name: string) => ask(`${new URL(relayUrl).origin}/v1/dashboard/billing/${name}`, { headers }, clock);
  const limit = await read("subscription");
  const granted = subscription.safeParse(limit.ok && limit.status === 200 ? limit.json : undefined);
  if (!granted.success) return ok("balance", "this relay does not tell it");
  if (granted.data.hard_limit_usd >= UNLIMITED_USD) return ok("balance", "the key has no limit of its own");
  const spent = await read("usage");
  const used = usage.safeParse(spent.ok && spent.status === 200 ? spent.json : undefined);
  if (!used.success) return ok("balance", "this relay tells what was granted, but not what is left");
  const left = granted.data.hard_limit_usd - used.data.total_usage / 100;
  const found = `${left.toFixed(2)} left, in the relay's own unit`;
  return left < LOW_USD
    ? warning("balance", found, `Add credit to your account at ${relayUrl} soon.`)
    : ok("balance", found);
}
