import { createHmac } from "node:crypto";

/** Interaction tokens name their interaction and carry a signature, so that one can be found by its token alone. */
export class InteractionTokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  make(interactionId: string): string {
    const signature = createHmac("sha512", this.#secret).update(interactionId).digest("base64url");
    return Buffer.from(`interaction:${interactionId}:${signature}`).toString("base64url");
  }

  /** The interaction's id, or undefined for a token that was not made here. */
  read(token: string): string | undefined {
    const id = Buffer.from(token, "base64url").toString("utf8").split(":")[1] ?? "";
    return this.make(id) === token ? id : undefined;
  }
}
