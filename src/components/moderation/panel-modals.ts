import { change, type Outcome } from "../../commands/moderation/change.ts";
import { type Page, PREFIX, parsePress } from "../../commands/moderation/custom-ids.ts";
import {
  forbidWords,
  giveCredits,
  hoursIn,
  pause,
  replaceWord,
  suspend,
  unlistWords,
} from "../../commands/moderation/deeds.ts";
import {
  type DeedForm,
  isDeedForm,
  isSettingForm,
  SETTING_FORMS,
  type SettingForm,
} from "../../commands/moderation/forms.ts";
import { type ModerationOptions, type Moderator, moderatorOf } from "../../commands/moderation/moderator.ts";
import { readTyped, typedProblem, wordsIn } from "../../commands/moderation/reading.ts";
import { subjectOf } from "../../commands/moderation/view.ts";
import { testPrompt } from "../../commands/moderation/words-test.ts";
import type { Answer, ModalHandler, ModalUse } from "../../interaction.ts";
import { say } from "../../texts/say.ts";
import { shown } from "./panel-presses.ts";

/** The forms of the settings panel. */
export function panelModals(options: ModerationOptions): ModalHandler {
  return {
    prefix: PREFIX,
    async submit(asker, use) {
      const checked = await moderatorOf(asker, options);
      if (!checked.ok) return { kind: "notice", text: checked.refusal };
      const press = parsePress(use.customId);
      const [form = ""] = press?.args ?? [];
      if (press?.action === "form" && press.page !== null) {
        if (isSettingForm(form)) return setAll(checked.moderator, form, press.page, use, options);
        if (isDeedForm(form)) return doDeed(checked.moderator, form, press.page, use, options);
      }
      return { kind: "notice", text: say(asker.locale, "refused_gone") };
    },
  };
}

/** All fields or none: what cannot be read is named, and nothing changes. */
async function setAll(
  moderator: Moderator,
  form: SettingForm,
  page: Page,
  use: ModalUse,
  options: ModerationOptions,
): Promise<Answer> {
  const { asker, settings } = moderator;
  const subject = subjectOf(page, options);
  if (form === "price" && subject === null) return { kind: "notice", text: say(asker.locale, "model_gone") };
  const written = SETTING_FORMS[form].map((setting) => {
    const text = fieldOf(use, setting);
    return { setting, text, read: readTyped(setting, text, settings.money.currency) };
  });
  const problems = written.flatMap(({ setting, text, read }) =>
    read.ok ? [] : [typedProblem(setting, text, asker.locale)],
  );
  if (problems.length > 0) return { kind: "notice", text: problems.join("\n") };
  const edits = written.flatMap(({ setting, read }) => (read.ok ? [{ setting, subject, to: () => read.value }] : []));
  return shown(asker, page, await change(moderator, edits, options), options);
}

async function doDeed(
  moderator: Moderator,
  form: DeedForm,
  page: Page,
  use: ModalUse,
  options: ModerationOptions,
): Promise<Answer> {
  const { asker } = moderator;
  if (form === "test") return { kind: "notice", text: testPrompt(moderator, fieldOf(use, "prompt")) };
  const outcome = await outcomeOfDeed(moderator, form, page, use, options);
  return typeof outcome === "string" ? { kind: "notice", text: outcome } : shown(asker, page, outcome, options);
}

/** A sentence where what was written cannot be read. */
async function outcomeOfDeed(
  moderator: Moderator,
  form: Exclude<DeedForm, "test">,
  page: Page,
  use: ModalUse,
  options: ModerationOptions,
): Promise<Outcome | string> {
  const userId = page.subject ?? "";
  const reason = fieldOf(use, "reason");
  switch (form) {
    case "suspend":
    case "pause": {
      const hours = hoursIn(fieldOf(use, "hours"));
      if (hours === undefined) return say(moderator.asker.locale, "hours_unreadable");
      const asked = { hours, reason };
      return form === "pause" ? pause(moderator, asked, options) : suspend(moderator, userId, asked, options);
    }
    case "credits":
      return giveCredits(moderator, { userId, images: Number(fieldOf(use, "images")), reason }, options);
    case "forbid":
      return forbidWords(moderator, wordsIn(fieldOf(use, "words")), options);
    case "replace":
      return replaceWord(moderator, fieldOf(use, "word"), fieldOf(use, "by"), options);
    case "unlist":
      return unlistWords(moderator, wordsIn(fieldOf(use, "words")), options);
  }
}

function fieldOf({ fields }: ModalUse, id: string): string {
  return fields.get(id)?.text.trim() ?? "";
}
