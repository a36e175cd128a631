/** What a path below the relay's root means. */
export type RelayPath =
  | { readonly call: "file"; readonly file: string }
  | { readonly call: "admin"; readonly name: string }
  | { readonly call: "submit"; readonly endpoint: string }
  | { readonly call: RequestCall; readonly app: string; readonly requestId: string };

export type RequestCall = "status" | "stream" | "result" | "cancel";

const REQUEST = /^\/fal-ai\/(.+?)\/requests\/([^/]+)(\/status|\/status\/stream|\/cancel)?\/?$/;
const SUFFIXES: Readonly<Record<string, RequestCall>> = {
  "/status": "status",
  "/status/stream": "stream",
  "/cancel": "cancel",
};

/** Reads a path. Whatever is none of the others is taken for an endpoint id. */
export function parseRelayPath(path: string): RelayPath {
  if (path.startsWith("/files/")) return { call: "file", file: path.slice("/files/".length) };
  if (path === "/sandbox" || path.startsWith("/sandbox/"))
    return { call: "admin", name: path.slice("/sandbox/".length) };
  const [, app, requestId, suffix = ""] = REQUEST.exec(path) ?? [];
  if (app !== undefined && requestId !== undefined) return { call: SUFFIXES[suffix] ?? "result", app, requestId };
  return { call: "submit", endpoint: path.replace(/^\/+|\/+$/g, "") };
}
