import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Drawing, draw, drawBlack, drawStandIn, type InputPicture } from "./drawing/draw.ts";
import { type ErrorDetail, type FailureType, failureDetail, failureStatus } from "./errors.ts";
import { type Fetched, fetchPicture, isRemote } from "./input-files.ts";
import { findModelSpec, type ModelSpec } from "./model-specs.ts";
import { durationMs, listPrice, makePlan, type Plan } from "./plan.ts";
import { readWishes } from "./prompt-wishes.ts";
import type { Outcome, Work } from "./queue.ts";
import type { Failure, QueueRequest, ResultPicture } from "./request.ts";
import type { LiveSettings } from "./settings.ts";
import { validate } from "./validation.ts";

/** Drawings at once: sharp brings its own threads. */
const DRAWING_TURNS = 2;

/** The twelve models, as far as a sandbox can be them: checks the input, fetches the pictures, draws. */
export class ModelWork implements Work {
  readonly #settings: LiveSettings;
  readonly #filesDirectory: string;
  #turns: Promise<unknown>[] = Array.from({ length: DRAWING_TURNS }, () => Promise.resolve());

  constructor(settings: LiveSettings, filesDirectory: string) {
    this.#settings = settings;
    this.#filesDirectory = filesDirectory;
  }

  durationMs(request: QueueRequest): number {
    const checked = this.#check(request);
    if (!checked.ok) return 0;
    const { slowness } = readWishes(checked.plan.prompt);
    return Math.round((durationMs(checked.spec, checked.plan) * slowness) / this.#settings.current.speed);
  }

  async run(request: QueueRequest, signal: AbortSignal): Promise<Outcome> {
    const checked = this.#check(request);
    if (!checked.ok) return checked;
    try {
      return await this.#make(request, checked.spec, checked.plan, signal);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
      return failed("internal_server_error", ["body"], request.body);
    }
  }

  async #make(request: QueueRequest, spec: ModelSpec, plan: Plan, signal: AbortSignal): Promise<Outcome> {
    const inputs: InputPicture[] = [];
    const details: ErrorDetail[] = [];
    for (const { url, loc } of plan.files) {
      const fetched = await this.#fetch(url, signal);
      if (fetched.ok) inputs.push(fetched.picture);
      else details.push(failureDetail(fetched.type, loc, url));
    }
    const [firstDetail] = details;
    if (firstDetail) return { ok: false, failure: { status: 422, detail: details, type: firstDetail.type } };
    const wishes = readWishes(plan.prompt);
    if (wishes.failure) return failed(wishes.failure, ["body", "prompt"], plan.prompt);
    const flagged = wishes.flagged && plan.safetyChecker;
    const pictures: ResultPicture[] = [];
    for (let index = 0; index < plan.count && !signal.aborted; index++) {
      const drawing = await this.#inTurn(() => draw(spec, plan, request.seed, index, inputs));
      pictures.push(await this.#save(flagged ? await drawBlack(drawing.size, plan.format) : drawing, plan.format));
    }
    return { ok: true, pictures, flagged, chargedUsd: listPrice(spec, pictures) };
  }

  async #fetch(url: string, signal: AbortSignal): Promise<Fetched> {
    if (this.#settings.current.remotePictures === "fetch" || !isRemote(url)) return fetchPicture(url, signal);
    return { ok: true, picture: await drawStandIn(url) };
  }

  async #save({ bytes, size }: Drawing, format: Plan["format"]): Promise<ResultPicture> {
    const folder = randomBytes(8).toString("hex");
    const path = `${folder}/${randomBytes(12).toString("base64url")}.${format}`;
    await mkdir(join(this.#filesDirectory, folder), { recursive: true });
    await writeFile(join(this.#filesDirectory, path), bytes);
    return { path, ...size, contentType: `image/${format}` };
  }

  #check(
    request: QueueRequest,
  ):
    | { readonly ok: true; readonly spec: ModelSpec; readonly plan: Plan }
    | { readonly ok: false; readonly failure: Failure } {
    const spec = findModelSpec(request.endpoint);
    if (spec === undefined) return failed("internal_server_error", ["body"], request.body);
    const checked = validate(spec, request.body, this.#settings.current);
    if (checked.ok) return { ok: true, spec, plan: makePlan(checked.input) };
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
