import type { Asker } from "../../interaction.ts";
import type { GuildJobs } from "../../jobs/guild-jobs.ts";
import type { Logger } from "../../logger.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { FetchedJson } from "../../models/import/fetch-document.ts";
import type { OwnModels } from "../../models/import/own-models.ts";
import type { PendingImports } from "../../models/import/pending-imports.ts";
import type { OperatorSettings } from "../../policy/operator-settings.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { Reader } from "../moderation/value-text.ts";

const NAME_SHOWN = 60;

/** A guild that the bot is in. */
export interface Server {
  readonly id: string;
  readonly name: string;
  readonly members: number | null;
}

export interface OperatorOptions {
  readonly homeGuildId: string;
  /** Who runs the bot; null where Discord does not say it soon. */
  readonly operators: () => Promise<ReadonlySet<string> | null>;
  /** Null where Discord does not say it soon. */
  readonly servers: () => Promise<readonly Server[] | null>;
  /** Whether the bot is out now. */
  readonly leave: (guildId: string) => Promise<boolean>;
  /** Leaves every guild that is not listed, where the settings say so. */
  readonly leaveOthers: () => Promise<void>;
  readonly policies: PolicyStore;
  readonly models: ModelCatalog;
  readonly ownModels: Pick<OwnModels, "imported" | "write" | "remove" | "refresh">;
  readonly pending: PendingImports;
  /** A model's document from the catalogue. */
  readonly fetchModel: (endpoint: string) => Promise<FetchedJson>;
  /** What a person attached; null where it cannot be fetched. */
  readonly readFile: (url: string) => Promise<Uint8Array | null>;
  readonly guildJobs: GuildJobs;
  /** What was paid with the operator's key; millionths of a US dollar. */
  readonly spent: () => Promise<{ readonly dayMicros: number; readonly monthMicros: number }>;
  /** A drawing of ours as PNG. */
  readonly picture: (svg: string) => Promise<Uint8Array<ArrayBuffer>>;
  readonly now: () => number;
  readonly mayWrite: (channelId: string) => Promise<boolean>;
  /** Sends a message to guilds' audit channels, each in its own language. @returns how many there are */
  readonly announce: (body: (locale: Reader["locale"]) => object, nonce: string) => Promise<number>;
  readonly log: Logger;
}

/** Someone who runs the bot, with what they decided so far. Only `operatorOf` makes one. */
export interface Operator {
  readonly asker: Asker;
  readonly settings: OperatorSettings;
  readonly reader: Reader;
}

type Checked = { readonly ok: true; readonly who: Operator } | { readonly ok: false; readonly refusal: string };

/** The one gate: every command, component and modal of operators passes it. */
export async function operatorOf(asker: Asker, options: OperatorOptions): Promise<Checked> {
  const { locale } = asker;
  const operators = await options.operators();
  if (operators === null) return { ok: false, refusal: say(locale, "operator_unknown") };
  if (!operators.has(asker.userId)) return { ok: false, refusal: say(locale, "operator_not_yours") };
  if (asker.guildId !== options.homeGuildId) return { ok: false, refusal: say(locale, "operator_not_here") };
  return { ok: true, who: await freshOperator(asker, options) };
}

/** The same person with what holds now. */
export async function freshOperator(asker: Asker, options: OperatorOptions): Promise<Operator> {
  const reader = operatorReader(asker.locale, options.models, (await options.servers()) ?? []);
  return { asker, settings: await options.policies.operatorSettings(), reader };
}

/** Amounts over all guilds are in US dollars; what their owners call them stands unformatted in a sentence. */
export function operatorReader(locale: Reader["locale"], models: ModelCatalog, servers: readonly Server[]): Reader {
  const names = new Map(servers.map(({ id, name }) => [id, plainText(name, NAME_SHOWN)]));
  return {
    locale,
    currency: { code: "USD", perUsd: 1 },
    titleOf: (endpoint) => models.byEndpoint(endpoint)?.title ?? endpoint,
    serverName: (id) => names.get(id) ?? id,
  };
}
