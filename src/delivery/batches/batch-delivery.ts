import type { Clock } from "../../clock.ts";
import type { BatchPage, ShownEnd, ShownFile } from "../../jobs/batch-page.ts";
import type { BatchStore } from "../../jobs/batch-store.ts";
import type { BatchPlace, Job, SavedJob, StoppedJob } from "../../jobs/job.ts";
import type { Progress } from "../../jobs/progress.ts";
import { MOST_FILES, REQUEST_LIMIT_BYTES } from "../../jobs/request-bounds.ts";
import type { Archive } from "../../media/archive.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { AttachedFile, SentMessage } from "../attached-files.ts";
import type { Delivered } from "../delivered.ts";
import type { DiscordApi, DiscordOutcome } from "../discord-api.ts";
import { EditQueue } from "../edit-queue.ts";
import { isGone, OUT_OF_REACH } from "../reach.ts";
import type { ReplyBody } from "../reply.ts";
import type { Turns } from "../turns.ts";
import { UPLOAD_SCALES } from "../upload.ts";
import { filesOf } from "./page-alt.ts";
import { bytesOf, fitPageFiles, type PicturedJob } from "./page-files.ts";
import { isOver, type PageView, viewOf } from "./page-jobs.ts";
import { PageMessages } from "./page-messages.ts";
import { pageReply } from "./page-reply.ts";

type Sent = DiscordOutcome<SentMessage>;
type BatchJob = Job & { readonly batch: BatchPlace };
type EndedJob = (SavedJob | StoppedJob) & { readonly batch: BatchPlace };

/** Ends that one edit shows: those that come while the edit before it is under way. */
interface Gathering {
  readonly jobs: EndedJob[];
  readonly outcome: Promise<Delivered | "gone">;
}

export interface BatchDeliveryOptions {
  readonly api: DiscordApi;
  readonly archive: Archive;
  readonly models: ModelCatalog;
  readonly clock: Clock;
  readonly batches: BatchStore;
  /** Whether the pictures posted there may carry what they were made with. */
  readonly parametersInFiles: (guildId: string | null) => Promise<boolean>;
  /** Of messages that several jobs share, by batch and page. */
  readonly turns?: Turns | undefined;
}

/** Shows the jobs of batches: several share a message, which fills up as they end. */
export class BatchDelivery {
  readonly #options: BatchDeliveryOptions;
  readonly #messages: PageMessages;
  readonly #edits: EditQueue;
  /** What is known of jobs under way beyond their rows. */
  readonly #progress = new Map<string, Progress>();
  readonly #gathering = new Map<string, Gathering>();
  #refreshes = 0;
  readonly #opening = new Map<string, Promise<Sent>>();

  constructor(options: BatchDeliveryOptions) {
    this.#options = options;
    this.#messages = new PageMessages(options.api, options.clock);
    this.#edits = new EditQueue(options.clock, options.turns);
  }

  progress(job: BatchJob, progress: Progress): void {
    this.#progress.set(job.id, progress);
    this.#refresh(job.batch, `${job.id} ${JSON.stringify(progress)}`);
  }

  /** Somebody else runs a job whose place was shown here. */
  forget({ id }: BatchJob): void {
    this.#progress.delete(id);
  }

  /** Shows how a job ended. "gone": its message is out of reach. */
  show(job: EndedJob): Promise<Delivered | "gone"> {
    const key = keyOf(job.batch);
    const open = this.#gathering.get(key);
    const gathering = open !== undefined && fits(open, job) ? open : this.#gather(key, job.batch);
    gathering.jobs.push(job);
    return gathering.outcome;
  }

  /** The message says that a job's files went to its member directly, where it still can. */
  async moved({ id, batch }: BatchJob): Promise<void> {
    await this.#edits.between(keyOf(batch), async () => {
      const page = await this.#options.batches.page(batch.id, batch.page);
      const end: ShownEnd = { job: id, moved: true, leftOut: [], files: [] };
      if (page !== null) await this.#put(page, [...page.shown, end]);
    });
  }

  /** Takes a job's pictures out of its message. @returns whether that is shown, or there is no message any more */
  async showRemoved(job: BatchJob): Promise<"shown" | "gone" | "failed"> {
    const { batch, id } = job;
    const sent = await this.#edits.between(keyOf(batch), async () => {
      const page = await this.#options.batches.page(batch.id, batch.page);
      if (page === null) return OUT_OF_REACH;
      const removed = (each: Job): Job => (each.id === id ? { ...each, deletedAt: this.#options.clock.now() } : each);
      const kept = page.shown.filter((end) => end.job !== id);
      return this.#put({ ...page, jobs: page.jobs.map(removed), all: page.all.map(removed) }, kept);
    });
    if (sent.ok) return "shown";
    return sent.kind === "message_gone" || sent.kind === "channel_gone" ? "gone" : "failed";
  }

  /** The message that shows a job; a further one of its batch is sent now, below the first. */
  async findMessage({ batch }: BatchJob): Promise<DiscordOutcome<{ id: string }>> {
    const { batches } = this.#options;
    const page = await batches.page(batch.id, batch.page);
    if (page === null) return OUT_OF_REACH;
    if (page.messageId !== null) return { ok: true, value: { id: page.messageId } };
    const key = keyOf(batch);
    const opening = this.#opening.get(key) ?? this.#open(page).finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  /** A batch's first message as it is at first. */
  firstReply(page: BatchPage, places: ReadonlyMap<string, number>): ReplyBody {
    const progressOf = ({ id }: Job): Progress => ({ phase: "queued", place: places.get(id) ?? 1 });
    return pageReply(viewOf(page, { models: this.#options.models, progressOf }), localeOf(page));
  }

  /** Shows a message anew, soon: what it tells of other messages may have changed. */
  refresh(id: string, page: number): void {
    this.#refreshes += 1;
    this.#refresh({ id, page, place: 0 }, `refresh ${this.#refreshes}`, "must");
  }

  stop(): Promise<void> {
    return this.#edits.stop();
  }

  #gather(key: string, batch: BatchPlace): Gathering {
    const jobs: EndedJob[] = [];
    const outcome = this.#edits.between(key, () => {
      if (this.#gathering.get(key)?.jobs === jobs) this.#gathering.delete(key);
      return this.#showAll(jobs, batch);
    });
    const gathering = { jobs, outcome };
    this.#gathering.set(key, gathering);
    return gathering;
  }

  async #showAll(jobs: readonly EndedJob[], batch: BatchPlace): Promise<Delivered | "gone"> {
    const page = await this.#options.batches.page(batch.id, batch.page);
    for (const { id } of jobs) this.#progress.delete(id);
    if (page === null || page.messageId === null) {
      if (batch.page > 0) this.refresh(batch.id, 0);
      return "gone";
    }
    const ids = new Set<string>(jobs.map(({ id }) => id));
    const before = page.shown.filter(({ job }) => !ids.has(job));
    let sent = await this.#upload(page, before.every(isNamed) ? before : [], before, ids);
    // What is kept could not be named again: then all of it comes anew.
    if (!sent.ok && sent.kind === "refused" && before.length > 0) sent = await this.#upload(page, [], before, ids);
    if (sent.ok) return { outcome: "shown", where: "reply" };
    if (isGone(sent.kind)) return "gone";
    const worthAnotherTry = sent.kind === "down" || sent.kind === "unauthorized";
    return { outcome: worthAnotherTry ? "later" : "impossible", code: sent.code };
  }

  /** One edit that brings the files of the jobs that end now, and of those before them that are not `kept` as they are. */
  async #upload(
    page: BatchPage,
    kept: readonly ShownEnd[],
    before: readonly ShownEnd[],
    ending: ReadonlySet<string>,
  ): Promise<Sent> {
    const moved = before.filter((end) => end.moved && !kept.includes(end));
    const known = new Set<string>([...kept, ...moved].map(({ job }) => job));
    const shownOnce = new Set<string>(before.map(({ job }) => job));
    const jobs = page.jobs.flatMap((job): PicturedJob[] => {
      if (job.state !== "delivered" && job.state !== "saved") return [];
      // What was taken out of the message stays out of it.
      if (!(ending.has(job.id) || shownOnce.has(job.id)) || known.has(job.id) || job.deletedAt !== null) return [];
      return [{ ...job, definition: this.#options.models.byEndpoint(job.model) }];
    });
    const parametersInFiles = await this.#options.parametersInFiles(page.jobs[0]?.origin.guildId ?? null);
    const room = MOST_FILES - kept.reduce((sum, { files }) => sum + files.length, 0);
    let sent: Sent = OUT_OF_REACH;
    for (const scale of UPLOAD_SCALES) {
      const { archive } = this.#options;
      const fitted = await fitPageFiles(jobs, { archive, parametersInFiles, scale, room });
      if (!fitted.ok) return { ok: false, kind: "down", code: fitted.error.detail };
      const { ends, uploads, discard } = fitted.page;
      sent = await this.#put(page, [...kept, ...moved, ...ends], uploads).finally(discard);
      if (sent.ok || sent.kind !== "too_large") return sent;
    }
    return sent;
  }

  /** Shows a message so, and writes down what it shows then. */
  async #put(
    page: BatchPage,
    shown: readonly ShownEnd[],
    uploads: Parameters<PageMessages["edit"]>[2] = [],
  ): Promise<Sent> {
    const view = this.#viewOf({ ...page, shown });
    const body = { ...pageReply(view, localeOf(page)), attachments: entriesOf(view, uploads) };
    const sent = await this.#messages.edit(page, body, uploads);
    if (!sent.ok) return sent;
    const over = view.jobs.every(isOver);
    const named = shown.map((end) => ({ ...end, files: end.files.map((file) => namedBy(file, sent.value.files)) }));
    await this.#options.batches.keepShown(page.batchId, page.page, named, over);
    if (over) this.#edits.forget(keyOf({ id: page.batchId, page: page.page }));
    return sent;
  }

  #refresh(batch: BatchPlace, state: string, how: "may" | "must" = "may"): void {
    const edit = async () => {
      const page = await this.#options.batches.page(batch.id, batch.page);
      if (page === null || page.messageId === null || page.jobs.length === 0) return;
      const view = this.#viewOf(page);
      const attachments = page.shown.every(isNamed) ? { attachments: entriesOf(view, []) } : {};
      await this.#messages.edit(page, { ...pageReply(view, localeOf(page)), ...attachments }, []);
    };
    this.#edits.push(keyOf(batch), state, edit, how);
  }

  async #open(page: BatchPage): Promise<Sent> {
    const { batches } = this.#options;
    const { batchId } = page;
    const first = page.page === 0 ? page : await batches.page(batchId, 0);
    if (first === null) return OUT_OF_REACH;
    if (first.messageId === null) {
      const found = await this.#messages.original(first);
      if (found.ok) await batches.messageStands(batchId, 0, found.value.id);
      if (!found.ok || page.page === 0) return found;
      return this.#openBelow(page, found.value.id);
    }
    return this.#openBelow(page, first.messageId);
  }

  async #openBelow(page: BatchPage, firstId: string): Promise<Sent> {
    const body = pageReply(this.#viewOf(page), localeOf(page));
    const opened = await this.#messages.open(page, firstId, body);
    if (opened.ok) await this.#options.batches.messageStands(page.batchId, page.page, opened.value.id);
    this.refresh(page.batchId, 0);
    // Where nothing can be written, the jobs go on all the same: their pictures come directly.
    return !opened.ok && isGone(opened.kind) ? { ok: true, value: { id: firstId, flags: 0, files: [] } } : opened;
  }

  #viewOf(page: BatchPage): PageView {
    const progressOf = ({ id }: Job) => this.#progress.get(id) ?? null;
    return viewOf(page, { models: this.#options.models, progressOf });
  }
}

function keyOf({ id, page }: Pick<BatchPlace, "id" | "page">): string {
  return `${id}.${page}`;
}

function localeOf({ jobs }: BatchPage) {
  return jobs[0]?.origin.locale ?? "en-US";
}

/** Whether one request can bring this job's files together with those of the others. */
function fits({ jobs }: Gathering, job: EndedJob): boolean {
  const bytes = [...jobs, job].reduce((sum, each) => sum + (each.state === "saved" ? bytesOf(each) : 0), 0);
  return bytes <= REQUEST_LIMIT_BYTES;
}

function isNamed({ files }: ShownEnd): boolean {
  return files.every(({ attachment }) => attachment !== null);
}

function namedBy(file: ShownFile, sent: readonly AttachedFile[]): ShownFile {
  const found = sent.find(({ name }) => name === file.name);
  return found === undefined ? file : { ...file, attachment: found.id };
}

/** The list of attachments is what the message has from then on: what is kept by its id, what is new by its place. */
function entriesOf(view: PageView, uploads: readonly { readonly name: string }[]) {
  return filesOf(view).flatMap(({ attachment, name, alt, mime }) => {
    const index = uploads.findIndex((upload) => upload.name === name);
    const id = attachment ?? (index < 0 ? null : String(index));
    const description = /^(image|video)\//.test(mime) ? { description: alt } : {};
    return id === null ? [] : [{ id, filename: name, ...description }];
  });
}
