import type { QueueRequest } from "./queue-request.ts";

/** The relay's address as configured, taken apart: it may have a path that stands before every other. */
export interface RelayBase {
  readonly origin: string;
  /** "" or "/prefix". */
  readonly prefix: string;
}

/** @throws TypeError when it is no http(s) address; the configuration was checked before. */
export function relayBase(address: string): RelayBase {
  const { origin, pathname } = new URL(address);
  return { origin, prefix: pathname.replace(/\/+$/, "") };
}

/** Where a request can be asked for; none is missing any more. */
export interface RequestPaths {
  readonly statusPath: string;
  readonly responsePath: string;
  readonly cancelPath: string;
}

/** A request's paths: those that were answered as they are, the others made from what was. */
export function pathsOf(endpoint: string, given: QueueRequest): RequestPaths {
  const responsePath =
    given.responsePath ??
    (given.statusPath === null ? null : withoutEnding(given.statusPath, "/status")) ??
    `/${appOf(endpoint)}/requests/${encodeURIComponent(given.requestId)}`;
  return {
    responsePath,
    statusPath: given.statusPath ?? withEnding(responsePath, "/status"),
    cancelPath: given.cancelPath ?? withEnding(responsePath, "/cancel"),
  };
}

/** The path and query of an answered address, without the base's own prefix; null where there is none to speak of. */
export function answeredPath(address: string | null, base: RelayBase): string | null {
  if (address === null || !URL.canParse(address, base.origin)) return null;
  const url = new URL(address, base.origin);
  const ours = url.origin === base.origin && url.pathname.startsWith(`${base.prefix}/`);
  const path = ours ? url.pathname.slice(base.prefix.length) : url.pathname;
  return path.startsWith("/") && path.length > 1 ? path + url.search : null;
}

/** fal counts the owner and one name as the app: "fal-ai/flux-1" of "fal-ai/flux-1/dev". */
function appOf(endpoint: string): string {
  return endpointPath(endpoint).split("/").slice(1, 3).join("/");
}

/** "/fal-ai/flux-1/dev" */
export function endpointPath(endpoint: string): string {
  return `/${endpoint.split("/").filter(Boolean).map(encodeURIComponent).join("/")}`;
}

/** The same paths with the word "auto" for the app's name, which some relays of this make want there. */
export function underAuto(paths: RequestPaths): RequestPaths {
  const move = (path: string) => path.replace(/^(\/[^/?]+\/)[^?]+(\/requests\/)/, "$1auto$2");
  return {
    statusPath: move(paths.statusPath),
    responsePath: move(paths.responsePath),
    cancelPath: move(paths.cancelPath),
  };
}

/** A submit's path with the address that fal calls when the request is done. */
export function withCallAddress(path: string, address: string | null): string {
  return address === null ? path : `${path}?${new URLSearchParams({ fal_webhook: address })}`;
}

export function withLogs(path: string): string {
  const [before = "", query] = splitQuery(path);
  const parameters = new URLSearchParams(query);
  parameters.set("logs", "1");
  return query === "" ? `${before}?logs=1` : `${before}?${parameters}`;
}

/** Where a status comes as events, with the logs. */
export function streamOf(statusPath: string): string {
  return withLogs(withEnding(statusPath, "/stream"));
}

function withEnding(path: string, ending: string): string {
  const [before, query] = splitQuery(path);
  return before + ending + (query === "" ? "" : `?${query}`);
}

function withoutEnding(path: string, ending: string): string | null {
  const [before, query] = splitQuery(path);
  return before.endsWith(ending) ? before.slice(0, -ending.length) + (query === "" ? "" : `?${query}`) : null;
}

function splitQuery(path: string): [string, string] {
  const at = path.indexOf("?");
  return at < 0 ? [path, ""] : [path.slice(0, at), path.slice(at + 1)];
}
