import { PermissionFlagsBits } from "discord.js";

/** What the bot needs where it works, under the names of Discord's settings. Threads are channels with a right of their own. */
export const NEEDED_PERMISSIONS: readonly { readonly name: string; readonly bit: bigint }[] = [
  { name: "View Channel", bit: PermissionFlagsBits.ViewChannel },
  { name: "Send Messages", bit: PermissionFlagsBits.SendMessages },
  { name: "Send Messages in Threads", bit: PermissionFlagsBits.SendMessagesInThreads },
  { name: "Attach Files", bit: PermissionFlagsBits.AttachFiles },
  { name: "Embed Links", bit: PermissionFlagsBits.EmbedLinks },
  { name: "Read Message History", bit: PermissionFlagsBits.ReadMessageHistory },
];

export const VIEW_CHANNEL = PermissionFlagsBits.ViewChannel;
export const ADMINISTRATOR = PermissionFlagsBits.Administrator;
export const USE_COMMANDS = PermissionFlagsBits.UseApplicationCommands;
