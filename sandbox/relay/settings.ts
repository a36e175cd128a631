import * as z from "zod";

const schema = z.strictObject({
  /** How many requests run at once. */
  workers: z.int().min(0).max(64).default(2),
  /** 1 is about as fast as the real models (2 to 8 s); 1000 is at once. */
  speed: z.number().positive().max(1e9).default(1),
  authSchemes: z.array(z.enum(["Bearer", "Key"])).default(["Bearer", "Key"]),
  /** Let in beside the relay's own key: other accounts. */
  keys: z.array(z.string()).default([]),
  /** Whose host stands in the answered addresses: fal's, as the real relay does, or the sandbox's own. */
  addresses: z.enum(["fal", "own"]).default("fal"),
  /** Document 004: a flux-lora job answered with a flux-pro path, and found only there. */
  loraAnswersFluxPro: z.boolean().default(false),
  /** What stands for the app in status, result and cancel paths: the answered one, "auto", both, or anything. */
  appInPath: z.enum(["answered", "auto", "answered-or-auto", "any"]).default("answered-or-auto"),
  statusEndpoint: z.enum(["present", "missing-404", "missing-405"]).default("present"),
  /** Server-sent events of a status; "silent" is a proxy that holds back what is not finished. */
  statusStream: z.enum(["present", "missing-404", "missing-405", "silent"]).default("present"),
  cancelEndpoint: z.enum(["present", "missing-404", "missing-405"]).default("present"),
  /** fal lets the cancel reach the model, which may go on (and be charged) or stop. */
  cancelWhileRunning: z.enum(["goes-on", "stops"]).default("goes-on"),
  /** Where a body against the model's schema is refused: with the result, as fal's queue does, or at submit. */
  schemaErrors: z.enum(["result", "submit"]).default("result"),
  /** Takes the values only the relay's documents name: sizes as ratios, format and acceleration "default". */
  relayValues: z.boolean().default(false),
  /** The relay's document wants `output_format` in every kontext/max body; fal does not. */
  relayRequired: z.boolean().default(true),
  /** Document 000: the result repeats the input under `request`. */
  repeatRequest: z.boolean().default(false),
  /** Newer status bodies of failed requests carry `error` and `error_type`. */
  statusErrors: z.boolean().default(true),
  /** What the result call answers before the end: fal's 400, or a status body, as relays without a status call may. */
  unfinishedResult: z.enum(["fal", "status-200", "status-202"]).default("fal"),
  /** Shape of refusals made by the relay itself, before a model is asked. */
  refusals: z.enum(["fal", "openai"]).default("fal"),
  /** Whether pictures on other machines are fetched, or a drawing stands in for them where there is no network. */
  remotePictures: z.enum(["fetch", "draw"]).default("fetch"),
  /** How a request's `fal_webhook` is called: as fal does, without a signature, with another's, with an old one, or not. */
  webhooks: z.enum(["signed", "unsigned", "forged", "stale", "never"]).default("signed"),
  webhookDelayMs: z.int().min(0).default(0),
  /** How often each call is made, all at once. */
  webhookCopies: z.int().min(1).max(5).default(1),
  /** How long after the submit status and result still answer 404: the read side lags. */
  readLagMs: z.int().min(0).default(0),
  fileLifeMs: z.int().min(0).default(3_600_000),
  expiredFileStatus: z.union([z.literal(404), z.literal(410)]).default(404),
});

export type RelaySettings = z.output<typeof schema>;

export type SettingsUpdate = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** The relay's switches, changeable while it runs; they live as long as the process. */
export class LiveSettings {
  #current: RelaySettings;
  readonly #listeners = new Set<() => void>();

  constructor(initial: Partial<RelaySettings> = {}) {
    this.#current = schema.parse(initial);
  }

  get current(): RelaySettings {
    return this.#current;
  }

  /** Changes what the patch names and leaves the rest. A patch that breaks a rule changes nothing. */
  update(patch: Partial<RelaySettings> | unknown): SettingsUpdate {
    const given = typeof patch === "object" && patch !== null ? patch : { patch };
    const parsed = schema.safeParse({ ...this.#current, ...given });
    if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
    this.#current = parsed.data;
    for (const listener of this.#listeners) listener();
    return { ok: true };
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }
}
