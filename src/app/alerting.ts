import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { type Alert, AlertStore } from "../alerts/alert-store.ts";
import { AlertWatch, type Shown } from "../alerts/alert-watch.ts";
import type { Clock } from "../clock.ts";
import { container, messageOf, text } from "../commands/moderation/parts.ts";
import type { AuditChannel } from "../delivery/audit-channel.ts";
import type { DiscordApi } from "../delivery/discord-api.ts";
import type { Logger } from "../logger.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { dateText } from "../policy/sentences.ts";
import type { Database } from "../storage/database.ts";
import type { Locale } from "../texts/localized.ts";
import { say, sentences } from "../texts/say.ts";
import { fileSize } from "../texts/units.ts";
import { NOBODY_WATCHES, type Watching } from "../watching.ts";

interface Rooms {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly policies: PolicyStore;
  readonly api: DiscordApi;
  readonly channel: AuditChannel;
  readonly probeRelay: () => Promise<unknown>;
  readonly freeBytes: () => Promise<number | null>;
  /** The language of the operator's own guild. */
  readonly operatorLocale: () => Promise<Locale>;
}

/** Discord keeps 25 characters of a nonce. */
const NONCE_MAX = 25;

/** Tells the operator's channel, or where there is none the log, what has to be looked after. */
export function makeAlerting(rooms: Rooms): AlertWatch {
  const { database, clock, log, probeRelay, freeBytes } = rooms;
  return new AlertWatch({
    store: new AlertStore(database, clock),
    clock,
    stopwatch: () => performance.now(),
    probeRelay,
    freeBytes,
    machine: hostname(),
    show: (alert) => show(alert, rooms),
    failed: (error) => log.error({ err: error }, "alerts could not be looked after"),
  });
}

/** What is told to alerts of what the instruments hear. */
export function toldTo(alerts: () => AlertWatch): Watching {
  return {
    ...NOBODY_WATCHES,
    job: (job, verdict) => alerts().heardOfJob(job, verdict),
    relay: (_call, outcome) => alerts().heardOfRelay(outcome),
  };
}

/** What is free where `directory` lies, for those who are not the machine's own root. */
export function freeBytesAt(directory: string): Promise<number | null> {
  return statfs(directory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}

async function show(alert: Alert, { log, policies, api, channel, operatorLocale }: Rooms): Promise<Shown> {
  const { key, kind, facts, openedAt, solvedAt, message } = alert;
  if (solvedAt === null) log.warn({ alert: key, ...facts }, `to look after: ${say("en-US", `alert_${kind}_title`)}`);
  else log.info({ alert: key, lastedMs: solvedAt - openedAt }, `over: ${say("en-US", `alert_${kind}_title`)}`);
  const { channel: channelId } = await policies.operatorSettings();
  if (message !== null) {
    const body = alertMessage(alert, await operatorLocale());
    const edited = await api.editMessage(message.channelId, message.messageId, body);
    return !edited.ok && edited.kind === "down" ? "later" : message;
  }
  if (channelId === null || solvedAt !== null) return null;
  const body = alertMessage(alert, await operatorLocale());
  const posted = await channel.post(channelId, body, `n${openedAt}${key.replaceAll(" ", "")}`.slice(0, NONCE_MAX));
  if (posted.ok) return { channelId, messageId: posted.messageId };
  return posted.why === "down" || posted.why === "stopped" ? "later" : null;
}

/** As whoever runs the bot reads it. */
export function alertMessage(
  { kind, facts, openedAt, solvedAt }: Omit<Alert, "key" | "shown" | "message">,
  locale: Locale,
): object {
  const title = say(locale, `alert_${kind}_title`);
  const since = dateText(openedAt);
  if (solvedAt !== null) {
    const over = say(locale, "alert_over", { since, until: dateText(solvedAt) });
    return messageOf(container("changed", [text(`~~${title}~~\n${over}`)]));
  }
  const hints = [...factsText(kind, facts, locale), say(locale, `alert_${kind}_hint`)];
  const lines = [`### ${title}`, sentences(locale, hints), `-# ${say(locale, "alert_since", { since })}`];
  return messageOf(container("alert", [text(lines.join("\n"))]));
}

function factsText(kind: Alert["kind"], facts: Alert["facts"], locale: Locale): string[] {
  const { failed = 0, ended = 0, reasons = "", freeBytes = 0, machine = "", seconds = 0 } = facts;
  switch (kind) {
    case "errors":
      return [say(locale, "alert_errors_facts", { failed, ended, reasons })];
    case "disk":
      return [
        say(locale, "alert_disk_facts", { free: fileSize(locale, Number(freeBytes)), machine: `\`${machine}\`` }),
      ];
    case "database":
      return [say(locale, "alert_database_facts", { seconds })];
    default:
      return [];
  }
}
