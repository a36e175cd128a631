/** What a person does at Discord, as far as the benches do it. */
export type Doing =
  | { readonly kind: "command" | "autocomplete"; readonly name: string; readonly options: readonly Option[] }
  | { readonly kind: "button"; readonly customId: string; readonly messageId: string };

export interface Option {
  readonly name: string;
  /** Discord's type of option: 3 for a string, 4 for a whole number. */
  readonly type: number;
  readonly value: string | number;
  readonly focused?: boolean;
}

export const APPLICATION = "1290000000000000001";
export const GUILD = "1290000000000000002";
export const CHANNEL = "1290000000000000003";
const OWN_GUILD_INSTALL = "0";
const EVERY_PERMISSION = String((1n << 53n) - 1n);
/** Discord's numbers for kinds of interactions. */
const TYPES = { command: 2, button: 3, autocomplete: 4 } as const;
const DISCORD_EPOCH = 1_420_070_400_000n;
let count = 0n;

/** An id as Discord makes them: the time in its upper bits. */
export function snowflake(at = Date.now()): string {
  count += 1n;
  return String(((BigInt(at) - DISCORD_EPOCH) << 22n) | (count & 0x3fffffn));
}

/** The person number `index`, whose account is old. */
export function personId(index: number): string {
  return String(300_000_000_000_000_000n + BigInt(index));
}

/** INTERACTION_CREATE of a person in the one guild there is. */
export function interactionOf(doing: Doing, person: number, { id, token }: { id: string; token: string }) {
  const user = userOf(personId(person), `person${person}`);
  return {
    ...{ id, token, application_id: APPLICATION, type: TYPES[doing.kind], version: 1 },
    ...{ guild_id: GUILD, guild: { id: GUILD, locale: "en-US", features: [] }, guild_locale: "en-US", locale: "en-US" },
    ...{ channel_id: CHANNEL, channel: channel(), context: 0, entitlements: [], entitlement_sku_ids: [] },
    ...{ app_permissions: EVERY_PERMISSION, attachment_size_limit: 10_485_760 },
    authorizing_integration_owners: { [OWN_GUILD_INSTALL]: GUILD },
    member: {
      ...{ user, roles: [], joined_at: "2020-01-01T00:00:00.000000+00:00", permissions: EVERY_PERMISSION, flags: 0 },
      ...{ nick: null, avatar: null, premium_since: null, deaf: false, mute: false, pending: false },
    },
    data: dataOf(doing),
    ...(doing.kind === "button" ? { message: messageOf(doing.messageId) } : {}),
  };
}

export function userOf(id: string, username: string) {
  return { id, username, discriminator: "0", global_name: username, avatar: null, bot: id === APPLICATION };
}

export function messageOf(id: string, fileNames: readonly string[] = []) {
  const attachments = fileNames.map((filename, index) => {
    const file = `${BigInt(id) + BigInt(index + 1)}`;
    const url = `https://cdn.discordapp.com/attachments/${CHANNEL}/${file}/${filename}`;
    return { id: file, filename, size: 1, url, proxy_url: url };
  });
  return {
    ...{ id, channel_id: CHANNEL, type: 20, content: "", timestamp: new Date().toISOString(), edited_timestamp: null },
    ...{ author: userOf(APPLICATION, "Easel"), attachments, embeds: [], components: [], mentions: [] },
    ...{ mention_roles: [], mention_everyone: false, pinned: false, tts: false, flags: 32_768 },
  };
}

function channel() {
  return { id: CHANNEL, guild_id: GUILD, type: 0, name: "pictures", permissions: EVERY_PERMISSION, nsfw: false };
}

function dataOf(doing: Doing) {
  if (doing.kind === "button") return { component_type: 2, custom_id: doing.customId };
  return { id: "1290000000000000100", name: doing.name, type: 1, options: doing.options };
}
