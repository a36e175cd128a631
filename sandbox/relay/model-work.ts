import { drawStandIn, type InputPicture } from "./drawing/draw.ts";
import { type ErrorDetail, type FailureType, failureDetail, failureStatus } from "./errors.ts";
import type { Input } from "./input.ts";
import type { InputAddress } from "./input-addresses.ts";
import { fetchOther, fetchPicture, isRemote } from "./input-files.ts";
import type { Models } from "./models.ts";
import { durationMs, makePlan, type Plan } from "./plan.ts";
import { listPrice } from "./price.ts";
import { readWishes } from "./prompt-wishes.ts";
import type { Outcome, Work } from "./queue.ts";
import type { RelayModel } from "./relay-model.ts";
import type { Failure, QueueRequest } from "./request.ts";
import type { LiveSettings } from "./settings.ts";
import { Workbench } from "./workbench.ts";

/** Drawings at once: sharp brings its own threads. */
const DRAWING_TURNS = 2;

interface Checked {
  readonly ok: true;
  readonly model: RelayModel;
  readonly input: Input;
  readonly plan: Plan;
}

/** The models, as far as a sandbox can be them: checks the input, fetches the files it names, makes the output. */
export class ModelWork implements Work {
  readonly #settings: LiveSettings;
  readonly #filesDirectory: string;
  readonly #models: Models;
  #turns: Promise<unknown>[] = Array.from({ length: DRAWING_TURNS }, () => Promise.resolve());

  constructor(settings: LiveSettings, filesDirectory: string, models: Models) {
    this.#settings = settings;
    this.#filesDirectory = filesDirectory;
    this.#models = models;
  }

  durationMs(request: QueueRequest): number {
    const checked = this.#check(request);
    if (!checked.ok) return 0;
    const { slowness } = readWishes(checked.plan.prompt);
    return Math.round(
      (durationMs(checked.model.secondsPerFile, checked.plan) * slowness) / this.#settings.current.speed,
    );
  }

  async run(request: QueueRequest, signal: AbortSignal): Promise<Outcome> {
    const checked = this.#check(request);
    if (!checked.ok) return checked;
    try {
      return await this.#make(request, checked, signal);
    } catch (error) {
      if (!signal.aborted) process.emitWarning(error instanceof Error ? error : String(error));
      return failed("internal_server_error", ["body"], request.body);
    }
  }

  async #make(request: QueueRequest, { model, input, plan }: Checked, signal: AbortSignal): Promise<Outcome> {
    const inputs: InputPicture[] = [];
    const details: ErrorDetail[] = [];
    for (const address of plan.files) {
      const fetched = await this.#fetch(address, signal);
      if (typeof fetched === "string") details.push(failureDetail(fetched, address.loc, address.url));
      else if (fetched) inputs.push(fetched);
    }
    const [firstDetail] = details;
    if (firstDetail) return { ok: false, failure: { status: 422, detail: details, type: firstDetail.type } };
    const wishes = readWishes(plan.prompt);
    if (wishes.failure) return failed(wishes.failure, ["body", "prompt"], plan.prompt);
    const flagged = wishes.flagged && plan.safetyChecker;
    const bench = new Workbench({
      filesDirectory: this.#filesDirectory,
      plan,
      seed: request.seed,
      inputs,
      flagged,
      signal,
      inTurn: (run) => this.#inTurn(run),
    });
    const output = await model.make({ request, input, plan, flagged, bench });
    const sizes = bench.files.map(({ size }) => size);
    return { ok: true, files: bench.files, output, chargedUsd: listPrice(model.price, sizes) };
  }

  /** The picture, or what is wrong with the file; nothing for files of other kinds that are there. */
  async #fetch({ url, kind }: InputAddress, signal: AbortSignal): Promise<InputPicture | FailureType | undefined> {
    const fetches = this.#settings.current.remotePictures === "fetch" || !isRemote(url);
    if (kind === "other") return fetches ? fetchOther(url, signal) : undefined;
    if (!fetches) return drawStandIn(url);
    const fetched = await fetchPicture(url, signal);
    return fetched.ok ? fetched.picture : fetched.type;
  }

  #check(request: QueueRequest): Checked | { readonly ok: false; readonly failure: Failure } {
    const model = this.#models.find(request.endpoint);
    if (model === undefined) return failed("internal_server_error", ["body"], request.body);
    const checked = model.validate(request.body, this.#settings.current);
    if (checked.ok) return { ok: true, model, input: checked.input, plan: makePlan(checked.input) };
    const type = checked.details[0]?.type ?? "value_error";
    return { ok: false, failure: { status: 422, detail: checked.details, type } };
  }

  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const [next = Promise.resolve(), ...others] = this.#turns;
    const turn = next.then(run, run);
    this.#turns = [...others, turn.catch(() => undefined)];
    return turn;
  }
}

function failed(
  type: FailureType,
  loc: readonly (string | number)[],
  input: unknown,
): Outcome & { readonly ok: false } {
  return { ok: false, failure: { status: failureStatus(type), detail: [failureDetail(type, loc, input)], type } };
}
