/** The first word of our custom ids. Whether someone may do what one says is asked anew at every use. */
export const PRESET_PREFIX = "preset";

/** What a form makes: a new preset, or a changed one. */
export type PresetTarget =
  | { readonly kind: "new"; readonly whose: "mine" | "server" }
  | { readonly kind: "edit"; readonly id: string };

const PRESSES = ["edit", "ask", "remove", "keep", "add"] as const;
export type PresetPress = (typeof PRESSES)[number];
const ID = /^[\w-]{1,24}$/u;

export function presetId(target: PresetTarget): string {
  return [PRESET_PREFIX, target.kind, target.kind === "new" ? target.whose : target.id].join(":");
}

export function pressId(press: PresetPress, id: string): string {
  return [PRESET_PREFIX, press, id].join(":");
}

/** Null for what we never made. */
export function targetIn(customId: string): PresetTarget | null {
  const [, kind, what = "", ...more] = customId.split(":");
  if (more.length > 0) return null;
  if (kind === "new") return what === "mine" || what === "server" ? { kind, whose: what } : null;
  return kind === "edit" && ID.test(what) ? { kind, id: what } : null;
}

export function pressIn(customId: string): { readonly press: PresetPress; readonly id: string } | null {
  const [, name, id = "", ...more] = customId.split(":");
  const press = PRESSES.find((each) => each === name);
  return press === undefined || !ID.test(id) || more.length > 0 ? null : { press, id };
}
