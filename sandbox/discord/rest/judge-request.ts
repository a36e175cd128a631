import { refusal } from "../errors.ts";
import type { Interactions } from "../interactions.ts";
import { filesOf } from "../messages.ts";
import type { RequestLog } from "../recorded-requests.ts";
import type { MessageRow } from "../rows.ts";
import { checkRequest } from "../rules/check-request.ts";
import type { RequestContext } from "../rules/checked-request.ts";
import type { OpenApiCheck } from "../rules/openapi-check.ts";
import type { SandboxSettings } from "../settings.ts";
import type { State } from "../state.ts";
import { MESSAGE_FLAG } from "../wire.ts";
import type { BotRequest } from "./bot-request.ts";

/** Holds a request against Discord's rules: records what it breaks, throws 50035 where Discord would. */
export type JudgeRequest = (request: BotRequest) => void;

interface Deps {
  log: RequestLog;
  settings: SandboxSettings;
  state: State;
  interactions: Interactions;
  /** null where Discord's OpenAPI document is not at hand. */
  openApi: OpenApiCheck | null;
}

export function makeJudge({ log, settings, state, interactions, openApi }: Deps): JudgeRequest {
  return ({ method, route, query, body, files }) => {
    const request = {
      method,
      route,
      query,
      body,
      files: files.map((file) => ({ field: file.field, name: file.name, bytes: file.bytes.length })),
      context: contextOf(route, { state, interactions, settings }),
    };
    const { violations, formError } = checkRequest(request);
    for (const { rule, detail } of [...violations, ...(openApi?.(request) ?? [])])
      log.violate({ request: `${method} ${route}`, rule, detail });
    if (formError !== null) throw refusal.judgedForm(formError.errors);
  };
}

/** What the rules cannot see in the request: the message it changes, the interaction it answers, the place's limit. */
function contextOf(route: string, { state, interactions, settings }: Omit<Deps, "log" | "openApi">): RequestContext {
  const [, webhookToken, webhookMessage] = /^\/webhooks\/\d+\/([^/]+)(?:\/messages\/([^/]+))?$/.exec(route) ?? [];
  const [, callback] = /^\/interactions\/(\d+)\/[^/]+\/callback$/.exec(route) ?? [];
  const [, channelId, channelMessage] = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/.exec(route) ?? [];
  const interaction = callback === undefined ? interactions.find(webhookToken ?? "") : interactions.get(callback);
  const original = webhookMessage === "@original" ? interaction?.originalId : webhookMessage;
  const message = state.messages.get(channelMessage ?? original ?? (callback && interaction?.sourceId) ?? "");
  const channel = state.channels.get(channelId ?? interaction?.channelId ?? "");
  return {
    ...(message === undefined ? {} : messageContext(message)),
    ...(channel === undefined ? {} : { attachmentLimit: settings.fileLimit(channel.guildId) }),
    ...(callback === undefined || interaction === undefined
      ? {}
      : { interactionType: interaction.type, fromMessage: interaction.sourceId !== null }),
  };
}

function messageContext(row: MessageRow): RequestContext {
  const { message, onlyFor } = row;
  return {
    messageIsV2: ((message.flags ?? 0) & MESSAGE_FLAG.componentsV2) !== 0,
    messageHasLegacyFields: message.content !== "" || message.embeds.length > 0 || message.poll !== undefined,
    ephemeral: onlyFor !== null,
    existingAttachments: filesOf(row).map(({ id, filename }) => ({ id, filename })),
  };
}
