import * as z from "zod";
import { sleep } from "../../clock.ts";
import { fluxSchnell } from "../../models/flux-schnell.ts";
import { pathsOf, type RequestPaths, underAuto } from "../../relay/addresses.ts";
import { createRelayClient, type RelayClient } from "../../relay/client.ts";
import type { RelayError } from "../../relay/outcome.ts";
import type { QueueRequest } from "../../relay/queue-request.ts";
import type { RelayResult } from "../../relay/result.ts";
import { readResultAnswer } from "../../relay/result-answer.ts";
import { type RelayTraits, UNKNOWN_TRAITS } from "../../relay/traits.ts";
import type { HttpAnswer } from "../ask.ts";
import { askRelay, askRequest, shownAnswer } from "./relay-reads.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

/** The cheapest job there is: one small picture of the quickest model. */
export const JOB = {
  endpoint: fluxSchnell.endpoint,
  width: 512,
  height: 512,
  body: {
    prompt: "a small lighthouse at dusk",
    image_size: { width: 512, height: 512 },
    num_images: 1,
    seed: 20,
    output_format: "png",
  },
} as const;

/** How long the cheap job may take, and how often it is asked for: this once it may be often. */
const PATIENCE_MS = 5 * 60_000;
const ASK_EVERY_MS = 500;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A relay client that remembers what it learns as long as the test lasts. */
export function openRelay({ config, clock }: SmokeSurroundings) {
  let learned: RelayTraits = UNKNOWN_TRAITS;
  const relay = createRelayClient({
    baseUrl: config.relayUrl,
    key: config.relayKey,
    scheme: config.relayAuthScheme,
    clock,
    traits: {
      read: () => learned,
      write: (traits) => {
        learned = traits;
      },
    },
  });
  return { relay, learned: () => learned };
}

export async function observeKey(relay: RelayClient, { config, clock, notebook }: SmokeSurroundings): Promise<boolean> {
  const checked = await relay.checkKey();
  const found = checked.ok ? "accepted" : shownError(checked.error);
  notebook.note("the relay's key", "accepted", found, checked.ok ? "as expected" : "broken");
  if (!checked.ok) return false;
  const unknown = await askRelay(`/fal-ai/flux-1/requests/${NOBODY}`, config, clock);
  const verdict = unknown.ok && unknown.status === 404 ? "as expected" : "differs";
  notebook.note("the result of a request that does not exist", "404 with a detail", shownAnswer(unknown), verdict);
  return true;
}

/** The paid request: sent once. Null where it was not taken. */
export async function observeSubmit(relay: RelayClient, { notebook }: SmokeSurroundings): Promise<QueueRequest | null> {
  const what = "a request for one small picture";
  const expected = "a request id and three addresses";
  const submitted = await relay.submit(JOB.endpoint, JOB.body);
  if (!submitted.ok) {
    const charged = submitted.error.taken === "no" ? "not charged" : "perhaps charged";
    notebook.note(what, expected, `${shownError(submitted.error)}; ${charged}`, "broken");
    return null;
  }
  const { requestId, statusPath, responsePath, cancelPath } = submitted.value;
  const told = Object.entries({ statusPath, responsePath, cancelPath });
  const shown = told.map(([name, path]) => `${name} ${path?.replaceAll(requestId, "{id}") ?? "not told"}`).join(", ");
  notebook.note(what, expected, shown, told.every(([, path]) => path !== null) ? "as expected" : "differs");
  return submitted.value;
}

const statusWord = z.looseObject({ status: z.string() });

/** What status and result say right after the submit. */
export async function observeEarly(submitted: QueueRequest, surroundings: SmokeSurroundings): Promise<void> {
  const { config, clock, notebook } = surroundings;
  const { requestId } = submitted;
  const paths = pathsOf(JOB.endpoint, submitted);
  const [early, status] = await Promise.all([
    askRequest(paths, "responsePath", config, clock),
    askRequest(paths, "statusPath", config, clock),
  ]);
  const word = status.ok ? statusWord.safeParse(status.json).data?.status : undefined;
  notebook.note(
    "the status endpoint",
    "200 or 202 with IN_QUEUE, IN_PROGRESS or COMPLETED (without one, Easel follows the result)",
    shownAnswer(status, requestId),
    word === undefined ? "differs" : "as expected",
  );
  const read = early.ok ? readEarly(early, surroundings) : "no answer";
  notebook.note(
    "a result asked for too early",
    '400 {"detail": "Request is still in progress"}',
    `${shownAnswer(early, requestId)}; Easel takes it for: ${read}`,
    early.ok && early.status === 400 && read === "it still goes on"
      ? "as expected"
      : READABLE.has(read)
        ? "differs"
        : "broken",
  );
}

const READABLE: ReadonlySet<string> = new Set(["it still goes on", "it is ready already", "not_found"]);

/** Read by the same code as the bot's. */
function readEarly(answer: HttpAnswer, { config, clock }: SmokeSurroundings): string {
  const { status, text } = answer;
  const terms = { call: "read", key: config.relayKey, now: clock.now() } as const;
  const headers = Object.fromEntries(answer.headers);
  const read = readResultAnswer({ status, headers, text }, terms, new URL(config.relayUrl).origin);
  if (!read.ok) return read.error.kind;
  return read.value.ready ? "it is ready already" : "it still goes on";
}

/** Follows the request as the bot does, to its end. */
export async function observeFollowing(
  { relay, learned }: ReturnType<typeof openRelay>,
  submitted: QueueRequest,
  { clock, notebook }: SmokeSurroundings,
): Promise<RelayResult | null> {
  const startedAt = clock.now();
  const phases: string[] = [];
  const expected = "waiting, running, finished within a minute";
  for (let asked = 1; ; asked += 1) {
    const progress = await relay.progress(JOB.endpoint, submitted);
    const phase = progress.ok ? progress.value.phase : progress.error.kind;
    if (phases.at(-1) !== phase) phases.push(phase);
    const seconds = ((clock.now() - startedAt) / 1_000).toFixed(1);
    const found = `${phases.join(", ")} after ${seconds} s and ${asked} questions; learned ${JSON.stringify(learned())}`;
    if (progress.ok && progress.value.phase === "finished") {
      notebook.note("following it", expected, found, "as expected");
      return progress.value.result;
    }
    const over = clock.now() - startedAt > PATIENCE_MS || (!progress.ok && ENDS.has(progress.error.kind));
    if (over) {
      const why = progress.ok ? "" : `; ${shownError(progress.error)}`;
      notebook.note("following it", expected, `${found}${why}`, "broken");
      return null;
    }
    await sleep(clock, ASK_EVERY_MS);
  }
}

const ENDS: ReadonlySet<string> = new Set(["unauthorized", "refused_input", "content_policy", "generation_failed"]);

/** Under which app name the finished request is found. */
export async function observeAppName(
  submitted: QueueRequest,
  { config, clock, notebook }: SmokeSurroundings,
): Promise<void> {
  const answered = pathsOf(JOB.endpoint, submitted);
  const found = async ({ responsePath }: RequestPaths) => {
    const answer = await askRelay(responsePath, config, clock);
    return answer.ok ? answer.status : 0;
  };
  const byName = await found(answered);
  const byAuto = await found(underAuto(answered));
  notebook.note(
    "the app's name in the result's address",
    "200 as answered (some relays want “auto” there)",
    `as answered: ${byName}, auto: ${byAuto}`,
    byName === 200 ? "as expected" : byAuto === 200 ? "differs" : "broken",
  );
}

export function shownError(error: RelayError): string {
  return [error.kind, error.status, error.body].filter((part) => part !== null && part !== "").join(" ");
}
