import type { Fault as DiscordFault } from "../sandbox/discord/faults.ts";
import type { NewFault } from "../sandbox/relay/faults.ts";
import type { RelaySettings } from "../sandbox/relay/settings.ts";
import type { Dice } from "./dice.ts";

/** What befalls any of the relay's answers. */
function anyFault(dice: Dice) {
  return dice.weighed([
    [2, { kind: "slow", headersMs: dice.whole(2_000, 80_000), bodyMs: dice.whole(0, 80_000) }],
    [1, { kind: "hang" }],
    [2, { kind: "error", status: 500, shape: dice.pick(["json", "openai", "empty"]) }],
    [2, { kind: "error", status: dice.pick([502, 504]), shape: "html" }],
    [2, { kind: "error", status: 503, shape: dice.pick(["json", "openai", "empty", "html"]) }],
    [1, { kind: "error", status: 200, shape: "openai" }],
    [1, { kind: "out-of-balance" }],
    [2, { kind: "rate-limited", ...(dice.happens(0.5) ? { retryAfterSeconds: dice.whole(0, 30) } : {}) }],
    [2, { kind: "reset-before" }],
    [2, { kind: "reset-after" }],
    [1, { kind: "malformed" }],
    [1, { kind: "truncated" }],
    [1, { kind: "wrong-type", contentType: dice.pick(["text/html", "application/octet-stream"]) }],
  ] as const);
}

const FIELDS = [
  "request_id",
  "status_url",
  "response_url",
  "status",
  "queue_position",
  "images",
  "seed",
  "logs",
  "timings",
];

/** Faults after which the relay still tells the truth: a relay that lies about charges could not be judged. */
export function relayFault(dice: Dice): NewFault {
  const at = dice.weighed([
    [5, "submit"],
    [4, "status"],
    [3, "result"],
    [1, "cancel"],
    [3, "file"],
  ] as const);
  const times = dice.weighed([
    [5, 1],
    [3, dice.whole(2, 4)],
    [1, 12],
  ] as const);
  const json = [
    [2, { kind: "missing-fields", fields: [dice.pick(FIELDS), dice.pick(FIELDS)] }],
    [1, { kind: "doubled-fields" }],
  ] as const;
  const special = dice.weighed(
    {
      submit: json,
      status: [
        [2, { kind: "status-back" }],
        [2, { kind: "unknown-status" }],
        [2, { kind: "expired" }],
        [1, { kind: "missing", status: 404 }],
        ...json,
      ],
      result: [[2, { kind: "unfinished" }], [2, { kind: "expired" }], ...json],
      cancel: [
        [1, { kind: "missing", status: 405 }],
        [1, { kind: "hang" }],
      ],
      file: [
        [2, { kind: "expired" }],
        [2, { kind: "other-file", what: dice.pick(["text", "web page", "archive", "nothing"]) }],
        [1, { kind: "huge", bytes: 5_000_000_000 }],
        [1, { kind: "huge", bytes: 80_000_000, told: false }],
      ],
    }[at] as readonly (readonly [number, Omit<NewFault, "at" | "times">])[],
  );
  return { ...(dice.happens(0.6) ? anyFault(dice) : special), at, times } as NewFault;
}

const ROUTES: readonly (readonly [number, RegExp | undefined])[] = [
  [4, undefined],
  [2, /^POST \/interactions/],
  [4, /^PATCH \/webhooks/],
  [2, /^PATCH \/channels/],
  [1, /^GET \/webhooks/],
  [1, /^POST \/(users|channels)/],
  [1, /^PUT \/applications/],
  [1, /^GET \/gateway/],
];

export function discordFault(dice: Dice): DiscordFault {
  const route = dice.weighed(ROUTES);
  const kind = dice.weighed([
    [3, "429"],
    [1, "429_global"],
    [3, "5xx"],
    [2, "reset"],
    [2, "reset_after"],
    [3, "reset_upload"],
    [1, "unauthorized"],
    [3, "token_expired"],
    [1, "missing_permissions"],
    [1, "missing_access"],
    [1, "unknown_message"],
    [1, "unknown_channel"],
    [1, "direct_messages_closed"],
    [3, "gateway_drop"],
    [2, "reconnect"],
    [2, "invalid_session"],
    [1, "no_heartbeat_ack"],
  ] as const);
  const times = dice.weighed([
    [5, 1],
    [3, dice.whole(2, 5)],
    [1, 20],
  ] as const);
  const where = onlyWhereDiscordSaysSo(kind) ?? route;
  return { kind, times, retryAfterMs: dice.whole(100, 8_000), ...(where === undefined ? {} : { route: where }) };
}

/** A refusal stands for something that happened; elsewhere Discord would never give it. */
function onlyWhereDiscordSaysSo(kind: DiscordFault["kind"]): RegExp | undefined {
  if (kind === "token_expired") return /^(PATCH|GET) \/webhooks/;
  if (kind === "unknown_message" || kind === "unknown_channel") return /^PATCH /;
  if (kind === "direct_messages_closed") return /^POST \/channels/;
  if (kind === "missing_permissions" || kind === "missing_access") return /^(PATCH|POST) \/channels/;
  return undefined;
}

/** What kind of relay this one is. */
export function relaySettings(dice: Dice): Partial<RelaySettings> {
  return {
    workers: dice.whole(1, 4),
    speed: dice.pick([1, 3, 8]),
    addresses: dice.pick(["fal", "own"]),
    appInPath: dice.weighed([
      [4, "answered-or-auto"],
      [1, "auto"],
      [1, "answered"],
    ] as const),
    statusEndpoint: dice.weighed([
      [5, "present"],
      [1, "missing-404"],
      [1, "missing-405"],
    ] as const),
    cancelEndpoint: dice.weighed([
      [5, "present"],
      [1, "missing-404"],
    ] as const),
    cancelWhileRunning: dice.pick(["goes-on", "stops"]),
    schemaErrors: dice.pick(["result", "submit"]),
    repeatRequest: dice.happens(0.3),
    statusErrors: dice.happens(0.7),
    unfinishedResult: dice.pick(["fal", "status-200", "status-202"]),
    refusals: dice.pick(["fal", "openai"]),
    readLagMs: dice.weighed([
      [3, 0],
      [1, dice.whole(500, 20_000)],
    ] as const),
    fileLifeMs: dice.weighed([
      [5, 3_600_000],
      [1, dice.whole(2_000, 30_000)],
    ] as const),
    expiredFileStatus: dice.pick([404, 410]),
  };
}
