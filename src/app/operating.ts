import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { entryText } from "../commands/moderation/entry-text.ts";
import { container, messageOf, text } from "../commands/moderation/parts.ts";
import { type OperatorOptions, operatorReader } from "../commands/operator/operator.ts";
import { operatorCommand } from "../commands/operator/operator-command.ts";
import { unlisted } from "../commands/operator/servers.ts";
import { operatorModals } from "../components/operator/operator-modals.ts";
import { operatorPresses } from "../components/operator/operator-presses.ts";
import type { Config } from "../config.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import { applicationOf, joinedGuilds, leaveGuild } from "../delivery/discord-application.ts";
import type { Feature } from "../interaction.ts";
import type { Logger } from "../logger.ts";
import { fetchAttachment } from "../media/parameters/read-address.ts";
import { pictureOfSvg } from "../media/svg-picture.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { catalogAddress, fetchDocument } from "../models/import/fetch-document.ts";
import type { Folder } from "../models/import/folder.ts";
import type { OwnModels } from "../models/import/own-models.ts";
import { PendingImports } from "../models/import/pending-imports.ts";
import type { AuditEntry } from "../policy/audit-entry.ts";
import type { BudgetWarning } from "../policy/budget-warnings.ts";
import { OPERATOR, type PolicyStore } from "../policy/policy-store.ts";
import { NOT_WANTED, readUsage } from "../policy/usage-reader.ts";
import type { Database } from "../storage/database.ts";
import { type Locale, localeFor } from "../texts/localized.ts";
import { warnOfBudget } from "./budget-warner.ts";
import { Kept } from "./kept.ts";
import { LOOK_UP_LIMIT_MS } from "./look-up-limit.ts";
import type { Oversight } from "./oversight.ts";

/** Nobody waits for it. */
const PATIENT_LIMIT_MS = 10_000;
/** How long who left the team may still use /operator. */
const OPERATORS_KEPT_MS = 5 * 60_000;
const GUILDS_KEPT_MS = 60_000;
/** Without intents Discord does not say when the bot is invited somewhere. */
const LOOK_EVERY_MS = 10 * 60_000;
const FILE_LIMIT_MS = 30_000;
const PENDING_ID_BYTES = 9;
const ENTRY_SHOWN = 1_800;
/** Discord keeps 25 characters of a nonce. */
const NONCE_MAX = 25;

export interface OperatingRooms {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly policies: PolicyStore;
  readonly models: ModelCatalog;
  readonly ownModels: OwnModels;
  /** What operators look at before they add it. */
  readonly pendingModels: Folder;
  readonly oversight: Oversight;
  readonly api: DiscordApi;
  /** Whether this process does what one of several shall do. */
  readonly leads: () => Promise<boolean>;
}

/** What whoever runs the bot sees and decides over all guilds. */
export class Operating {
  readonly #rooms: OperatingRooms;
  readonly #application: Kept<NonNullable<Awaited<ReturnType<typeof applicationOf>>>>;
  readonly #guilds: Kept<NonNullable<Awaited<ReturnType<typeof joinedGuilds>>>>;
  readonly #pending: PendingImports;
  #leaving: Promise<void> = Promise.resolve();
  #cancelLook = () => {};
  #stopped = false;

  constructor(rooms: OperatingRooms) {
    const { api, clock } = rooms;
    this.#rooms = rooms;
    this.#application = new Kept(() => applicationOf(api, LOOK_UP_LIMIT_MS), clock, OPERATORS_KEPT_MS);
    this.#guilds = new Kept(() => joinedGuilds(api, PATIENT_LIMIT_MS), clock, GUILDS_KEPT_MS);
    const newId = () => randomBytes(PENDING_ID_BYTES).toString("base64url");
    this.#pending = new PendingImports({ folder: rooms.pendingModels, clock, newId });
  }

  /** /operator, where it has a home. */
  get feature(): Feature {
    const { homeGuildId } = this.#rooms.config;
    if (homeGuildId === null) return {};
    const options = this.#options(homeGuildId);
    return {
      commands: [operatorCommand(options)],
      components: [operatorPresses(options)],
      modals: [operatorModals(options)],
    };
  }

  /** Looks from now on whether the bot was brought where it should not be. */
  start(): void {
    const { config, log } = this.#rooms;
    if (config.homeGuildId === null)
      log.info("there is no /operator: set HOME_GUILD_ID to the id of your own server to have it there");
    else this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelLook();
    await this.#leaving;
  }

  warn(warning: BudgetWarning, locale: Locale): Promise<void> {
    const { log, oversight } = this.#rooms;
    const guilds = async () => (await this.#guilds.getWithin(LOOK_UP_LIMIT_MS)) ?? [];
    return warnOfBudget(warning, locale, { ...oversight, log, guilds, operatorLocale: () => this.homeLocale() });
  }

  /** Tells the operator's channel and the log what was changed over all guilds. Never rejects. */
  async tell(entry: AuditEntry): Promise<void> {
    const { policies, models, oversight, log } = this.#rooms;
    log.info({ change: entry.number, deed: entry.deed.kind, by: entry.by }, "the operator changed something");
    try {
      const { channel } = await policies.operatorSettings();
      if (channel === null) return;
      const guilds = (await this.#guilds.getWithin(LOOK_UP_LIMIT_MS)) ?? [];
      const reader = operatorReader(await this.homeLocale(), models, guilds);
      const body = messageOf(container("panel", [text(entryText(entry, reader), ENTRY_SHOWN)]));
      void oversight.channel.post(channel, body, `a${entry.id.replaceAll("-", "")}`.slice(0, NONCE_MAX));
    } catch (error) {
      log.error({ err: error, about: entry.id }, "the operator's channel could not be told");
    }
  }

  #look(): void {
    if (this.#stopped) return;
    const { clock, leads, log } = this.#rooms;
    this.#cancelLook = clock.after(LOOK_EVERY_MS, () => this.#look());
    leads()
      .then((mine) => (mine ? this.#leaveOthers() : undefined))
      .catch((error) => log.error({ err: error }, "the other processes could not be asked"));
  }

  /** One time after the other. Never rejects. */
  #leaveOthers(): Promise<void> {
    const { log } = this.#rooms;
    this.#leaving = this.#leaving
      .then(() => this.#leaveUnlisted())
      .catch((error) => log.error({ err: error }, "servers that are not listed could not be left"));
    return this.#leaving;
  }

  async #leaveUnlisted(): Promise<void> {
    const { config, policies, api, log } = this.#rooms;
    const { guilds } = await policies.operatorSettings();
    if (config.homeGuildId === null || guilds.mode !== "listed" || !guilds.leaveOthers || this.#stopped) return;
    this.#guilds.forget();
    const joined = (await this.#guilds.get()) ?? [];
    for (const { id, name } of unlisted(joined, guilds.listed, config.homeGuildId)) {
      if (!(await leaveGuild(api, id, PATIENT_LIMIT_MS))) continue;
      this.#guilds.forget();
      log.info({ guild: id }, "a server that is not listed was left");
      const by = (await this.#application.get())?.id ?? config.homeGuildId;
      await policies.note(OPERATOR, { kind: "left", guildId: id, name }, by);
    }
  }

  #options(homeGuildId: string): OperatorOptions {
    const { config, database, clock, log, policies, models, ownModels, oversight, api } = this.#rooms;
    const origins = [new URL(config.discordApiUrl).origin];
    return {
      homeGuildId,
      operators: async () => (await this.#application.get())?.operators ?? null,
      servers: () => this.#guilds.getWithin(LOOK_UP_LIMIT_MS),
      leave: async (guildId) => {
        const left = await leaveGuild(api, guildId, PATIENT_LIMIT_MS);
        this.#guilds.forget();
        return left;
      },
      leaveOthers: () => this.#leaveOthers(),
      policies,
      models,
      ownModels,
      pending: this.#pending,
      fetchModel: (endpoint) => fetchDocument(catalogAddress(config.catalogUrl, endpoint)),
      readFile: (url) => fetchAttachment(url, { origins, clock, timeLimitMs: FILE_LIMIT_MS }),
      guildJobs: oversight.guildJobs,
      async spent() {
        const together = { money: true, jobs: true };
        const nobody = { guildId: null, userId: "", now: clock.now() };
        return (await readUsage(database, { ...nobody, guild: NOT_WANTED, together })).together;
      },
      picture: pictureOfSvg,
      now: () => clock.now(),
      mayWrite: (channelId) => api.mayWrite(channelId, LOOK_UP_LIMIT_MS),
      announce: (body, nonce) => this.#announce(body, nonce),
      log,
    };
  }

  async #announce(body: (locale: Locale) => object, nonce: string): Promise<number> {
    const { policies, oversight, log } = this.#rooms;
    const joined = await this.#guilds.get();
    const channels = (await policies.auditChannels()).filter(
      ({ guildId }) => joined === null || joined.some(({ id }) => id === guildId),
    );
    // Whoever pauses waits for no other server.
    const telling = channels.map(async ({ guildId, channelId }) => {
      await oversight.channel.post(channelId, body(await this.#localeOf(guildId)), nonce);
    });
    Promise.all(telling).catch((error) => log.error({ err: error }, "maintenance could not be announced"));
    return channels.length;
  }

  /** The language of the operator's own guild. */
  homeLocale(): Promise<Locale> {
    return this.#localeOf(this.#rooms.config.homeGuildId ?? "");
  }

  async #localeOf(guildId: string): Promise<Locale> {
    return localeFor((await this.#rooms.api.guildLanguage(guildId, LOOK_UP_LIMIT_MS)) ?? "en-US");
  }
}
