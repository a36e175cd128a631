/** What a path below the relay's root means. */
export type RelayPath =
  | { readonly call: "file"; readonly file: string }
  | { readonly call: "admin"; readonly name: string }
  | { readonly call: "key set" }
  | { readonly call: "submit"; readonly endpoint: string }
  | { readonly call: RequestCall; readonly owner: string; readonly app: string; readonly requestId: string };

export type RequestCall = "status" | "stream" | "result" | "cancel";

const REQUEST = /^\/((?:workflows\/|comfy\/)?[^/]+)\/(.+?)\/requests\/([^/]+)(\/status|\/status\/stream|\/cancel)?\/?$/;
const SUFFIXES: Readonly<Record<string, RequestCall>> = {
  "/status": "status",
  "/status/stream": "stream",
  "/cancel": "cancel",
};

/** Reads a path. Whatever is none of the others is taken for an endpoint id. */
export function parseRelayPath(path: string): RelayPath {
  if (path === "/.well-known/jwks.json") return { call: "key set" };
  if (path.startsWith("/files/")) return { call: "file", file: path.slice("/files/".length) };
  if (path === "/sandbox" || path.startsWith("/sandbox/"))
    return { call: "admin", name: path.slice("/sandbox/".length) };
  const [, owner, app, requestId, suffix = ""] = REQUEST.exec(path) ?? [];
  if (owner !== undefined && app !== undefined && requestId !== undefined) {
    return { call: SUFFIXES[suffix] ?? "result", owner, app, requestId };
  }
  return { call: "submit", endpoint: path.replace(/^\/+|\/+$/g, "") };
}

/** An endpoint id in its parts: queue requests live under owner and app. fal's two namespaces belong to the owner. */
export function splitEndpoint(endpoint: string): {
  readonly owner: string;
  readonly app: string;
  readonly path: string;
} {
  const segments = endpoint.split("/");
  const ownerLength = segments[0] === "workflows" || segments[0] === "comfy" ? 2 : 1;
  return {
    owner: segments.slice(0, ownerLength).join("/"),
    app: segments[ownerLength] ?? "",
    path: segments.slice(ownerLength + 1).join("/"),
  };
}
