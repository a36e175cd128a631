import {
  payingGuildOf,
  RELAY_KEY_FIELD,
  RELAY_KEY_PREFIX,
  type RelayKeyOptions,
  relayKeyModal,
  removeRelayKey,
  storeRelayKey,
} from "../../commands/operator/relay-key.ts";
import type { Answer, Asker, ComponentHandler, ModalHandler } from "../../interaction.ts";
import { say } from "../../texts/say.ts";

/** The buttons of /easel relay. */
export function relayKeyPresses(options: RelayKeyOptions): ComponentHandler {
  return {
    prefix: RELAY_KEY_PREFIX,
    async press(asker, { customId }) {
      const guildId = payingGuildOf(asker);
      if (guildId === null) return refused(asker);
      switch (customId) {
        case `${RELAY_KEY_PREFIX}:form`:
          return { kind: "modal", modal: relayKeyModal(asker) };
        case `${RELAY_KEY_PREFIX}:remove`:
          return { kind: "update", body: await removeRelayKey(asker, guildId, options) };
        default:
          return { kind: "notice", text: say(asker.locale, "refused_gone") };
      }
    },
  };
}

/** The form that takes the key. */
export function relayKeyModals(options: RelayKeyOptions): ModalHandler {
  return {
    prefix: RELAY_KEY_PREFIX,
    async submit(asker, { fields }) {
      const guildId = payingGuildOf(asker);
      if (guildId === null) return refused(asker);
      const given = fields.get(RELAY_KEY_FIELD)?.text ?? "";
      return { kind: "later", ephemeral: true, message: () => storeRelayKey(asker, guildId, given, options) };
    },
  };
}

function refused({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "relay_key_only_managers") };
}
