import type { GuildSettings } from "../../policy/settings.ts";
import { readerOf } from "./change.ts";
import type { Page } from "./custom-ids.ts";
import type { ModerationOptions, Moderator } from "./moderator.ts";
import type { Subject } from "./setting-value.ts";
import type { Reader } from "./value-text.ts";

/** What a page of the panel is made from. */
export interface View {
  readonly page: Page;
  /** Whose settings the page shows: a role's id or a model's endpoint id. */
  readonly subject: Subject;
  readonly settings: GuildSettings;
  readonly reader: Reader;
  readonly now: number;
}

export function viewOf(moderator: Moderator, page: Page, options: Pick<ModerationOptions, "models" | "now">): View {
  const { settings } = moderator;
  const subject = subjectOf(page, options);
  return { page, subject, settings, reader: readerOf(moderator, options), now: options.now() };
}

/** Whose settings a page's controls change. A model that is gone has none. */
export function subjectOf({ name, subject }: Page, { models }: Pick<ModerationOptions, "models">): Subject {
  if (name === "role") return subject;
  return name === "model" ? (models.byCommand(subject ?? "")?.endpoint ?? null) : null;
}
