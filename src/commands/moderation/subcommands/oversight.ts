import { say } from "../../../texts/say.ts";
import { change, readerOf, undo } from "../change.ts";
import type { ModerationOptions } from "../moderator.ts";
import { AUDIT_LEAF, auditLeaf, idsOf } from "../pages/audit-page.ts";
import { panel } from "../panel.ts";
import { container, messageOf } from "../parts.ts";
import { memberEdit } from "./list-edits.ts";
import { switchSubcommand } from "./pictures.ts";
import { channelSubcommand } from "./places.ts";
import { answerOf, numberIn, option, type Subcommand, textIn } from "./subcommand.ts";

const ENTRY_BOUNDS = { min_value: 1, max_value: 1_000_000_000 };

/** The panel, the log of what moderators did, and who they are. */
export function oversightSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    {
      name: "panel",
      options: [],
      async execute(moderator) {
        const body = await panel(moderator, { name: "overview", subject: null }, options);
        return { kind: "message", body, ephemeral: true };
      },
    },
    {
      name: "audit",
      options: [option.integer("before", ENTRY_BOUNDS, false)],
      async execute(moderator, given) {
        const before = numberIn(given, "before");
        const wanted = { limit: AUDIT_LEAF + 1, ...(before === undefined ? {} : { before }) };
        const entries = await options.policies.audit(moderator.guildId, wanted);
        const page = { name: "audit", subject: before === undefined ? null : String(before) } as const;
        const parts = auditLeaf(entries, idsOf(page), readerOf(moderator, options));
        return { kind: "message", body: messageOf(container("panel", parts)), ephemeral: true };
      },
    },
    {
      name: "undo",
      options: [option.integer("entry", ENTRY_BOUNDS, true)],
      async execute(moderator, given) {
        const number = numberIn(given, "entry") ?? 0;
        const [entry] = await options.policies.audit(moderator.guildId, { limit: 1, before: number + 1 });
        if (entry?.number !== number)
          return { kind: "notice", text: say(moderator.asker.locale, "change_unknown_entry") };
        return answerOf(await undo(moderator, entry.id, options), moderator);
      },
    },
    ...([true, false] as const).map(
      (isIn): Subcommand => ({
        name: isIn ? "moderators add" : "moderators remove",
        options: [option.role("role")],
        async execute(moderator, given) {
          const edit = memberEdit("moderator_roles", { id: textIn(given, "role"), isIn });
          return answerOf(await change(moderator, [edit], options), moderator);
        },
      }),
    ),
    channelSubcommand("log channel", "audit_channel", options),
    channelSubcommand("log reports", "reports_channel", options),
    switchSubcommand("log pictures", "audit_jobs", options),
  ];
}
