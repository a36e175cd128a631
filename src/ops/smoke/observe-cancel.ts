import { sleep } from "../../clock.ts";
import type { RelayClient } from "../../relay/client.ts";
import { JOB, shownError } from "./observe-relay.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 1_000;

/** A second request, cancelled at once: whether the relay can, and what becomes of it. May cost as much as the first. */
export async function observeCancel(relay: RelayClient, { clock, notebook }: SmokeSurroundings): Promise<void> {
  const submitted = await relay.submit(JOB.endpoint, JOB.body);
  if (!submitted.ok) {
    notebook.note("a request to be cancelled", "taken", shownError(submitted.error), "broken");
    return;
  }
  const canceled = await relay.cancel(JOB.endpoint, submitted.value);
  notebook.note(
    "cancelling it at once",
    "requested (or already_completed)",
    canceled.ok ? canceled.value : shownError(canceled.error),
    canceled.ok && canceled.value !== "not_offered" ? "as expected" : "differs",
  );
  const until = clock.now() + PATIENCE_MS;
  let found: string | null = null;
  while (clock.now() < until) {
    const progress = await relay.progress(JOB.endpoint, submitted.value);
    if (!progress.ok || progress.value.phase === "finished") {
      found = progress.ok ? "it was finished all the same, and surely charged" : shownError(progress.error);
      break;
    }
    await sleep(clock, ASK_EVERY_MS);
  }
  notebook.note(
    "what becomes of a cancelled request",
    "not found, or a failure; or it is finished all the same",
    found ?? "nothing within a minute",
    found === null ? "differs" : "as expected",
  );
}
