import type { HttpAnswer } from "../ask.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** A `Date` header counts whole seconds, cut off: on average the moment lies half a second later. */
const HALF_A_SECOND_MS = 500;
const NOTICED_MS = 5_000;
/** Edits through an interaction's token are trusted until half a minute before its end. */
const HARMFUL_MS = 30_000;
const TODO = "Have the machine set its clock by itself (NTP): `timedatectl set-ntp true` on most Linux systems.";

/** Compares this machine's clock with a service's. @returns null where the answer tells no time. */
export function checkClock(service: string, answer: HttpAnswer): Finding | null {
  const told = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(told)) return null;
  const aheadMs = answer.at - (told + HALF_A_SECOND_MS);
  const check = `clock (${service})`;
  const seconds = Math.round(Math.abs(aheadMs) / 100) / 10;
  const found = `this machine is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} ${service}`;
  if (Math.abs(aheadMs) > HARMFUL_MS)
    return problem(check, `${found}: replies may be thought expired, or edited too late`, TODO);
  return Math.abs(aheadMs) > NOTICED_MS ? warning(check, found, TODO) : ok(check, found);
}
