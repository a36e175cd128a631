import type { Hono } from "hono";
import type { Answers } from "../answers.ts";
import type { Interactions } from "../interactions.ts";
import type { Json } from "../json.ts";
import type { Messages } from "../messages.ts";
import type { InteractionRow, MessageRow } from "../rows.ts";
import { CALLBACK } from "../wire.ts";
import { type BotEnv, jsonBody } from "./bot-request.ts";

interface Deps {
  answers: Answers;
  interactions: Interactions;
  messages: Messages;
}

/** First answers: POST /interactions/:id/:token/callback. They need no bot token, their own is the secret. */
export function interactionRoutes(api: Hono<BotEnv>, { answers, interactions, messages }: Deps): void {
  api.post("/interactions/:id/:token/callback", async (c) => {
    const row = interactions.claimFirstAnswer(c.req.param("id"), c.req.param("token"));
    const body = jsonBody(c.var.request);
    const message = await answers.first(row, body, c.var.request.files);
    if (c.req.query("with_response") !== "true") return c.body(null, 204);
    return c.json(callbackResponse(row, body["type"], message, message && messages.wire(message)));
  });
}

/** Further answers: /webhooks/:application/:token, for fifteen minutes. */
export function interactionWebhookRoutes(api: Hono<BotEnv>, { answers, interactions, messages }: Deps): void {
  const base = "/webhooks/:application/:token";
  api.post(base, async (c) => {
    const row = interactions.byToken(c.req.param("token"));
    const message = await answers.followUp(row, jsonBody(c.var.request), c.var.request.files);
    return c.json(messages.wire(message));
  });
  api.get(`${base}/messages/:message`, (c) => {
    const row = interactions.byToken(c.req.param("token"));
    return c.json(messages.wire(answers.message(row, c.req.param("message"))));
  });
  api.patch(`${base}/messages/:message`, async (c) => {
    const row = interactions.byToken(c.req.param("token"));
    const message = answers.message(row, c.req.param("message"));
    return c.json(messages.wire(await answers.edit(row, message, jsonBody(c.var.request), c.var.request.files)));
  });
  api.delete(`${base}/messages/:message`, (c) => {
    const row = interactions.byToken(c.req.param("token"));
    messages.remove(answers.message(row, c.req.param("message")));
    return c.body(null, 204);
  });
}

/** `resource` names the kind of message there is now, made or updated: a deferral is a message too. */
function callbackResponse(row: InteractionRow, type: unknown, message: MessageRow | undefined, wire: unknown): Json {
  const interaction = { id: row.id, type: row.type };
  if (message === undefined) return { interaction };
  const updates = type === CALLBACK.update || type === CALLBACK.deferredUpdate;
  return {
    interaction: {
      ...interaction,
      response_message_id: message.id,
      response_message_loading: type === CALLBACK.deferredMessage,
      response_message_ephemeral: message.onlyFor !== null,
    },
    resource: { type: updates ? CALLBACK.update : CALLBACK.message, message: wire },
  };
}
