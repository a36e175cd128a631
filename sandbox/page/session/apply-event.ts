import type { PersonEvent } from "../../discord/person-api.ts";
import { withMessage, withoutMessage } from "./message-list.ts";
import type { View } from "./view.ts";

/** The view after something happened in the person's world. Channels that were never opened only become unread. */
export function applyEvent(view: View, event: PersonEvent): View {
  switch (event.type) {
    case "message_create":
    case "message_update": {
      const known = view.messages[event.channel];
      const unread =
        event.type === "message_create" && event.channel !== view.channel
          ? new Set([...view.unread, event.channel])
          : view.unread;
      if (known === undefined) return { ...view, unread };
      return { ...view, unread, messages: { ...view.messages, [event.channel]: withMessage(known, event.message) } };
    }
    case "message_delete": {
      const known = view.messages[event.channel];
      if (known === undefined) return view;
      return { ...view, messages: { ...view.messages, [event.channel]: withoutMessage(known, event.message) } };
    }
    case "bot_presence": {
      const bot = view.world?.bot;
      if (!view.world || !bot) return view;
      return { ...view, world: { ...view.world, bot: { ...bot, online: event.online } } };
    }
    case "commands_update":
      return { ...view, commands: {} };
  }
}
