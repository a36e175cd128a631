import { DiscordAPIError, HTTPError, REST, RESTEvents, type RESTOptions, type RouteLike, Routes } from "discord.js";
import * as z from "zod";
import { NOBODY_WATCHES, type Watching } from "../watching.ts";
import { attachedFiles, type SentMessage } from "./attached-files.ts";
import { multipart } from "./multipart.ts";
import { sendRequest } from "./send-request.ts";
import type { Upload } from "./upload.ts";

/** What Discord said, or why nothing came back. discord.js has waited for rate limits and tried again by then. */
export type DiscordOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly kind: DiscordErrorKind; readonly code: number | string };

export type DiscordErrorKind =
  /** The interaction token is unknown or older than 15 minutes. */
  | "token_dead"
  | "already_answered"
  | "message_gone"
  | "channel_gone"
  /** A permission is missing, or a person takes no direct messages. */
  | "forbidden"
  | "too_large"
  /** The bot token is not accepted. */
  | "unauthorized"
  /** Discord did not take the request as it is: a fault of ours. */
  | "refused"
  /** No answer, or a 5xx: worth another try later. */
  | "down";

function watched(watching: Watching): RESTOptions["makeRequest"] {
  return async (url, init) => {
    const since = performance.now();
    const told = (status: number | null) => watching.discord(init.method ?? "GET", status, performance.now() - since);
    const answer = await sendRequest(url, init).catch((error) => {
      told(null);
      throw error;
    });
    told(answer.status);
    return answer;
  };
}

const REQUEST_TIMEOUT_MS = 90_000;
/** Each interaction has limits of its own for its 15 minutes; discord.js would remember them for an hour. */
const FORGET_LIMITS_MS = 10 * 60_000;
const CODES: Readonly<Record<number, DiscordErrorKind>> = {
  10003: "channel_gone",
  10004: "channel_gone",
  10008: "message_gone",
  10015: "token_dead",
  10062: "token_dead",
  20009: "forbidden",
  // Too many edits of a message older than an hour: Discord says to try again later.
  30046: "down",
  40005: "too_large",
  40060: "already_answered",
  50001: "forbidden",
  50007: "forbidden",
  50013: "forbidden",
  50027: "token_dead",
  // An archived thread takes no edits.
  50083: "forbidden",
};

/** A channel as far as limits need to know it: of a thread the parent is its channel, of a channel its category. */
export interface ChannelFacts {
  readonly isThread: boolean;
  readonly parentId: string | null;
  readonly ageRestricted: boolean;
}

const channelObject = z.object({
  thread_metadata: z.unknown().optional(),
  parent_id: z.string().nullish(),
  nsfw: z.boolean().nullish(),
});
const memberObject = z.object({
  nick: z.string().nullish(),
  user: z.object({ username: z.string(), global_name: z.string().nullish() }),
});
const guildObject = z.object({ preferred_locale: z.string() });
const created = z.object({ id: z.string(), flags: z.number().default(0) });
const callbackAnswer = z.object({ resource: z.object({ message: created }) });

/** The one door to Discord's REST routes. Interaction routes carry their token in the path and go without ours. */
export class DiscordApi {
  readonly #rest: REST;
  readonly #byToken: REST;
  readonly #token: string;

  /** `apiUrl` ends before the version: "https://discord.com/api". */
  constructor(options: { apiUrl: string; token: string; watching?: Watching }) {
    this.#token = options.token;
    const { watching = NOBODY_WATCHES } = options;
    const restOptions = {
      api: options.apiUrl,
      version: "10",
      timeout: REQUEST_TIMEOUT_MS,
      handlerSweepInterval: FORGET_LIMITS_MS,
      makeRequest: watched(watching),
    };
    this.#rest = new REST(restOptions).setToken(options.token);
    // What goes by an interaction's own token is not among the fifty requests a second that Discord lets a bot have.
    this.#byToken = new REST({ ...restOptions, globalRequestsPerSecond: Number.POSITIVE_INFINITY });
    for (const each of [this.#rest, this.#byToken])
      each.on(RESTEvents.RateLimited, ({ scope }) => watching.discordLimited(scope));
  }

  /** Answers an interaction. `messageId` is null where the answer makes no message. */
  async answer(
    interaction: { id: string; token: string },
    body: { type: number; data?: unknown },
  ): Promise<DiscordOutcome<{ messageId: string | null }>> {
    const route = Routes.interactionCallback(interaction.id, interaction.token);
    const query = new URLSearchParams({ with_response: "true" });
    const outcome = await attempt(() => this.#byToken.post(route, { body, query, auth: false }));
    if (!outcome.ok) return outcome;
    const answer = callbackAnswer.safeParse(outcome.value);
    return { ok: true, value: { messageId: answer.success ? answer.data.resource.message.id : null } };
  }

  async original(application: string, token: string): Promise<DiscordOutcome<SentMessage>> {
    return parsed(await byToken(() => this.#byToken.get(Routes.webhookMessage(application, token), { auth: false })));
  }

  editOriginal(application: string, token: string, body: object, files: readonly Upload[] = []) {
    return this.#send("patch", Routes.webhookMessage(application, token), body, files, false);
  }

  async deleteOriginal(application: string, token: string): Promise<DiscordOutcome<unknown>> {
    return byToken(() => this.#byToken.delete(Routes.webhookMessage(application, token), { auth: false }));
  }

  /** A further message of an interaction: for everyone, if its flags do not say otherwise. */
  followUp(application: string, token: string, body: object, files: readonly Upload[] = []) {
    return this.#send("post", Routes.webhook(application, token), body, files, false);
  }

  /** A further message of an interaction, by its id. */
  editFollowUp(application: string, token: string, message: string, body: object, files: readonly Upload[] = []) {
    return this.#send("patch", Routes.webhookMessage(application, token, message), body, files, false);
  }

  deleteMessage(channel: string, message: string): Promise<DiscordOutcome<unknown>> {
    return this.#authorized(() => this.#rest.delete(Routes.channelMessage(channel, message)));
  }

  editMessage(channel: string, message: string, body: object, files: readonly Upload[] = []) {
    return this.#send("patch", Routes.channelMessage(channel, message), body, files, true);
  }

  /** A new message; Discord makes only one of several tries with the same `nonce` (at most 25 characters). */
  sendMessage(channel: string, body: object, files: readonly Upload[], nonce: string) {
    const route = Routes.channelMessages(channel);
    return this.#send("post", route, { ...body, nonce, enforce_nonce: true }, files, true);
  }

  async openDirectMessage(user: string): Promise<DiscordOutcome<{ id: string }>> {
    const body = { recipient_id: user };
    return parsed(await this.#authorized(() => this.#rest.post(Routes.userChannels(), { body })));
  }

  /** Null where Discord does not say it within `timeLimitMs`: an interaction waits for it. */
  async channel(id: string, timeLimitMs: number): Promise<ChannelFacts | null> {
    const signal = AbortSignal.timeout(timeLimitMs);
    const outcome = await this.#authorized(() => this.#rest.get(Routes.channel(id), { signal }));
    const channel = channelObject.safeParse(outcome.ok ? outcome.value : null);
    if (!channel.success) return null;
    const { thread_metadata, parent_id, nsfw } = channel.data;
    return { isThread: thread_metadata !== undefined, parentId: parent_id ?? null, ageRestricted: nsfw ?? false };
  }

  /** Whether we may write there; true where Discord does not say otherwise within `timeLimitMs`. It shows people for a moment that we type. */
  async mayWrite(channel: string, timeLimitMs: number): Promise<boolean> {
    const signal = AbortSignal.timeout(timeLimitMs);
    const outcome = await this.#authorized(() => this.#rest.post(Routes.channelTyping(channel), { signal }));
    return outcome.ok || !(outcome.kind === "forbidden" || outcome.kind === "channel_gone");
  }

  /** What someone is called in a guild; null where Discord does not say it within `timeLimitMs`. */
  async memberName(guild: string, user: string, timeLimitMs: number): Promise<string | null> {
    const signal = AbortSignal.timeout(timeLimitMs);
    const outcome = await this.#authorized(() => this.#rest.get(Routes.guildMember(guild, user), { signal }));
    const member = memberObject.safeParse(outcome.ok ? outcome.value : null);
    if (!member.success) return null;
    const { nick, user: person } = member.data;
    return nick ?? person.global_name ?? person.username;
  }

  /** Discord's code of the language that a guild chose; null where it does not say it within `timeLimitMs`. */
  async guildLanguage(guild: string, timeLimitMs: number): Promise<string | null> {
    const signal = AbortSignal.timeout(timeLimitMs);
    const outcome = await this.#authorized(() => this.#rest.get(Routes.guild(guild), { signal }));
    const found = guildObject.safeParse(outcome.ok ? outcome.value : null);
    return found.success ? found.data.preferred_locale : null;
  }

  /** One of the routes about the bot itself: discord-application.ts. */
  askAsBot(method: "get" | "delete", route: RouteLike, timeLimitMs: number, query = new URLSearchParams()) {
    const signal = AbortSignal.timeout(timeLimitMs);
    return this.#authorized(() => this.#rest[method](route, { signal, query }));
  }

  /** Replaces what is there: discord-commands.ts. */
  putAsBot(route: RouteLike, body: unknown) {
    return this.#authorized(() => this.#rest.put(route, { body }));
  }

  async #send(
    method: "post" | "patch",
    route: RouteLike,
    body: object,
    files: readonly Upload[],
    auth: boolean,
  ): Promise<DiscordOutcome<SentMessage>> {
    const content = files.length === 0 ? { body } : { ...(await multipart(body, files)), passThroughBody: true };
    const send = () => (auth ? this.#rest : this.#byToken)[method](route, { ...content, auth });
    return parsed(await (auth ? this.#authorized(send) : byToken(send)));
  }

  /** discord.js forgets its token after a single 401; the next call shall try again rather than fail by itself. */
  async #authorized(request: () => Promise<unknown>): Promise<DiscordOutcome<unknown>> {
    const outcome = await attempt(request);
    if (!outcome.ok && outcome.kind === "unauthorized") this.#rest.setToken(this.#token);
    return outcome;
  }
}

async function attempt(request: () => Promise<unknown>): Promise<DiscordOutcome<unknown>> {
  try {
    return { ok: true, value: await request() };
  } catch (error) {
    return { ok: false, ...classify(error) };
  }
}

/** Where only the interaction's token goes along, a 401 speaks of that one, also before its fifteen minutes are over. */
async function byToken(request: () => Promise<unknown>): Promise<DiscordOutcome<unknown>> {
  const outcome = await attempt(request);
  return !outcome.ok && outcome.kind === "unauthorized" ? { ...outcome, kind: "token_dead" } : outcome;
}

function classify(error: unknown): { kind: DiscordErrorKind; code: number | string } {
  if (error instanceof DiscordAPIError) {
    const known = typeof error.code === "number" ? CODES[error.code] : undefined;
    return { kind: known ?? kindOfStatus(error.status), code: error.code };
  }
  if (error instanceof HTTPError) return { kind: kindOfStatus(error.status), code: error.status };
  return { kind: "down", code: error instanceof Error ? `${error.name} ${error.message}`.slice(0, 200) : "unknown" };
}

function kindOfStatus(status: number): DiscordErrorKind {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "message_gone";
  if (status === 413) return "too_large";
  return status >= 500 ? "down" : "refused";
}

function parsed(outcome: DiscordOutcome<unknown>): DiscordOutcome<SentMessage> {
  if (!outcome.ok) return outcome;
  const message = created.safeParse(outcome.value);
  if (!message.success) return { ok: false, kind: "down", code: "unreadable" };
  return { ok: true, value: { ...message.data, files: attachedFiles(outcome.value) } };
}
