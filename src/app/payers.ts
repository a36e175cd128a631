import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Job } from "../jobs/job.ts";
import type { Verdict } from "../jobs/verdict.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { createRelayClient, type RelayClient } from "../relay/client.ts";
import type { TraitsMemory } from "../relay/traits.ts";
import { RELAY_WITHOUT_KEY } from "../relay/without-key.ts";
import { RelayKeys } from "../secrets/relay-keys.ts";
import { createSecretBox } from "../secrets/secret-box.ts";
import type { Database } from "../storage/database.ts";
import type { Watching } from "../watching.ts";
import { watchedRelay } from "./watched-relay.ts";

interface Rooms {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly traits: TraitsMemory;
  readonly policies: PolicyStore;
  readonly watching: Watching;
}

/** Whose account at the relay a job is paid from. */
export interface Payers {
  readonly keys: RelayKeys;
  /** The operator's own. */
  readonly operator: RelayClient;
  readonly relayFor: (job: Pick<Job, "payer">) => Promise<RelayClient>;
  /** The key of its own that a guild pays with; null where the operator does. */
  readonly payerOf: (guildId: string, from: Database) => Promise<string | null>;
  /** Whether the relay takes a key, before it is stored. */
  readonly check: (key: string) => ReturnType<RelayClient["checkKey"]>;
  /** Hears how jobs end. */
  readonly ended: (job: Job, verdict: Verdict) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** One client per payer, all under the same address and counted together as our requests. */
export function makePayers({ config, database, clock, traits, policies, watching }: Rooms): Payers {
  const box = config.secretsKey === null ? null : createSecretBox(config.secretsKey);
  const keys = new RelayKeys({ database, clock, newId: randomUUID, box });
  const clientWith = (key: string) =>
    watchedRelay(
      createRelayClient({ baseUrl: config.relayUrl, key, scheme: config.relayAuthScheme, clock, traits }),
      watching,
      clock,
    );
  const operator = clientWith(config.relayKey);
  const clients = new Map<string, RelayClient>();
  return {
    keys,
    operator,
    async relayFor({ payer }) {
      if (payer === null) return operator;
      const known = clients.get(payer);
      if (known !== undefined) return known;
      const key = await keys.keyOf(payer);
      if (key === null) return RELAY_WITHOUT_KEY;
      const client = clients.get(payer) ?? clientWith(key);
      clients.set(payer, client);
      return client;
    },
    payerOf: async (guildId, from) => (await keys.current(guildId, from))?.id ?? null,
    async check(key) {
      const client = clientWith(key);
      const checked = await client.checkKey();
      await client.close();
      return checked;
    },
    async ended(job, verdict) {
      const { guildId, applicationId } = job.origin;
      if (job.payer === null || guildId === null) return;
      const refused = verdict.type === "stopped" && verdict.failure.kind === "own_key_refused";
      if (refused && (await keys.noteRefused(job.payer)))
        await policies.note(guildId, { kind: "relay_key", what: "refused" }, applicationId);
      if (verdict.type === "delivered" || verdict.type === "told") await keys.forgetUnneeded(job.id);
    },
    async close() {
      await Promise.all([operator, ...clients.values()].map((client) => client.close()));
    },
  };
}
