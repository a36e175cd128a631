import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from "discord.js";
import type { AnswerMessage, Asker } from "../../interaction.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { momentText } from "../../policy/sentences.ts";
import type { RelayKeys } from "../../secrets/relay-keys.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import type { Subcommand } from "../moderation/subcommands/subcommand.ts";
import { memberMention } from "../moderation/value-text.ts";

export interface RelayKeyOptions {
  readonly keys: RelayKeys;
  readonly policies: PolicyStore;
  /** What the relay says to a key. */
  readonly check: (key: string) => Promise<{ ok: true } | { ok: false; error: { kind: string } }>;
}

export const RELAY_KEY_PREFIX = "relaykey";
export const RELAY_KEY_FIELD = "relay_key";
const MOST_CHARACTERS = 400;
/** What an HTTP header takes as one word. */
const ONE_WORD = /^[\x21-\x7e]+$/;

/** A guild whose money it is, and who may decide about it: Manage Server, not merely a role named for /easel. */
export function payingGuildOf({ guildId, managesGuild }: Asker): string | null {
  return managesGuild ? guildId : null;
}

/** /easel relay: whether the guild pays for itself, and since when. */
export function relaySubcommand(options: RelayKeyOptions): Subcommand {
  return {
    name: "relay",
    options: [],
    async execute({ asker }) {
      const guildId = payingGuildOf(asker);
      if (guildId === null) return { kind: "notice", text: say(asker.locale, "relay_key_only_managers") };
      return { kind: "message", body: await relayKeyView(asker, guildId, options), ephemeral: true };
    },
  };
}

/** How things stand, below `done` what was just done. */
export async function relayKeyView(
  { locale }: Asker,
  guildId: string,
  { keys }: RelayKeyOptions,
  done?: "relay_key_stored" | "relay_key_removed",
): Promise<object> {
  const current = await keys.current(guildId);
  const standing =
    current === null
      ? [say(locale, "relay_key_none")]
      : [
          say(locale, "relay_key_standing", { by: memberMention(current.setBy), when: momentText(current.setAt) }),
          ...(current.refusedAt === null
            ? []
            : [say(locale, "relay_key_refused_since", { when: momentText(current.refusedAt) })]),
        ];
  const notes = [...standing, ...(keys.canStore ? [] : [say(locale, "relay_key_no_secret")])];
  const buttons = [
    ...(keys.canStore ? [button(`${RELAY_KEY_PREFIX}:form`, say(locale, "button_relay_key_set"), "main")] : []),
    ...(current === null
      ? []
      : [button(`${RELAY_KEY_PREFIX}:remove`, say(locale, "button_relay_key_remove"), "danger")]),
  ];
  const parts = [text(notes.join("\n")), ...(buttons.length === 0 ? [] : [row(...buttons)])];
  const outcome = done === undefined ? [] : [container("changed", [text(say(locale, done))])];
  return messageOf(container("panel", parts), ...outcome);
}

export function relayKeyModal({ locale }: Asker): APIModalInteractionResponseCallbackData {
  return {
    custom_id: `${RELAY_KEY_PREFIX}:set`,
    title: say(locale, "form_relay_key"),
    components: [
      {
        type: ComponentType.Label,
        label: say(locale, "field_relay_key"),
        description: say(locale, "field_hint_relay_key"),
        component: {
          type: ComponentType.TextInput,
          custom_id: RELAY_KEY_FIELD,
          style: TextInputStyle.Short,
          required: true,
          max_length: MOST_CHARACTERS,
        },
      },
    ],
  };
}

/** Tests a key and stores it. Nothing is stored that the relay did not take. */
export async function storeRelayKey(
  asker: Asker,
  guildId: string,
  given: string,
  options: RelayKeyOptions,
): Promise<AnswerMessage> {
  const { keys, policies, check } = options;
  const key = given.trim();
  const notice = (words: Refusal): AnswerMessage => ({
    body: messageOf(container("panel", [text(say(asker.locale, words))])),
  });
  if (!keys.canStore) return notice("relay_key_no_secret");
  if (!ONE_WORD.test(key)) return notice("relay_key_unreadable");
  const checked = await check(key);
  if (!checked.ok) return notice(PROBLEMS[checked.error.kind] ?? "relay_key_untested");
  await keys.set(guildId, key, asker.userId);
  await policies.note(guildId, { kind: "relay_key", what: "set" }, asker.userId);
  return { body: await relayKeyView(asker, guildId, options, "relay_key_stored") };
}

export async function removeRelayKey(asker: Asker, guildId: string, options: RelayKeyOptions): Promise<object> {
  if (await options.keys.remove(guildId))
    await options.policies.note(guildId, { kind: "relay_key", what: "removed" }, asker.userId);
  return relayKeyView(asker, guildId, options, "relay_key_removed");
}

const PROBLEMS: Readonly<Record<string, Refusal>> = {
  unauthorized: "relay_key_not_accepted",
  out_of_balance: "relay_key_empty",
};
type Refusal = `relay_key_${"no_secret" | "unreadable" | "not_accepted" | "empty" | "untested"}`;
