import { randomUUID } from "node:crypto";
import { commandForm } from "../commands/registration.ts";
import { builtInModels } from "../models/built-in.ts";
import { ModelCatalog } from "../models/catalog.ts";
import { OwnModels } from "../models/import/own-models.ts";
import { Admissions } from "../policy/admissions.ts";
import type { AuditEntry } from "../policy/audit-entry.ts";
import { PolicyStore } from "../policy/policy-store.ts";
import { type KeptTraits, keepRelayTraits } from "../storage/relay-traits.ts";
import { type Folders, foldersOf } from "./folders.ts";
import type { Ground } from "./ground.ts";
import { makePayers, type Payers } from "./payers.ts";

/** What there is to ask for, who may, and who pays. */
export interface Rules {
  readonly policies: PolicyStore;
  readonly admissions: Admissions;
  readonly payers: Payers;
  /** What was found out about the relay. */
  readonly traits: KeptTraits;
  readonly models: ModelCatalog;
  readonly ownModels: OwnModels;
  readonly folders: Folders;
}

/** `audited` hears of every change of settings. */
export async function makeRules(ground: Ground, audited: (entry: AuditEntry) => void): Promise<Rules> {
  const { config, database, clock, log, jobs } = ground;
  const policies = new PolicyStore({ database, clock, newId: randomUUID, audited });
  const traits = await keepRelayTraits(database, config.relayUrl, (error) =>
    log.warn({ err: error }, "what was found out about the relay could not be kept"),
  );
  const payers = makePayers({ ...ground, traits, policies });
  const { payerOf } = payers;
  const admissions = new Admissions({ jobs, policies, database, clock, payerOf, privateUse: config.privateUse });
  const models = new ModelCatalog(builtInModels);
  const folders = foldersOf(config, database, clock);
  const ownModels = new OwnModels({
    folder: folders("models"),
    catalog: models,
    form: commandForm,
    report: ({ file, line, message }) => log.error({ file, line }, `a model's file is not right: ${message}`),
  });
  await ownModels.load();
  return { policies, admissions, payers, traits, models, ownModels, folders };
}
