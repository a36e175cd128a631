import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { draw, drawBlack, type InputPicture, type Style } from "./drawing/draw.ts";
import { film } from "./drawing/film.ts";
import { melody } from "./drawing/melody.ts";
import { emptyMesh } from "./drawing/mesh.ts";
import type { Size } from "./field-specs.ts";
import type { Plan } from "./plan.ts";
import type { ResultFile } from "./request.ts";

interface BenchOptions {
  readonly filesDirectory: string;
  readonly plan: Plan;
  readonly seed: string;
  readonly inputs: readonly InputPicture[];
  readonly flagged: boolean;
  readonly signal: AbortSignal;
  /** Drawings stand in line: sharp brings its own threads. */
  readonly inTurn: <T>(run: () => Promise<T>) => Promise<T>;
}

const DEFAULT_SECONDS = 3;
/** Longer wishes are cut: the sandbox shows that there is a video or a sound, not how long one can be. */
const LONGEST_SECONDS = 10;

interface Made {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly extension: string;
  readonly size?: Size;
  readonly seconds?: number;
}

/** Makes the files of one request and lays them into the relay's directory. */
export class Workbench {
  readonly #options: BenchOptions;
  readonly #files: ResultFile[] = [];

  constructor(options: BenchOptions) {
    this.#options = options;
  }

  get files(): readonly ResultFile[] {
    return this.#files;
  }

  /** Draws the picture number `index`; a flagged one is black, as fal's safety checker leaves it. */
  picture(style: Style, index: number): Promise<ResultFile> {
    const { plan, seed, inputs, flagged } = this.#options;
    return this.#make(async () => {
      const drawing = await draw(style, plan, seed, index, inputs);
      const { bytes, size } = flagged ? await drawBlack(drawing.size, plan.format) : drawing;
      return { bytes, size, contentType: `image/${plan.format}`, extension: plan.format };
    });
  }

  /** Films the first input picture, or a scene where there is none. */
  video(): Promise<ResultFile> {
    const { plan, seed, inputs } = this.#options;
    const seconds = this.#seconds();
    return this.#make(async () => {
      const { bytes, size } = await film({ prompt: plan.prompt, seed, seconds, size: plan.size, still: inputs[0] });
      return { bytes, size, seconds, contentType: "video/webm", extension: "webm" };
    });
  }

  sound(): Promise<ResultFile> {
    const { plan, seed } = this.#options;
    const seconds = this.#seconds();
    const bytes = melody(plan.prompt, seed, seconds);
    return this.#make(async () => ({ bytes, seconds, contentType: "audio/wav", extension: "wav" }));
  }

  mesh(): Promise<ResultFile> {
    return this.#make(async () => ({ bytes: emptyMesh(), contentType: "model/gltf-binary", extension: "glb" }));
  }

  text(words: string): Promise<ResultFile> {
    return this.#make(async () => ({ bytes: Buffer.from(words), contentType: "text/plain", extension: "txt" }));
  }

  #seconds(): number {
    return Math.min(LONGEST_SECONDS, this.#options.plan.seconds ?? DEFAULT_SECONDS);
  }

  async #make(make: () => Promise<Made>): Promise<ResultFile> {
    const { filesDirectory, inTurn, signal } = this.#options;
    const { bytes, extension, ...facts } = await inTurn(async () => {
      signal.throwIfAborted();
      return make();
    });
    const folder = randomBytes(8).toString("hex");
    const path = `${folder}/${randomBytes(12).toString("base64url")}.${extension}`;
    await mkdir(join(filesDirectory, folder), { recursive: true });
    await writeFile(join(filesDirectory, path), bytes);
    const file = { path, bytes: bytes.length, ...facts };
    this.#files.push(file);
    return file;
  }
}
