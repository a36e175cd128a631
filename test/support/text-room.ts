/** How much of a text Discord shows where it stands; undefined where it is part of a message. */
export function roomFor(theme: string, key: string): number | undefined {
  if (theme === "names") return 32;
  if (theme === "phrases") return 100;
  return ROOMS.find(([form]) => form.test(key))?.[1];
}

/** By the names of keys, the first that fits. Discord's numbers: labels of fields and titles of modals, their hints, buttons, options of selects. */
const ROOMS: readonly (readonly [RegExp, number])[] = [
  [/^name_/, 12],
  [/^fact_/, 60],
  [/^option_/, 100],
  [
    /^(hint|field_hint|page_hint)_|^(removal|report)_reason_hint$|^suspend_(days|reason)_hint$|^forget_confirm_hint$/,
    100,
  ],
  [/^(setting|field|form)_/, 45],
  [/^(removal|report|suspend|forget_confirm)_(title|reason|days|label)$/, 45],
  [/^(choice|page|choose)_/, 100],
  [/^button_/, 40],
];
