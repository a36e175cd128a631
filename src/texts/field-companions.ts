/** Names of the options that stand beside a field's own one: a link instead of a file, a numbered file, a free size. */
import type { Localized } from "./localized.ts";

export const widthName: Localized = { "en-US": "width", "zh-CN": "宽度" };
export const heightName: Localized = { "en-US": "height", "zh-CN": "高度" };

/** `field` is the field's own name: image → image_link. */
export function linkName(field: Localized): Localized {
  return { "en-US": `${field["en-US"]}_link`, "zh-CN": `${chinese(field)}链接` };
}

/** image → image_links */
export function linksName(field: Localized): Localized {
  return { "en-US": `${field["en-US"]}_links`, "zh-CN": `${chinese(field)}链接` };
}

/** image → image_2 */
export function numberedName(field: Localized, position: number): Localized {
  return { "en-US": `${field["en-US"]}_${position}`, "zh-CN": `${chinese(field)}${position}` };
}

function chinese(text: Localized): string {
  return text["zh-CN"] ?? text["en-US"];
}
