import { say } from "../../texts/say.ts";
import type { Outcome } from "./change.ts";
import { customId, LISTED_PAGES, type Page, type PageName } from "./custom-ids.ts";
import type { ModerationOptions, Moderator } from "./moderator.ts";
import { pageParts } from "./pages/page-parts.ts";
import { button, container, messageOf, optionSelect, type Part, row, text } from "./parts.ts";
import { viewOf } from "./view.ts";

/** The pages that pages reached through them stand for. */
const LISTED_AS: Partial<Record<PageName, PageName>> = { member: "who", model: "what", role: "limits" };

const OUTCOME_SHOWN = 900;

/** The settings panel on one of its pages, below it what was just changed. */
export async function panel(
  moderator: Moderator,
  page: Page,
  options: ModerationOptions,
  outcome?: Outcome,
): Promise<object> {
  const view = viewOf(moderator, page, options);
  const { locale } = view.reader;
  const listed = LISTED_AS[page.name] ?? page.name;
  const pages = LISTED_PAGES.map((name) => ({
    value: name,
    label: say(locale, `page_${name}`),
    description: say(locale, `page_hint_${name}`),
    default: name === listed,
  }));
  const parts = [
    optionSelect(customId(page, "go"), say(locale, "choose_page"), pages),
    ...(await pageParts(view, moderator, options)),
  ];
  return messageOf(container("panel", parts), ...(outcome === undefined ? [] : [outcomeBox(outcome, page, moderator)]));
}

/** What a change came to, with Undo. `page` is the panel's, null where there is none. */
export function outcomeBox({ text: words, entry }: Outcome, page: Page | null, { asker }: Moderator) {
  const parts: Part[] = [text(words, OUTCOME_SHOWN)];
  if (entry !== null)
    parts.push(row(button(customId(page, "undo", entry.id, "changed"), say(asker.locale, "button_undo"))));
  return container("changed", parts);
}
