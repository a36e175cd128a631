import { type Answer, type Call, json } from "./answer.ts";
import { FAULT_KINDS, type Faults, PROMPT_FAULTS } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import type { Models } from "./models.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import type { LiveSettings } from "./settings.ts";
import { parseBody } from "./submit-call.ts";

export interface AdminPlace {
  readonly settings: LiveSettings;
  readonly faults: Faults;
  readonly models: Models;
  readonly ledger: () => Ledger;
  readonly requests: () => RecordedRequest[];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/**
 * The switches over HTTP, for the page and for people with curl. Needs no key, so only pages of this machine may use
 * it: a foreign Origin, or a foreign name that resolves to this address, is refused.
 */
export function answerAdmin(name: string, call: Call, place: AdminPlace): Answer {
  const host = String(call.headers["host"] ?? "");
  const origin = call.headers["origin"];
  const originHost = typeof origin === "string" ? origin.replace(/^https?:\/\//, "") : undefined;
  if (!LOOPBACK.test(host) || (originHost !== undefined && !LOOPBACK.test(originHost))) {
    return json(403, { problem: "Only pages of this machine may use the sandbox's switches." });
  }
  const allow: Record<string, string> =
    typeof origin === "string"
      ? {
          "access-control-allow-origin": origin,
          "access-control-allow-methods": "GET, POST, DELETE",
          "access-control-allow-headers": "content-type",
          vary: "origin",
        }
      : {};
  if (call.method === "OPTIONS") return { status: 204, headers: allow, body: Buffer.alloc(0) };
  const answer = perform(name, call, place);
  return { ...answer, headers: { ...answer.headers, ...allow } };
}

function perform(name: string, call: Call, { settings, faults, models, ledger, requests }: AdminPlace): Answer {
  switch (`${call.method} ${name}`) {
    case "GET ":
      return json(200, { settings: settings.current, faultKinds: FAULT_KINDS, promptFaults: PROMPT_FAULTS });
    case "GET settings":
      return json(200, settings.current);
    case "POST settings": {
      const update = settings.update(parseBody(call.body));
      return update.ok ? json(200, settings.current) : json(400, { problem: update.problem });
    }
    case "GET faults":
      return json(200, faults.list());
    case "POST faults": {
      const added = faults.add(parseBody(call.body));
      return added.ok ? json(201, faults.list()) : json(400, { problem: added.problem });
    }
    case "DELETE faults":
      faults.clear();
      return json(200, faults.list());
    case "GET models":
      return json(200, models.endpoints());
    case "POST models": {
      const added = models.add(parseBody(call.body));
      const problem = "There is no model in this: send an OpenAPI document of fal's, or a catalogue of them.";
      return added.length > 0 ? json(201, { added }) : json(400, { problem });
    }
    case "GET ledger":
      return json(200, ledger());
    case "GET requests":
      return json(200, requests());
    default:
      return json(404, {
        problem:
          "There are /sandbox/settings, /sandbox/faults, /sandbox/models, /sandbox/ledger and /sandbox/requests.",
      });
  }
}
