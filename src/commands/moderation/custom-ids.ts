/** What of the panel is shown. `subject` is a role's or member's id, a model's command, or where a list goes on. */
export interface Page {
  readonly name: PageName;
  readonly subject: string | null;
}

/** In the order that the panel lists them. */
export const LISTED_PAGES = [
  "overview",
  "where",
  "who",
  "what",
  "limits",
  "money",
  "words",
  "safety",
  "audit",
  "moderators",
] as const;
/** The last ones are reached through another page. */
export const PAGE_NAMES = [...LISTED_PAGES, "member", "model", "role"] as const;
export type PageName = (typeof PAGE_NAMES)[number];

export const ACTIONS = ["go", "set", "turn", "form", "pick", "undo", "do"] as const;
export type PanelAction = (typeof ACTIONS)[number];

/** A press in the panel or on the answer of a subcommand, which has no page. */
export interface Press {
  readonly page: Page | null;
  readonly action: PanelAction;
  readonly args: readonly string[];
}

export const PREFIX = "easel";
const NO_PAGE = "-";

export function customId(page: Page | null, action: PanelAction, ...args: readonly string[]): string {
  return [PREFIX, page === null ? NO_PAGE : pageKey(page), action, ...args].join(":");
}

/** Null for what we never made. */
export function parsePress(id: string): Press | null {
  const [prefix, key = "", name, ...args] = id.split(":");
  const action = ACTIONS.find((each) => each === name);
  const page = key === NO_PAGE ? null : parsePage(key);
  if (prefix !== PREFIX || action === undefined || (key !== NO_PAGE && page === null)) return null;
  return { page, action, args };
}

export function pageKey({ name, subject }: Page): string {
  return subject === null ? name : `${name}.${subject}`;
}

export function parsePage(key: string): Page | null {
  const [first = "", ...rest] = key.split(".");
  const name = PAGE_NAMES.find((each) => each === first);
  return name === undefined ? null : { name, subject: rest.length === 0 ? null : rest.join(".") };
}
