import { change, type Outcome, undo } from "../../commands/moderation/change.ts";
import {
  type Page,
  type PageName,
  PREFIX,
  type Press,
  parsePage,
  parsePress,
} from "../../commands/moderation/custom-ids.ts";
import { clearRole, lift, resume } from "../../commands/moderation/deeds.ts";
import { isDeedForm, isSettingForm, modalOf } from "../../commands/moderation/forms.ts";
import { type ModerationOptions, type Moderator, moderatorOf } from "../../commands/moderation/moderator.ts";
import { outcomeBox, panel } from "../../commands/moderation/panel.ts";
import { messageOf } from "../../commands/moderation/parts.ts";
import { stampOf } from "../../commands/moderation/setting-parts.ts";
import { settingValue } from "../../commands/moderation/setting-value.ts";
import { isSettingId, type SettingId, settingOf } from "../../commands/moderation/settings-table.ts";
import { subjectOf, viewOf } from "../../commands/moderation/view.ts";
import type { Answer, Asker, ComponentHandler, ComponentUse } from "../../interaction.ts";
import type { Json } from "../../policy/settings-changes.ts";
import { say } from "../../texts/say.ts";

/** The buttons and selects of the settings panel, and Undo under the answers of subcommands. */
export function panelPresses(options: ModerationOptions): ComponentHandler {
  return {
    prefix: PREFIX,
    async press(asker, use) {
      const checked = await moderatorOf(asker, options);
      if (!checked.ok) return { kind: "notice", text: checked.refusal };
      const press = parsePress(use.customId);
      return (press && (await answerTo(checked.moderator, press, use, options))) ?? gone(asker);
    },
  };
}

async function answerTo(
  moderator: Moderator,
  { page, action, args }: Press,
  { values }: ComponentUse,
  options: ModerationOptions,
): Promise<Answer | null> {
  const [first = "", second = ""] = args;
  switch (action) {
    case "go": {
      const goal = parsePage(values[0] ?? first) ?? page;
      return goal && { kind: "update", body: await panel(moderator, goal, options) };
    }
    case "pick": {
      const goal = pickedPage(first, values[0]) ?? page;
      return goal && { kind: "update", body: await panel(moderator, goal, options) };
    }
    case "form":
      if (page === null || !(isSettingForm(first) || isDeedForm(first))) return null;
      return { kind: "modal", modal: modalOf(first, viewOf(moderator, page, options)) };
    case "undo":
      return shown(moderator.asker, page, await undo(moderator, first, options), options);
    case "set":
      if (page === null || !isSettingId(first)) return null;
      if (isStale(moderator, page, first, second, options)) return stale(moderator, page, options);
      return set(moderator, page, first, chosenValue(first, values), options);
    case "turn":
      if (page === null || !isSettingId(first)) return null;
      return set(moderator, page, first, turnedValue(first, second), options);
    case "do": {
      const outcome = page && (await deed(moderator, first, page, options));
      return outcome && shown(moderator.asker, page, outcome, options);
    }
  }
}

/** The message with what now holds and what was changed. Whoever just gave up moderating sees it no more. */
export async function shown(
  asker: Asker,
  page: Page | null,
  outcome: Outcome,
  options: ModerationOptions,
): Promise<Answer> {
  const checked = await moderatorOf(asker, options);
  if (!checked.ok) return { kind: "notice", text: checked.refusal };
  if (page === null) return { kind: "update", body: messageOf(outcomeBox(outcome, null, checked.moderator)) };
  return { kind: "update", body: await panel(checked.moderator, page, options, outcome) };
}

async function set(
  moderator: Moderator,
  page: Page,
  setting: SettingId,
  value: Json | undefined,
  options: ModerationOptions,
): Promise<Answer | null> {
  const subject = subjectOf(page, options);
  if (value === undefined || (settingOf(setting).path.includes("@model") && subject === null)) return null;
  return shown(
    moderator.asker,
    page,
    await change(moderator, [{ setting, subject, to: () => value }], options),
    options,
  );
}

/** Whether a list was changed elsewhere since the select was shown: what was chosen would take that away again. */
function isStale(
  { settings }: Moderator,
  page: Page,
  id: SettingId,
  stamp: string,
  options: ModerationOptions,
): boolean {
  const value = settingValue(settings, id, subjectOf(page, options));
  return Array.isArray(value) && stamp !== stampOf(value);
}

async function stale(moderator: Moderator, page: Page, options: ModerationOptions): Promise<Answer> {
  const outcome = { text: say(moderator.asker.locale, "change_stale"), entry: null };
  return { kind: "update", body: await panel(moderator, page, options, outcome) };
}

/** Undefined for what the setting cannot be. */
function chosenValue(id: SettingId, values: readonly string[]): Json | undefined {
  const setting = settingOf(id);
  const [first] = values;
  switch (setting.kind) {
    case "channels":
    case "roles":
      return [...values];
    case "channel":
      return first ?? null;
    case "choice":
      return setting.choices.find((choice) => choice === first);
    default:
      return undefined;
  }
}

function turnedValue(id: SettingId, state: string): Json | undefined {
  const setting = settingOf(id);
  return setting.kind === "switch" && (state === "on" || state === "off") ? setting[state] : undefined;
}

const PICKED: Readonly<Record<string, PageName>> = { role: "role", model: "model", member: "member" };

function pickedPage(what: string, value: string | undefined): Page | null {
  const name = PICKED[what];
  return name === undefined || value === undefined ? null : { name, subject: value };
}

async function deed(
  moderator: Moderator,
  name: string,
  { subject }: Page,
  options: ModerationOptions,
): Promise<Outcome | null> {
  if (name === "resume") return resume(moderator, options);
  if (subject === null) return null;
  if (name === "lift") return lift(moderator, subject, options);
  return name === "clear_role" ? clearRole(moderator, subject, options) : null;
}

function gone({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "refused_gone") };
}
