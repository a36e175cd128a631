import type { ErrorDetail } from "./errors.ts";
import type { Input } from "./input.ts";
import type { Plan } from "./plan.ts";
import type { Price } from "./price.ts";
import type { QueueRequest } from "./request.ts";
import type { RelaySettings } from "./settings.ts";
import type { Workbench } from "./workbench.ts";

export type Validation =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly details: readonly ErrorDetail[] };

export type Leniency = Pick<RelaySettings, "relayValues" | "relayRequired">;

export interface ModelRun {
  readonly request: QueueRequest;
  readonly input: Input;
  readonly plan: Plan;
  readonly flagged: boolean;
  readonly bench: Workbench;
}

/** A model as the relay runs it, whether it was written by hand or read from its OpenAPI document. */
export interface RelayModel {
  readonly endpoint: string;
  /** The app its queue requests live under. */
  readonly app: string;
  readonly price: Price;
  /** About what one file takes at speed 1. */
  readonly secondsPerFile: number;
  /** Whether its own seeds have 64 bits. */
  readonly longSeeds: boolean;
  validate(body: unknown, leniency: Leniency): Validation;
  /** Makes the files on the bench and answers with the output as JSON text, files named by their placeholders. */
  make(run: ModelRun): Promise<string>;
}
