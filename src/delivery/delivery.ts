import type { Clock } from "../clock.ts";
import { type DeliveredJob, isOfBatch, type Job, type SavedJob, type StoppedJob } from "../jobs/job.ts";
import type { Progress } from "../jobs/progress.ts";
import type { Archive } from "../media/archive.ts";
import type { ModelCatalog } from "../models/catalog.ts";
import { type Attachments, fitAttachments } from "./attachments.ts";
import type { BatchDelivery } from "./batches/batch-delivery.ts";
import type { Delivered } from "./delivered.ts";
import type { DiscordApi, DiscordOutcome } from "./discord-api.ts";
import { EditQueue } from "./edit-queue.ts";
import { finishedReply } from "./finished-reply.ts";
import { offeredWith } from "./going-on-rows.ts";
import { movedReply, sentDirectly } from "./moved-reply.ts";
import { progressReply } from "./progress-reply.ts";
import { isGone, OUT_OF_REACH, tokenLives } from "./reach.ts";
import { removedReply } from "./removed-reply.ts";
import type { ReplyBody, ToldJob } from "./reply.ts";
import { shownReply } from "./shown-reply.ts";
import { stoppedReply } from "./stopped-reply.ts";
import type { Turns } from "./turns.ts";
import { UPLOAD_SCALES, type Upload } from "./upload.ts";

type Sent = DiscordOutcome<{ id: string }>;

export interface DeliveryOptions {
  readonly api: DiscordApi;
  readonly archive: Archive;
  readonly models: ModelCatalog;
  readonly clock: Clock;
  /** Shows the jobs that share messages. */
  readonly batches: BatchDelivery;
  /** Whether the pictures posted there may carry what they were made with. */
  readonly parametersInFiles: (guildId: string | null) => Promise<boolean>;
  /** Of messages that show one job, by its id. */
  readonly turns?: Turns | undefined;
}

/** Shows jobs to people: edits of the reply while a job goes on, and its end. */
export class Delivery {
  readonly #api: DiscordApi;
  readonly #archive: Archive;
  readonly #models: ModelCatalog;
  readonly #clock: Clock;
  readonly #parametersInFiles: (guildId: string | null) => Promise<boolean>;
  readonly #edits: EditQueue;
  readonly #batches: BatchDelivery;

  constructor(options: DeliveryOptions) {
    this.#api = options.api;
    this.#archive = options.archive;
    this.#models = options.models;
    this.#clock = options.clock;
    this.#parametersInFiles = options.parametersInFiles;
    this.#edits = new EditQueue(options.clock, options.turns);
    this.#batches = options.batches;
  }

  /** Shows where a job is, soon; a state that is overtaken is never shown. Failures are left to the next edit. */
  progress(job: Job, progress: Progress): void {
    if (isOfBatch(job)) {
      this.#batches.progress(job, progress);
      return;
    }
    const body = progressReply(this.#told(job), progress);
    this.#edits.push(job.id, JSON.stringify(body.components), () => this.#edit(job, body, []));
  }

  /** Somebody else runs a job whose place was shown here. */
  forget(job: Job): void {
    if (isOfBatch(job)) this.#batches.forget(job);
    else this.#edits.forget(job.id);
  }

  /** Shows the pictures, in the reply or, where that is no more, wherever their member can still see them. */
  async finish(job: SavedJob): Promise<Delivered> {
    if (!isOfBatch(job)) return this.#finish(job);
    const shown = await this.#batches.show(job);
    if (shown !== "gone") return shown;
    const delivered = await this.#finish(job);
    if (delivered.outcome === "shown") await this.#batches.moved(job);
    return delivered;
  }

  async #finish(job: SavedJob): Promise<Delivered> {
    const parametersInFiles = await this.#parametersInFiles(job.origin.guildId);
    for (const scale of UPLOAD_SCALES) {
      const fitted = await fitAttachments(this.#told(job), this.#archive, { scale, parametersInFiles });
      if (!fitted.ok) return { outcome: "later", code: fitted.error.detail };
      const { attachments } = fitted;
      try {
        const delivered = await this.#edits.finish(job.id, () => this.#deliver(job, attachments));
        if (delivered !== "too large") return delivered;
      } finally {
        await attachments.discard();
      }
    }
    return { outcome: "impossible", code: "too large" };
  }

  /** Shows how a job without pictures ended, where its reply is gone to its member directly. A cancel is known to them. */
  async tell(job: StoppedJob): Promise<Delivered> {
    const shown = isOfBatch(job) ? await this.#batches.show(job) : "gone";
    if (shown !== "gone") return shown;
    // Where its member read something else instead, that stays.
    const reply = isOfBatch(job) || job.messageId !== null ? null : await this.findReply(job);
    if (reply?.ok === false) return lost(reply);
    const body = stoppedReply(this.#told(job));
    const edited = await this.#edits.finish(job.id, () => this.#edit(job, body, []));
    if (edited.ok) return { outcome: "shown", where: "reply" };
    if (!isGone(edited.kind) || job.state === "canceled") return lost(edited);
    const sent = await this.#sendDirectly(job, body, []);
    return sent.ok ? { outcome: "shown", where: "direct message" } : lost(sent);
  }

  /** Shows that a moderator removed what a job had made. */
  async showRemoved(job: DeliveredJob | StoppedJob, reason: string): Promise<boolean> {
    if (isOfBatch(job)) return (await this.#batches.showRemoved(job)) === "shown";
    const shown = await this.#edits.finish(job.id, () => this.#edit(job, removedReply(job, reason), []));
    return shown.ok;
  }

  /** The reply's message, as Discord knows it by the interaction's token. */
  findReply(job: Job): Promise<Sent> {
    if (isOfBatch(job)) return this.#batches.findMessage(job);
    const { interactionToken, applicationId } = job.origin;
    if (interactionToken === null || !this.#tokenLives(job)) return Promise.resolve(OUT_OF_REACH);
    return shownReply(this.#api, applicationId, interactionToken);
  }

  /** Sends no more progress; resolves when the edits on their way have arrived. */
  async stop(): Promise<void> {
    await Promise.all([this.#edits.stop(), this.#batches.stop()]);
  }

  async #deliver(job: SavedJob, { uploads, shown, leftOut }: Attachments): Promise<Delivered | "too large"> {
    const told = this.#told(job);
    const offered = offeredWith(this.#models.all);
    const edited = await this.#edit(job, finishedReply(told, shown, leftOut, offered), uploads);
    if (edited.ok) return { outcome: "shown", where: "reply" };
    if (edited.kind === "too_large") return "too large";
    if (!isGone(edited.kind)) return lost(edited);
    const there = { ...told, terms: { ...told.terms, ephemeral: false, privately: false } };
    const sent = await this.#sendDirectly(job, finishedReply(there, shown, leftOut, offered), uploads);
    if (!sent.ok) return sent.kind === "too_large" ? "too large" : lost(sent);
    // The reply may still stand where only files are not allowed: it must not look as if it went on.
    if (edited.kind === "forbidden") await this.#edit(job, movedReply(told), []);
    return { outcome: "shown", where: "direct message" };
  }

  async #sendDirectly(job: SavedJob | StoppedJob, body: ReplyBody, uploads: readonly Upload[]): Promise<Sent> {
    const channel = await this.#api.openDirectMessage(job.origin.userId);
    if (!channel.ok) return channel;
    return this.#api.sendMessage(channel.value.id, sentDirectly(job, body), uploads, nonceOf(job));
  }

  #told<J extends Job>(job: J): J & Pick<ToldJob, "definition"> {
    return { ...job, definition: this.#models.byEndpoint(job.model) };
  }

  /** Through the interaction's token while it lives, then through the channel. */
  async #edit(job: Job, body: ReplyBody, uploads: readonly Upload[]): Promise<Sent> {
    // Its batch's message is out of reach by now.
    if (isOfBatch(job)) return OUT_OF_REACH;
    const { interactionToken, applicationId, channelId } = job.origin;
    if (interactionToken !== null && this.#tokenLives(job)) {
      const edited = await this.#api.editOriginal(applicationId, interactionToken, body, uploads);
      if (edited.ok || edited.kind !== "token_dead") return edited;
    }
    // An ephemeral message, and one in a place where we are not, is out of every other reach.
    if (job.messageId === null || job.terms.ephemeral || job.origin.byTokenOnly) return OUT_OF_REACH;
    return this.#api.editMessage(channelId, job.messageId, body, uploads);
  }

  #tokenLives(job: Job): boolean {
    return tokenLives(job.origin.interactionCreatedAt, this.#clock.now());
  }
}

function lost(failure: Extract<Sent, { ok: false }>): Delivered {
  const worthAnotherTry = failure.kind === "down" || failure.kind === "unauthorized";
  return { outcome: worthAnotherTry ? "later" : "impossible", code: failure.code };
}

/** Discord keeps a nonce of 25 characters; with it a repeated send makes one message, for each end a job can have. */
function nonceOf(job: SavedJob | StoppedJob): string {
  return `${job.state === "saved" ? "p" : "s"}${job.id.replaceAll("-", "").slice(0, 24)}`;
}
