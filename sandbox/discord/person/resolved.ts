import type { Json } from "../json.ts";
import { channelPermissions } from "../permissions.ts";
import type { ChannelRow } from "../rows.ts";
import type { State } from "../state.ts";
import { COMPONENT, OPTION } from "../wire.ts";
import { channelObject, interactionMember, userOf } from "../wire-objects.ts";
import { Refused } from "./command-options.ts";

type Kind = "user" | "role" | "channel" | "mentionable";

const KINDS: Record<string, Kind> = {
  [`option ${OPTION.user}`]: "user",
  [`option ${OPTION.role}`]: "role",
  [`option ${OPTION.channel}`]: "channel",
  [`option ${OPTION.mentionable}`]: "mentionable",
  [`component ${COMPONENT.userSelect}`]: "user",
  [`component ${COMPONENT.roleSelect}`]: "role",
  [`component ${COMPONENT.channelSelect}`]: "channel",
  [`component ${COMPONENT.mentionableSelect}`]: "mentionable",
};

export const kindOf = (what: "option" | "component", type: number): Kind | undefined => KINDS[`${what} ${type}`];

/** The `resolved` part of an interaction: the objects behind the ids that a person picked. Throws Refused. */
export function resolveIds(
  state: State,
  channel: ChannelRow,
  personId: string,
  picked: { kind: Kind; id: string }[],
): Json {
  const resolved: Record<string, Record<string, unknown>> = {};
  const put = (group: string, id: string, value: unknown) => {
    resolved[group] = { ...resolved[group], [id]: value };
  };
  for (const { kind, id } of picked) {
    const user = kind === "user" || kind === "mentionable" ? userOf(state, id) : undefined;
    const role = kind === "role" || kind === "mentionable" ? state.roles.get(id)?.role : undefined;
    const place = kind === "channel" ? state.channels.get(id) : undefined;
    if (user !== undefined) {
      put("users", id, user);
      const member = state.members.get(`${channel.guildId}:${id}`);
      if (member !== undefined) {
        const { user: _user, ...rest } = interactionMember(state, member, channel);
        put("members", id, rest);
      }
    } else if (role !== undefined) put("roles", id, role);
    else if (place !== undefined) {
      const permissions = channelPermissions(state, personId, place).toString();
      put("channels", id, { ...channelObject(state, place), permissions });
    } else throw new Refused(`There is no ${kind === "mentionable" ? "user or role" : kind} with the id ${id}.`);
  }
  return resolved;
}
