import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from "node:crypto";
import type { Collection } from "../../store.ts";

export type SignedHeaders = Readonly<Record<string, string>>;

/** Whose account fal names in its calls; here there is only one. */
const USER_ID = "sandbox-user";
const KEY_NAME = "webhooks";

/** Signs calls as fal documents: ED25519 over request id, user id, seconds and the body's SHA-256, in lines, as hex. */
export class Signing {
  readonly #own: JsonWebKey;
  /** A stranger's, for forged calls. */
  readonly #other = newKey();

  /** The key is kept, so that whoever read the key set yesterday knows today's calls. */
  constructor(keys: Collection<JsonWebKey>) {
    this.#own = keys.get(KEY_NAME) ?? newKey();
    keys.set(KEY_NAME, this.#own);
  }

  /** What /.well-known/jwks.json answers. */
  keySet(): { readonly keys: readonly JsonWebKey[] } {
    const key = createPublicKey({ key: this.#own, format: "jwk" }).export({ format: "jwk" });
    return { keys: [{ ...key, kid: "sandbox-1", use: "sig", alg: "EdDSA" }] };
  }

  headers(requestId: string, body: Buffer, at: number, by: "own" | "other"): SignedHeaders {
    const seconds = String(Math.floor(at / 1000));
    const digest = createHash("sha256").update(body).digest("hex");
    const key = createPrivateKey({ key: by === "own" ? this.#own : this.#other, format: "jwk" });
    const signature = sign(null, Buffer.from([requestId, USER_ID, seconds, digest].join("\n")), key);
    return {
      "x-fal-webhook-request-id": requestId,
      "x-fal-webhook-user-id": USER_ID,
      "x-fal-webhook-timestamp": seconds,
      "x-fal-webhook-signature": signature.toString("hex"),
    };
  }
}

function newKey(): JsonWebKey {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
}
