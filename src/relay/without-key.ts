import type { RelayClient } from "./client.ts";
import type { RelayOutcome } from "./outcome.ts";

const refused = async (): Promise<RelayOutcome<never>> => ({
  ok: false,
  error: { kind: "unauthorized", status: null, body: null, taken: "no" },
});

/** Stands for a client whose key is gone: everything is refused as the relay would, and nothing is sent. */
export const RELAY_WITHOUT_KEY: RelayClient = {
  submit: refused,
  cancel: refused,
  progress: refused,
  watch: async () => "not offered",
  afterStatus: refused,
  checkKey: refused,
  close: async () => {},
};
