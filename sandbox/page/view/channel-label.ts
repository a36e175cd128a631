import type { RailChannel } from "../world-names.ts";
import type { IconName } from "./icons.tsx";

/** "#general", "lighthouse studies", "@Easel": as people write it. */
export function channelLabel(channel: RailChannel): string {
  switch (channel.kind) {
    case "direct":
    case "private":
      return `@${channel.name}`;
    case "thread":
      return channel.name;
    default:
      return `#${channel.name}`;
  }
}

export function channelIcon(channel: RailChannel): IconName {
  if (channel.kind === "direct" || channel.kind === "private") return "direct";
  return channel.kind === "thread" ? "thread" : "hash";
}
