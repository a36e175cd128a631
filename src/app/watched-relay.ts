import type { Clock } from "../clock.ts";
import type { RelayClient } from "../relay/client.ts";
import type { RelayOutcome } from "../relay/outcome.ts";
import type { Watching } from "../watching.ts";

/** The same client, each call of which is told to the instruments. */
export function watchedRelay(relay: RelayClient, watching: Watching, clock: Clock): RelayClient {
  const told = async <T>(call: string, asked: Promise<RelayOutcome<T>>): Promise<RelayOutcome<T>> => {
    const since = clock.now();
    const outcome = await asked;
    watching.relay(call, outcome.ok ? "ok" : outcome.error.kind, clock.now() - since);
    return outcome;
  };
  return {
    submit: (...given) => told("submit", relay.submit(...given)),
    cancel: (...given) => told("cancel", relay.cancel(...given)),
    progress: (...given) => told("progress", relay.progress(...given)),
    // A stream lasts as long as its request: that says nothing of the relay's haste.
    watch: (...given) => relay.watch(...given),
    afterStatus: (...given) => told("result", relay.afterStatus(...given)),
    checkKey: (...given) => told("check key", relay.checkKey(...given)),
    close: () => relay.close(),
  };
}
