import { chosenPicture, type MessageMenuOptions, TAKE } from "../../commands/about-picture/message-menus.ts";
import type { ComponentHandler } from "../../interaction.ts";

/** The select that asks which of a message's pictures is meant. */
export function pickedPicture(options: MessageMenuOptions): ComponentHandler {
  return { prefix: TAKE, press: (asker, use) => chosenPicture(asker, use, options) };
}
