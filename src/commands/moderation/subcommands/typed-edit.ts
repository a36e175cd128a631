import type { Answer } from "../../../interaction.ts";
import { change } from "../change.ts";
import type { ModerationOptions, Moderator } from "../moderator.ts";
import { readTyped, typedProblem } from "../reading.ts";
import type { Subject } from "../setting-value.ts";
import type { SettingId } from "../settings-table.ts";
import { answerOf } from "./subcommand.ts";

/** A setting and what a moderator wrote for it. */
export interface Written {
  readonly setting: SettingId;
  readonly subject: Subject;
  readonly text: string;
}

/** Sets what was written, or says what cannot be read. */
export async function typedEdit(
  written: readonly Written[],
  moderator: Moderator,
  options: ModerationOptions,
): Promise<Answer> {
  const { asker, settings } = moderator;
  const read = written.map((each) => ({ ...each, read: readTyped(each.setting, each.text, settings.money.currency) }));
  const problems = read.flatMap(({ setting, text, read: { ok } }) =>
    ok ? [] : [typedProblem(setting, text, asker.locale)],
  );
  if (problems.length > 0) return { kind: "notice", text: problems.join("\n") };
  const edits = read.flatMap(({ setting, subject, read: each }) =>
    each.ok ? [{ setting, subject, to: () => each.value }] : [],
  );
  return answerOf(await change(moderator, edits, options), moderator);
}
