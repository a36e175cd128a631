import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import { type RequestPaths, underAuto } from "../../relay/addresses.ts";
import { ask, type HttpAnswer, type NoAnswer } from "../ask.ts";

/** A question to the relay by hand: its status and headers, not only what Easel makes of them. */
export function askRelay(path: string, config: Config, clock: Clock, method = "GET"): Promise<HttpAnswer | NoAnswer> {
  const authorization = `${config.relayAuthScheme} ${config.relayKey}`;
  return ask(`${config.relayUrl}${path}`, { method, headers: { authorization, accept: "application/json" } }, clock);
}

/** Asks for a request as it was answered, and where that is nowhere under “auto”, which some relays want. */
export async function askRequest(
  paths: RequestPaths,
  path: "statusPath" | "responsePath",
  config: Config,
  clock: Clock,
): Promise<HttpAnswer | NoAnswer> {
  const answered = await askRelay(paths[path], config, clock);
  if (!answered.ok || answered.status !== 404) return answered;
  const auto = await askRelay(underAuto(paths)[path], config, clock);
  return auto.ok && auto.status !== 404 ? auto : answered;
}

/** An answer in one line: "400 application/json {"detail": …}". */
export function shownAnswer(answer: HttpAnswer | NoAnswer, requestId = ""): string {
  if (!answer.ok) return `no answer (${answer.why})`;
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "no content type";
  return `${answer.status} ${type} ${requestId === "" ? answer.text : answer.text.replaceAll(requestId, "{id}")}`;
}
