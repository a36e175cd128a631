import type { Clock } from "../../clock.ts";
import type { BatchPage } from "../../jobs/batch-page.ts";
import type { SentMessage } from "../attached-files.ts";
import type { DiscordApi, DiscordOutcome } from "../discord-api.ts";
import { isGone, OUT_OF_REACH, tokenLives } from "../reach.ts";
import type { ReplyBody } from "../reply.ts";
import { shownReply } from "../shown-reply.ts";
import type { Upload } from "../upload.ts";

type Sent = DiscordOutcome<SentMessage>;

const EPHEMERAL = 1 << 6;

/** The ways to a batch's messages: the first answers an interaction, those that follow are sent below it. */
export class PageMessages {
  readonly #api: DiscordApi;
  readonly #clock: Clock;

  constructor(api: DiscordApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** The first message, as Discord knows it by its interaction's token. */
  original({ token, jobs }: BatchPage): Promise<Sent> {
    const [job] = jobs;
    if (job === undefined || token === null || !this.#lives(token.at)) return Promise.resolve(OUT_OF_REACH);
    return shownReply(this.#api, job.origin.applicationId, token.value);
  }

  /** A further one, below the first. Where we may not write ourselves, by way of the interaction while that lives. */
  async open(page: BatchPage, firstId: string, body: ReplyBody): Promise<Sent> {
    const [job] = page.jobs;
    if (job === undefined) return OUT_OF_REACH;
    let failed: Sent = OUT_OF_REACH;
    if (!onlyByToken(page)) {
      const { channelId } = job.origin;
      const reference = { message_reference: { message_id: firstId, fail_if_not_exists: false } };
      failed = await this.#api.sendMessage(channelId, { ...body, ...reference }, [], nonceOf(page));
      // A reply needs the right to read what was said before; a message does not.
      if (!failed.ok && (failed.kind === "refused" || failed.kind === "forbidden"))
        failed = await this.#api.sendMessage(channelId, body, [], nonceOf(page));
      if (failed.ok || !isGone(failed.kind)) return failed;
    }
    const { token, applicationId } = this.#livingToken(page) ?? {};
    if (token === undefined || applicationId === undefined) return failed;
    const flags = page.jobs.every(({ terms }) => terms.ephemeral) ? body.flags | EPHEMERAL : body.flags;
    return this.#api.followUp(applicationId, token, { ...body, flags });
  }

  async edit(page: BatchPage, body: ReplyBody, uploads: readonly Upload[]): Promise<Sent> {
    const [job] = page.jobs;
    const { messageId, token } = page;
    if (job === undefined || messageId === null) return OUT_OF_REACH;
    const { applicationId, channelId } = job.origin;
    if (token !== null && this.#lives(token.at)) {
      const edited = await this.#api.editOriginal(applicationId, token.value, body, uploads);
      if (edited.ok || edited.kind !== "token_dead") return edited;
    }
    let failed: Sent = OUT_OF_REACH;
    if (!onlyByToken(page)) {
      failed = await this.#api.editMessage(channelId, messageId, body, uploads);
      if (failed.ok || failed.kind !== "forbidden") return failed;
    }
    const living = page.page === 0 ? null : this.#livingToken(page);
    return living === null ? failed : this.#api.editFollowUp(applicationId, living.token, messageId, body, uploads);
  }

  /** Of a job under way: the interaction that asked for it can still speak. */
  #livingToken({ jobs }: BatchPage): { token: string; applicationId: string } | null {
    for (const { origin } of jobs) {
      const { interactionToken: token, interactionCreatedAt, applicationId } = origin;
      if (token !== null && this.#lives(interactionCreatedAt)) return { token, applicationId };
    }
    return null;
  }

  #lives(at: number): boolean {
    return tokenLives(at, this.#clock.now());
  }
}

/** An ephemeral message, and one in a place where we are not, is out of every other reach. */
function onlyByToken({ jobs }: BatchPage): boolean {
  return jobs.every(({ terms, origin }) => terms.ephemeral || origin.byTokenOnly);
}

/** Discord keeps a nonce of 25 characters; with it a repeated send makes one message. */
function nonceOf({ batchId, page }: BatchPage): string {
  return `b${String(page).padStart(2, "0")}${batchId.replaceAll("-", "").slice(0, 22)}`;
}
