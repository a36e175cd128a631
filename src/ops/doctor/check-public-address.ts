import { randomBytes } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { CallAddresses } from "../../relay/calls/call-address.ts";
import { type CallReceiver, startCallReceiver } from "../../relay/calls/call-receiver.ts";
import { SigningKeys } from "../../relay/calls/signing-keys.ts";
import { UNKNOWN_TRAITS } from "../../relay/traits.ts";
import { ask, type HttpAnswer, type NoAnswer } from "../ask.ts";
import { type Finding, ok, warning } from "./finding.ts";

const CHECK = "public address";
const NONCE_BYTES = 16;

/** Whether what the relay calls leads to this bot, as far as this machine can tell; nothing where none is configured. */
export async function checkPublicAddress({ webhook, relayKey }: Config, clock: Clock): Promise<Finding[]> {
  if (webhook === null) return [];
  const { publicUrl, port, keySetUrl } = webhook;
  const addresses = new CallAddresses(publicUrl, relayKey);
  const keys = new SigningKeys(keySetUrl, clock);
  // The running bot answers by itself; where none runs, the doctor stands in for it.
  const own = port === null ? null : await standIn(port, addresses, keys, clock);
  try {
    const nonce = randomBytes(NONCE_BYTES).toString("hex");
    const answer = await ask(addresses.reachAddress(nonce), {}, clock);
    return [finding(publicUrl, port, answer, answer.ok && answer.text === addresses.reachAnswer(nonce))];
  } finally {
    await own?.stop();
    await keys.close();
  }
}

function finding(publicUrl: string, port: number | null, answer: HttpAnswer | NoAnswer, ours: boolean): Finding {
  const where = port === null ? "to the WEBHOOK_PORT of one of your processes" : `to port ${port} here`;
  const meanwhile = "Until then the relay is asked instead of calling.";
  if (!answer.ok) {
    const todo = `Check the name, its certificate, and that your proxy is up and leads ${where}. ${meanwhile}`;
    return warning(CHECK, `${publicUrl} cannot be reached (${answer.why})`, todo);
  }
  if (ours) return ok(CHECK, `${publicUrl} leads here, in ${answer.tookMs} ms`);
  const todo = `Let your proxy lead ${where}, with the whole path, and set the same RELAY_KEY everywhere. ${meanwhile}`;
  return warning(CHECK, `${publicUrl} answers with status ${answer.status}, but not from this bot`, todo);
}

/** Null where the port is taken, by the bot itself as a rule. */
function standIn(
  port: number,
  addresses: CallAddresses,
  keys: SigningKeys,
  clock: Clock,
): Promise<CallReceiver | null> {
  const traits = { read: () => UNKNOWN_TRAITS, write: () => {} };
  const called = async () => {};
  return startCallReceiver({ port, addresses, keys, traits, clock, called, refused: () => {} }).catch(() => null);
}
