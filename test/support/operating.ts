import { ID } from "../../sandbox/discord/world.ts";
import { type Person, person, type Values } from "./person.ts";
import { openStudio, type StudioOptions } from "./studio.ts";

/** A studio whose guild is the home of /operator, and Ada, who runs the bot. */
export async function openOperating(t: Parameters<typeof openStudio>[0], options: StudioOptions = {}) {
  const given = options.environment;
  const studio = await openStudio(t, {
    ...options,
    environment: (relay) => ({
      HOME_GUILD_ID: ID.guild,
      ...(typeof given === "function" ? given(relay) : given),
    }),
  });
  const ada = await person(studio.discord, "Ada");
  const operate = (values: Values) => ada.command("operator", values);
  return { ...studio, ada, operate };
}

/** What someone's newest message says, line by line. */
export async function newest(who: Person, channel?: string): Promise<string> {
  const { id } = await who.lastMessage(channel);
  return textOf((await who.messages(channel)).find((message) => message.id === id));
}

function textOf(node: unknown): string {
  if (Array.isArray(node))
    return node
      .map(textOf)
      .filter((text) => text !== "")
      .join("\n");
  if (typeof node !== "object" || node === null) return "";
  const { content, label, components, accessory } = {
    content: "",
    label: "",
    components: [],
    accessory: null,
    ...node,
  };
  return [content, label === "" ? "" : `[${label}]`, textOf(components), textOf(accessory)]
    .filter((text) => text !== "")
    .join("\n");
}
