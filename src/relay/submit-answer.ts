import * as z from "zod";
import { answeredPath, pathsOf, type RelayBase } from "./addresses.ts";
import type { QueueRequest } from "./queue-request.ts";

const address = z.string().min(1).nullable().optional().catch(null);

const schema = z.looseObject({
  request_id: z
    .union([z.string().min(1), z.number().transform(String), z.bigint().transform(String)])
    .nullish()
    .catch(null),
  response_url: address,
  status_url: address,
  cancel_url: address,
});

/** Reads a submit's answer; null when it names no request: then nobody can say whether the relay took it. */
export function readSubmitted(json: unknown, endpoint: string, base: RelayBase): QueueRequest | null {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return null;
  const { response_url: responseUrl = null, status_url: statusUrl = null, cancel_url: cancelUrl = null } = parsed.data;
  // Half a character can stand in JSON and in no address.
  const requestId = (parsed.data.request_id ?? idIn(responseUrl) ?? idIn(statusUrl))?.toWellFormed() ?? null;
  if (requestId === null) return null;
  const paths = pathsOf(endpoint, {
    requestId,
    statusPath: answeredPath(statusUrl, base),
    responsePath: answeredPath(responseUrl, base),
    cancelPath: answeredPath(cancelUrl, base),
  });
  return { requestId, ...paths };
}

function idIn(address: string | null): string | null {
  return address?.match(/\/requests\/([^/?#]+)/)?.[1] ?? null;
}
