import type { Clock } from "../clock.ts";
import type { Collection } from "../store.ts";
import type { Failure, QueueRequest, ResultFile } from "./request.ts";
import type { LiveSettings } from "./settings.ts";

/** How a run ended. */
export type Outcome =
  | {
      readonly ok: true;
      readonly files: readonly ResultFile[];
      readonly output: string;
      readonly chargedUsd: number;
    }
  | { readonly ok: false; readonly failure: Failure };

/** The model behind the queue. */
export interface Work {
  /** How long a worker is busy with the request, by the clock. */
  durationMs(request: QueueRequest): number;
  /** Makes the files, in real time; never rejects. */
  run(request: QueueRequest, signal: AbortSignal): Promise<Outcome>;
}

export type CancelAnswer = "removed" | "asked" | "too-late";

/** Held requests wait behind this many milliseconds' worth of people who are not there, so that positions fall. */
const PRETENDED_TURN_MS = 5000;

/** How long a caller waits for files that should be there, before it hears that they are still made. */
const PATIENCE_MS = 1000;

interface Run {
  readonly work: Promise<Outcome>;
  readonly abort: AbortController;
  readonly dueAt: number;
  readonly stopTimer: () => void;
}

/**
 * Queue and workers. A worker is busy for the request's duration by the clock, while the drawing takes real time: when
 * the time is up the worker is free at once, and whoever asks for the request first waits for its files (`settle`).
 * So a clock that jumps gives the same story as one that walks.
 */
export class RelayQueue {
  readonly #requests: Collection<QueueRequest>;
  readonly #settings: LiveSettings;
  readonly #clock: Clock;
  readonly #work: Work;
  readonly #waiting: string[] = [];
  readonly #timers = new Map<string, (() => void)[]>();
  readonly #running = new Map<string, Run>();
  readonly #settling = new Map<string, { readonly settled: Promise<void>; readonly abort: AbortController }>();
  /** All that still draws or writes, canceled runs too. */
  readonly #atWork = new Set<Promise<unknown>>();
  readonly #finished: (request: QueueRequest) => void;
  #stopped = true;

  /** `finished` hears of every request that is over, however it ended. */
  constructor(
    requests: Collection<QueueRequest>,
    settings: LiveSettings,
    clock: Clock,
    work: Work,
    finished: (request: QueueRequest) => void = () => {},
  ) {
    this.#requests = requests;
    this.#finished = finished;
    this.#settings = settings;
    this.#clock = clock;
    this.#work = work;
    settings.onChange(() => this.#startNext());
  }

  /** Takes up what a former process left: waiting requests wait on, running ones start again before them. */
  start(): void {
    this.#stopped = false;
    const open = this.#requests.values().filter(({ state }) => state === "queued" || state === "running");
    const wereRunning = open.filter(({ state }) => state === "running");
    for (const { requestId, startedAt, durationMs, ...rest } of wereRunning) {
      this.#requests.set(requestId, { ...rest, requestId, state: "queued" });
    }
    for (const request of [...wereRunning, ...open.filter(({ state }) => state === "queued")]) this.#enqueue(request);
    this.#startNext();
  }

  /** Stops every timer and waits until nothing is drawn or written any more. What ran is still `running` in the store. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timers of this.#timers.values()) for (const stopTimer of timers) stopTimer();
    this.#timers.clear();
    const runs = [...this.#running.values()];
    for (const run of runs) run.stopTimer();
    for (const { abort } of [...runs, ...this.#settling.values()]) abort.abort();
    await Promise.all(this.#atWork);
    this.#running.clear();
  }

  accept(request: QueueRequest): void {
    this.#requests.set(request.requestId, request);
    this.#enqueue(request);
    this.#startNext();
  }

  find(requestId: string): QueueRequest | undefined {
    return this.#requests.get(requestId);
  }

  all(): QueueRequest[] {
    return this.#requests.values();
  }

  /** How many go first; 0 for the next one, and for those that only wait for a free worker to be found. */
  position(requestId: string): number {
    const request = this.#requests.get(requestId);
    if (request === undefined || request.state !== "queued") return 0;
    const free = Math.max(0, this.#settings.current.workers - this.#running.size);
    const ahead = this.#inOrder().findIndex((other) => other.requestId === requestId) - free;
    const heldMs = Math.max(0, request.notBefore - this.#clock.now());
    return Math.max(0, ahead) + Math.floor(heldMs / PRETENDED_TURN_MS);
  }

  cancel(requestId: string): CancelAnswer {
    const request = this.#requests.get(requestId);
    if (request?.state === "queued") {
      this.#leaveQueue(requestId);
      this.#finish(request, { state: "canceled" });
      this.#startNext();
      return "removed";
    }
    const run = this.#running.get(requestId);
    if (request === undefined || run === undefined) return "too-late";
    if (this.#settings.current.cancelWhileRunning === "goes-on") return "asked";
    run.stopTimer();
    run.abort.abort();
    this.#running.delete(requestId);
    this.#finish(request, { state: "canceled" });
    this.#startNext();
    return "asked";
  }

  /** Resolves when the request is as far as the clock says: at once, unless its time is up and it is still made. */
  async settle(requestId: string): Promise<void> {
    const settling = this.#settling.get(requestId);
    if (settling === undefined) return;
    const { promise: patienceEnds, resolve } = Promise.withResolvers<void>();
    const stopTimer = this.#clock.after(PATIENCE_MS, resolve);
    await Promise.race([settling.settled, patienceEnds]);
    stopTimer();
  }

  #enqueue(request: QueueRequest): void {
    this.#waiting.push(request.requestId);
    const now = this.#clock.now();
    this.#timers.set(request.requestId, []);
    if (request.notBefore > now) this.#wakeAt(request);
    if (request.startBy !== undefined) {
      const stopTimer = this.#clock.after(Math.max(0, request.startBy - now), () => this.#giveUp(request.requestId));
      this.#timers.get(request.requestId)?.push(stopTimer);
    }
  }

  /** Timers of the machine may fire a millisecond before the clock is there: then it waits for the rest. */
  #wakeAt(request: QueueRequest): void {
    const stopTimer = this.#clock.after(request.notBefore - this.#clock.now(), () => {
      if (request.notBefore > this.#clock.now()) this.#wakeAt(request);
      else this.#startNext();
    });
    this.#timers.get(request.requestId)?.push(stopTimer);
  }

  #leaveQueue(requestId: string): void {
    const index = this.#waiting.indexOf(requestId);
    if (index >= 0) this.#waiting.splice(index, 1);
    for (const stopTimer of this.#timers.get(requestId) ?? []) stopTimer();
    this.#timers.delete(requestId);
  }

  /** Normal priority before low, then as they came. */
  #inOrder(): QueueRequest[] {
    const waiting = this.#waiting.flatMap((requestId) => this.#requests.get(requestId) ?? []);
    return [
      ...waiting.filter(({ priority }) => priority === "normal"),
      ...waiting.filter(({ priority }) => priority === "low"),
    ];
  }

  #startNext(): void {
    while (!this.#stopped && this.#running.size < this.#settings.current.workers) {
      const next = this.#inOrder().find(({ notBefore }) => notBefore <= this.#clock.now());
      if (next === undefined) return;
      this.#leaveQueue(next.requestId);
      this.#run(next);
    }
  }

  #run(queued: QueueRequest): void {
    const { requestId } = queued;
    const startedAt = this.#clock.now();
    const durationMs = this.#work.durationMs(queued);
    const request: QueueRequest = { ...queued, state: "running", startedAt, durationMs };
    this.#requests.set(requestId, request);
    const abort = new AbortController();
    const work = this.#work.run(request, abort.signal).finally(() => this.#atWork.delete(work));
    this.#atWork.add(work);
    this.#running.set(requestId, {
      abort,
      work,
      dueAt: startedAt + durationMs,
      stopTimer: this.#clock.after(durationMs, () => this.#timeIsUp(request)),
    });
  }

  #timeIsUp(request: QueueRequest): void {
    const { requestId } = request;
    const run = this.#running.get(requestId);
    if (run === undefined) return;
    this.#running.delete(requestId);
    const settled = run.work.then((outcome) => {
      this.#settling.delete(requestId);
      if (this.#stopped) return;
      const { ok, ...end } = outcome;
      this.#finish(request, { state: ok ? "completed" : "failed", ...end }, run.dueAt);
    });
    this.#settling.set(requestId, { settled, abort: run.abort });
    this.#startNext();
  }

  #giveUp(requestId: string): void {
    const request = this.#requests.get(requestId);
    if (request?.state !== "queued") return;
    this.#leaveQueue(requestId);
    const failure = { status: 504, detail: "No runner was free in the time given.", type: "request_timeout" };
    this.#finish(request, { state: "failed", failure });
  }

  #finish(request: QueueRequest, change: Partial<QueueRequest>, finishedAt = this.#clock.now()): void {
    const over: QueueRequest = { ...request, ...change, finishedAt };
    this.#requests.set(request.requestId, over);
    this.#finished(over);
  }
}
