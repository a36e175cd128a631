import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlan, type Plan, type Step } from "../../chaos/plan.ts";
import { seedsFrom } from "../../chaos/run-plans.ts";
import type { Fault as DiscordFault } from "../../sandbox/discord/faults.ts";
import type { NewFault } from "../../sandbox/relay/faults.ts";

const PLANS = seedsFrom(1, 500).map(makePlan);
/** So rare that a run of 40 plans would seldom meet it, but a run of 500 does. */
const FEWEST = 3;

const stepsOf = ({ early, steps }: Plan): readonly Step[] => [...early, ...steps];
const done = (what: Step["do"]) => (plan: Plan) => stepsOf(plan).some((step) => step.do === what);
const duringStart = (what: Step["do"]) => (plan: Plan) => plan.early.some((step) => step.do === what);
const relay = (meets: (fault: NewFault) => boolean) => (plan: Plan) =>
  stepsOf(plan).some((step) => step.do === "relay fault" && meets(step.fault));
const discord = (kind: DiscordFault["kind"]) => (plan: Plan) =>
  stepsOf(plan).some((step) => step.do === "discord fault" && step.fault.kind === kind);
const asked = (words: RegExp) => (plan: Plan) =>
  plan.steps.some((step) => step.do === "ask" && words.test(String(step.options["prompt"])));
const error = (status: number, shape: string) =>
  relay((fault) => fault.kind === "error" && fault.status === status && fault.shape === shape);
const file = (kind: NewFault["kind"]) => relay((fault) => fault.at === "file" && fault.kind === kind);

/** Everything that was promised to be broken, and how it is told that a plan does. */
const NAMED: Readonly<Record<string, (plan: Plan) => boolean>> = {
  "kill -9 at any moment": done("kill"),
  "kill -9 at a step of a job": done("kill at"),
  "kill -9 between two writes of the first start and its migrations": ({ deaths }) => (deaths[0] ?? 0) > 0,
  "kill -9 between two writes later": ({ deaths }) => (deaths[1] ?? 0) > 0,
  "kill -9 during the first start": duringStart("kill"),
  "SIGTERM with jobs in flight": done("terminate"),
  "relay: refused": done("relay down"),
  "relay: reset before acceptance": relay(({ kind, at }) => kind === "reset-before" && at === "submit"),
  "relay: reset after acceptance": relay(({ kind, at }) => kind === "reset-after" && at === "submit"),
  "relay: slow headers": relay((fault) => fault.kind === "slow" && (fault.headersMs ?? 0) > 0),
  "relay: slow body": relay((fault) => fault.kind === "slow" && (fault.bodyMs ?? 0) > 0),
  "relay: 429 with Retry-After": relay(
    (fault) => fault.kind === "rate-limited" && fault.retryAfterSeconds !== undefined,
  ),
  "relay: 429 without Retry-After": relay(
    (fault) => fault.kind === "rate-limited" && fault.retryAfterSeconds === undefined,
  ),
  "relay: 500 with JSON": error(500, "json"),
  "relay: 502 with HTML": error(502, "html"),
  "relay: 504 with HTML": error(504, "html"),
  "relay: 503": relay((fault) => fault.kind === "error" && fault.status === 503),
  "relay: malformed JSON": relay(({ kind }) => kind === "malformed"),
  "relay: truncated JSON": relay(({ kind, at }) => kind === "truncated" && at !== "file"),
  "relay: wrong content type": relay(({ kind }) => kind === "wrong-type"),
  "relay: unknown status": relay(({ kind }) => kind === "unknown-status"),
  "relay: status that goes back": relay(({ kind }) => kind === "status-back"),
  "relay: duplicate fields": relay(({ kind }) => kind === "doubled-fields"),
  "relay: missing fields": relay(({ kind }) => kind === "missing-fields"),
  "relay: 404 after submit for a while": ({ relay: { readLagMs } }) => (readLagMs ?? 0) > 0,
  "relay: result 400 still in progress": (plan) =>
    plan.relay.unfinishedResult === "fal" && relay(({ kind }) => kind === "unfinished")(plan),
  "relay: result 422 with a detail list": asked(/sandbox: (refused|fail image too small)/),
  "relay: expired result files": file("expired"),
  "relay: slow result files": file("slow"),
  "relay: truncated result files": file("truncated"),
  "relay: a result file of another type": file("other-file"),
  "relay: a result file of 5 GB": relay((fault) => fault.kind === "huge" && (fault.bytes ?? 0) >= 5_000_000_000),
  "Discord: 429 of a route": discord("429"),
  "Discord: 429 of all routes": discord("429_global"),
  "Discord: 5xx": discord("5xx"),
  "Discord: reset during upload": discord("reset_upload"),
  "Discord: 401 on the interaction token before its time": discord("token_expired"),
  "Discord: deleted message": done("delete message"),
  "Discord: deleted channel": done("delete channel"),
  "Discord: missing permission": (plan) => done("deny")(plan) || discord("missing_permissions")(plan),
  "Discord: gateway drops": discord("gateway_drop"),
  "Discord: invalid session": discord("invalid_session"),
  "Discord: op 7": discord("reconnect"),
  "several at once": (plan) => plan.steps.some((step) => step.do === "ask" && step.alternatives !== undefined),
  "private results": (plan) => plan.steps.some((step) => step.do === "ask" && step.options["private"] === true),
  "storage: database locked": done("lock database"),
  "storage: disk full": done("fill disk"),
  "storage: read-only": done("read-only"),
};

for (const [name, happens] of Object.entries(NAMED)) {
  test(`plans 1 to 500 know ${name}`, () => {
    const count = PLANS.filter(happens).length;
    assert.ok(count >= FEWEST, `${count} plans do`);
  });
}
