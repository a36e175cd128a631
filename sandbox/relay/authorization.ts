import { createHash } from "node:crypto";
import { type Answer, json } from "./answer.ts";
import type { RelaySettings } from "./settings.ts";

export type Scheme = "Bearer" | "Key" | "other" | "none";

/** The scheme a header names; schemes are case-insensitive, and the tutorial of the relay writes `key` (document 001). */
export function schemeOf(header: string | undefined): Scheme {
  const word = header?.trim().split(/\s+/)[0]?.toLowerCase();
  if (word === undefined || word === "") return "none";
  return word === "bearer" ? "Bearer" : word === "key" ? "Key" : "other";
}

/** A few characters by which two keys can be told apart, and no key be found; undefined where none was sent. */
export function keyMarkOf(header: string | undefined): string | undefined {
  const given = header?.trim().split(/\s+/)[1];
  return given === undefined ? undefined : keyMark(given);
}

export function keyMark(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}

/** The refusal of a call without the right key, or undefined when it may pass. */
export function refuseStranger(header: string | undefined, key: string, settings: RelaySettings): Answer | undefined {
  const scheme = schemeOf(header);
  const given = header?.trim().split(/\s+/)[1];
  const schemes: readonly string[] = settings.authSchemes;
  if (schemes.includes(scheme) && given !== undefined && [key, ...settings.keys].includes(given)) return undefined;
  if (settings.refusals === "openai") {
    const message = scheme === "none" ? "未提供令牌" : "无效的令牌";
    return json(401, { error: { message, type: "new_api_error", param: "", code: "invalid_api_key" } });
  }
  const detail =
    scheme === "none"
      ? "Authentication is required to access this application."
      : "Authentication is required: the key or the scheme is not accepted.";
  return json(401, { detail }, { "www-authenticate": settings.authSchemes.join(", ") });
}
