import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import * as z from "zod";

/** How far a call's own time may lie from ours, in both directions (fal's page "Webhooks"). */
const FRESH_MS = 5 * 60_000;

/** The four headers of a signed call. */
export interface SignedHeaders {
  readonly requestId: string;
  readonly userId: string;
  readonly seconds: string;
  readonly signature: string;
}

const word = z.string().min(1).max(256);
const schema = z.object({
  "x-fal-webhook-request-id": word,
  "x-fal-webhook-user-id": word,
  "x-fal-webhook-timestamp": z.string().regex(/^\d{1,12}$/),
  "x-fal-webhook-signature": z.string().regex(/^[0-9a-f]{128}$/i),
});

/** "unsigned" where nothing of a signature is there, null where it is not whole. */
export function readSigned(headers: IncomingHttpHeaders): SignedHeaders | "unsigned" | null {
  if (!Object.keys(schema.shape).some((name) => headers[name] !== undefined)) return "unsigned";
  const parsed = schema.safeParse(headers);
  if (!parsed.success) return null;
  return {
    requestId: parsed.data["x-fal-webhook-request-id"],
    userId: parsed.data["x-fal-webhook-user-id"],
    seconds: parsed.data["x-fal-webhook-timestamp"],
    signature: parsed.data["x-fal-webhook-signature"],
  };
}

export function isFresh({ seconds }: SignedHeaders, now: number): boolean {
  return Math.abs(now - Number(seconds) * 1000) <= FRESH_MS;
}

/** ED25519 over request id, user id, time and the body's SHA-256 in hex, each on a line of its own. */
export function isSignedBy(keys: readonly KeyObject[], given: SignedHeaders, bodyDigest: string): boolean {
  const message = Buffer.from([given.requestId, given.userId, given.seconds, bodyDigest].join("\n"));
  return keys.some((key) => verify(null, message, key, Buffer.from(given.signature, "hex")));
}

const keySet = z.object({ keys: z.array(z.unknown()).max(64) });
const ed25519 = z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() });

/** The ED25519 keys of a JSON Web Key Set; null where it is none. Other kinds of keys are left out. */
export function readKeySet(json: unknown): KeyObject[] | null {
  const parsed = keySet.safeParse(json);
  if (!parsed.success) return null;
  return parsed.data.keys.flatMap((each) => {
    const jwk = ed25519.safeParse(each);
    if (!jwk.success) return [];
    try {
      return [createPublicKey({ key: jwk.data, format: "jwk" })];
    } catch {
      return [];
    }
  });
}
