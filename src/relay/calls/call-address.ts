import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

const JOB_PATH = /\/relay-call\/([0-9a-f-]{36})\/([\w-]{43})$/;
const REACH_PATH = /\/reach\/([0-9a-f]{32})$/;

/** Who a call is for, by its path; null where nobody told that address to anyone. */
export type Called = { readonly job: string } | { readonly reach: string } | null;

/**
 * The addresses under which a relay calls us, one per job, which nobody can guess: they are made with a key of our own
 * and need no memory. So they hold over restarts and in every process.
 */
export class CallAddresses {
  readonly #publicUrl: string;
  readonly #key: Buffer;

  /** `publicUrl` has no slash at its end; `secret` is one that this bot has anyway. */
  constructor(publicUrl: string, secret: string) {
    this.#publicUrl = publicUrl;
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "relay calls", 32));
  }

  of(jobId: string): string {
    return `${this.#publicUrl}/relay-call/${jobId}/${this.#mark(`job ${jobId}`)}`;
  }

  /** Whatever stands before our own part: a proxy may keep the public address's path or take it off. */
  read(path: string): Called {
    const [, job, mark] = JOB_PATH.exec(path) ?? [];
    if (job !== undefined && mark !== undefined) return this.#isMark(mark, `job ${job}`) ? { job } : null;
    const nonce = REACH_PATH.exec(path)?.[1];
    return nonce === undefined ? null : { reach: this.reachAnswer(nonce) };
  }

  /** An address that answers, with what only this bot can say of `nonce` (32 hex digits), whether it leads here. */
  reachAddress(nonce: string): string {
    return `${this.#publicUrl}/reach/${nonce}`;
  }

  reachAnswer(nonce: string): string {
    return this.#mark(`reach ${nonce}`);
  }

  #mark(of: string): string {
    return createHmac("sha256", this.#key).update(of).digest("base64url");
  }

  #isMark(given: string, of: string): boolean {
    return timingSafeEqual(Buffer.from(given), Buffer.from(this.#mark(of)));
  }
}
