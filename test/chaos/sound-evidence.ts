import type { Evidence, JobEvidence } from "../../chaos/evidence.ts";
import type { MessageRow } from "../../sandbox/discord/rows.ts";
import { ID } from "../../sandbox/discord/world.ts";
import type { QueueRequest } from "../../sandbox/relay/request.ts";

const PROMPT = "m1n0e a boat";

/** A job that was delivered and paid once. */
export const JOB: JobEvidence = {
  id: "00000000-0000-4000-8000-000000000001",
  state: "delivered",
  model: "fal-ai/flux-1/schnell",
  input: { prompt: PROMPT, seed: 1_000 },
  userId: ID.mira,
  channelId: ID.general,
  messageId: "1",
  interactionToken: null,
  claimedBy: null,
  requestId: "r-1",
  files: [{ path: "2026/11/a/0.png", bytes: 10 }],
  inputs: [],
  failure: null,
  endedAt: 1,
  toldAt: 1,
  deletedAt: null,
  ephemeral: false,
  batch: null,
  ledger: { state: "settled", micros: 3_000, endedAt: 1 },
};

const REQUEST = {
  requestId: "r-1",
  state: "completed",
  body: { prompt: PROMPT, seed: 1_000 },
  chargedUsd: 0.003,
} as unknown as QueueRequest;

/** The job's reply with that many pictures and one button. */
export function finishedMessage(button: string, pictures: number): MessageRow {
  const message = {
    id: "1",
    author: { id: ID.application },
    content: "",
    components: [{ type: 2, custom_id: `${button}:${JOB.id}` }],
    attachments: [],
    mentions: [],
    mention_everyone: false,
  };
  const embedded = Array.from({ length: pictures }, () => ({}));
  const row = { id: "1", channelId: ID.general, onlyFor: null, interactionId: "i-1", message, embedded };
  return row as unknown as MessageRow;
}

/** What is left of a plan in which all went well, with changes. */
export function sound(changes: Partial<Evidence> = {}): Evidence {
  const ask = { do: "ask", who: "Mira", channel: "general", command: "flux-schnell", images: [] } as const;
  return {
    jobs: [JOB],
    relay: [REQUEST],
    messages: [finishedMessage("delete", 1)],
    interactions: [{ id: "i-1", originalId: "1", ephemeral: false, token: "t" }] as unknown as Evidence["interactions"],
    discordRequests: [],
    violations: [],
    asked: [
      {
        ask: { ...ask, options: JOB.input as Record<string, string | number | boolean> },
        answer: { outcome: "answered", interaction: "i-1" },
      },
    ],
    archive: new Map([["2026/11/a/0.png", 10]]),
    lines: ["a line"],
    secrets: ["a-secret"],
    supervisor: { ownEnds: [], problems: [] },
    ...changes,
  };
}
