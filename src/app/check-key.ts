import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import type { RelayClient } from "../relay/client.ts";

/** A wrong key is told at once rather than with the first member's job. Asking costs nothing. */
export async function checkKey(relay: RelayClient, { relayUrl }: Config, log: Logger): Promise<void> {
  const checked = await relay.checkKey();
  if (checked.ok) return;
  const { kind, status } = checked.error;
  const facts = { relay: relayUrl, kind, status };
  if (kind === "unauthorized")
    log.error(facts, `${relayUrl} does not accept RELAY_KEY. Check the key and RELAY_AUTH_SCHEME.`);
  else if (kind === "out_of_balance") log.error(facts, `The account at ${relayUrl} has no credit left.`);
  else if (kind !== "aborted")
    log.warn(facts, `${relayUrl} cannot be reached now. Jobs wait until it can. Check RELAY_URL if it stays so.`);
}
