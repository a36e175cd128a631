import { ComponentType, type RESTPostAPIChatInputApplicationCommandsJSONBody, TextInputStyle } from "discord.js";
import type { Forgetting } from "../../history/forgetting.ts";
import type { Exported, PersonalExport } from "../../history/personal-export.ts";
import type { AnswerMessage, Asker, Command } from "../../interaction.ts";
import type { Job } from "../../jobs/job.ts";
import { REQUEST_LIMIT_BYTES } from "../../jobs/request-bounds.ts";
import { historyWords } from "../../texts/history-commands.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, row, text } from "../moderation/parts.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";

export const FORGET_PREFIX = "forget";
export const WORD_FIELD = "word";

export interface ForgetOptions {
  readonly forgetting: Forgetting;
  readonly exports: PersonalExport;
  readonly underWay: (userId: string) => Promise<readonly Job[]>;
}

// Discord's numbers: installed to guilds; used in a guild, or in the direct message with the bot.
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;
const WORD_MAX = 20;

/** /forget-me: everything about oneself as a file, or gone. Its custom ids name nobody: they act for whoever presses. */
export function forgetCommand(options: ForgetOptions): Command {
  const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    ...worded(historyWords.forget),
    contexts: [GUILD, BOT_DM],
    integration_types: [GUILD_INSTALL],
  };
  return {
    data,
    execute: async (asker) => ({ kind: "message", body: await choiceMessage(asker, options), ephemeral: true }),
  };
}

async function choiceMessage({ userId, locale }: Asker, { forgetting }: ForgetOptions): Promise<object> {
  const { jobs, withPictures: pictures, favourites } = await forgetting.facts(userId);
  return messageOf(
    container("panel", [
      text(`## ${say(locale, "forget_title")}\n${say(locale, "forget_facts", { jobs, pictures, favourites })}`),
      text(`${say(locale, "forget_export_hint")}\n${say(locale, "forget_delete_hint")}`),
      row(
        button(exportId(null, 1), say(locale, "forget_export"), "main"),
        button(`${FORGET_PREFIX}:ask`, say(locale, "forget_delete"), "danger"),
      ),
    ]),
  );
}

/** The number of the part to come, and how far the parts before it came. */
function exportId(after: Exported | null, part: number): string {
  const { job, files } = after ?? { job: null, files: null };
  return [FORGET_PREFIX, "export", part, job, files].filter((each) => each !== null).join(":");
}

/** One part of the export, with a button to the next. */
export async function exportMessage(
  asker: Asker,
  { after, part }: { after: Exported | null; part: number },
  { exports }: ForgetOptions,
): Promise<AnswerMessage> {
  const { userId, locale, attachmentSizeLimit } = asker;
  const made = await exports.part(userId, after, Math.min(attachmentSizeLimit, REQUEST_LIMIT_BYTES));
  if (made === null) return { body: messageOf(container("panel", [text(say(locale, "export_nothing"))])) };
  const name = `easel-${part}.zip`;
  const lines = [
    say(locale, "export_part", { part, jobs: made.jobs, pictures: made.pictures }),
    ...(made.leftOut > 0 ? [say(locale, "export_left_out", { count: made.leftOut })] : []),
    say(locale, made.next === null ? "export_last" : "export_more"),
  ];
  const next =
    made.next === null ? [] : [row(button(exportId(made.next, part + 1), say(locale, "forget_export_next")))];
  return {
    body: messageOf(
      container("panel", [
        text(lines.join("\n")),
        { type: ComponentType.File, file: { url: `attachment://${name}` } },
        ...next,
      ]),
    ),
    files: [{ name, mime: "application/zip", path: made.path }],
    discard: made.discard,
  };
}

/** Asks for a word to be typed: what it does cannot be undone. */
export function confirmModal({ locale }: Asker): object {
  const word = say(locale, "forget_word");
  return {
    custom_id: `${FORGET_PREFIX}:sure`,
    title: say(locale, "forget_confirm_title"),
    components: [
      {
        type: ComponentType.Label,
        label: say(locale, "forget_confirm_label", { word }),
        description: say(locale, "forget_confirm_hint"),
        component: {
          type: ComponentType.TextInput,
          custom_id: WORD_FIELD,
          style: TextInputStyle.Short,
          required: true,
          max_length: WORD_MAX,
        },
      },
    ],
  };
}
