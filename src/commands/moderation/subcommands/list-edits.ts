import { type Edit, listOf, type Subject } from "../setting-value.ts";
import type { SettingId } from "../settings-table.ts";

/** What is said about one channel or role: it stands in one of two lists, or in neither. */
export type ListRule = "allow" | "deny" | "clear";

export function ruleIn(text: string): ListRule {
  return text === "allow" || text === "deny" ? text : "clear";
}

/** Puts an id into one list of a pair and takes it off the other. */
export function ruleEdits(
  lists: { readonly allowed: SettingId; readonly denied: SettingId },
  { rule, id, subject = null }: { rule: ListRule; id: string; subject?: Subject },
): Edit[] {
  return [
    memberEdit(lists.allowed, { id, isIn: rule === "allow", subject }),
    memberEdit(lists.denied, { id, isIn: rule === "deny", subject }),
  ];
}

/** Puts an id into a list or takes it off. */
export function memberEdit(
  setting: SettingId,
  { id, isIn, subject = null }: { id: string; isIn: boolean; subject?: Subject },
): Edit {
  return {
    setting,
    subject,
    to(current) {
      const list = listOf(current);
      if (!isIn) return list.filter((each) => each !== id);
      return list.includes(id) ? list : [...list, id];
    },
  };
}
