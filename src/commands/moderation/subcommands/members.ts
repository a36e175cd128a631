import type { GivenOptions } from "../../../interaction.ts";
import { say } from "../../../texts/say.ts";
import { change } from "../change.ts";
import { type Asked, giveCredits, hoursIn, lift, pause, resume, suspend } from "../deeds.ts";
import type { ModerationOptions } from "../moderator.ts";
import { panel } from "../panel.ts";
import { memberEdit } from "./list-edits.ts";
import { answerOf, flagIn, numberIn, option, type Subcommand, textIn } from "./subcommand.ts";

const REASON_MAX = 300;
const HOURS_MAX = 6;
const MOST_CREDITS = 100_000;
const MOST_AGE_HOURS = 100_000;

/** What is done about members, and about all of them at once. */
export function memberSubcommands(options: ModerationOptions): Subcommand[] {
  return [
    endingSubcommand("pause", [], (moderator, asked) => pause(moderator, asked, options)),
    {
      name: "resume",
      options: [],
      execute: async (moderator) => answerOf(await resume(moderator, options), moderator),
    },
    endingSubcommand("member suspend", [option.member("member")], (moderator, asked, given) =>
      suspend(moderator, textIn(given, "member"), asked, options),
    ),
    {
      name: "member show",
      options: [option.member("member")],
      async execute(moderator, given) {
        const page = { name: "member", subject: textIn(given, "member") } as const;
        return { kind: "message", body: await panel(moderator, page, options), ephemeral: true };
      },
    },
    {
      name: "member unsuspend",
      options: [option.member("member")],
      execute: async (moderator, given) => answerOf(await lift(moderator, textIn(given, "member"), options), moderator),
    },
    {
      name: "member credits",
      options: [
        option.member("member"),
        option.integer("images", { min_value: -MOST_CREDITS, max_value: MOST_CREDITS }, true),
        option.text("reason", REASON_MAX, false),
      ],
      async execute(moderator, given) {
        const images = numberIn(given, "images") ?? 0;
        const wanted = { userId: textIn(given, "member"), images, reason: textIn(given, "reason") };
        return answerOf(await giveCredits(moderator, wanted, options), moderator);
      },
    },
    newcomers(options),
    {
      name: "member exempt",
      options: [option.role("role"), option.flag("on")],
      async execute(moderator, given) {
        const edit = memberEdit("exempt_roles", { id: textIn(given, "role"), isIn: flagIn(given, "on") });
        return answerOf(await change(moderator, [edit], options), moderator);
      },
    },
  ];
}

/** Something that ends after some hours, or when it is lifted. */
function endingSubcommand(
  name: Subcommand["name"],
  first: Subcommand["options"],
  act: (moderator: Parameters<Subcommand["execute"]>[0], asked: Asked, given: GivenOptions) => ReturnType<typeof pause>,
): Subcommand {
  return {
    name,
    options: [...first, option.text("reason", REASON_MAX, true), option.text("hours", HOURS_MAX, false)],
    async execute(moderator, given) {
      const hours = hoursIn(textIn(given, "hours"));
      if (hours === undefined) return { kind: "notice", text: say(moderator.asker.locale, "hours_unreadable") };
      return answerOf(await act(moderator, { hours, reason: textIn(given, "reason") }, given), moderator);
    },
  };
}

function newcomers(options: ModerationOptions): Subcommand {
  const bounds = { min_value: 0, max_value: MOST_AGE_HOURS };
  return {
    name: "member newcomers",
    options: [option.integer("account_hours", bounds, false), option.integer("membership_hours", bounds, false)],
    async execute(moderator, given) {
      const edits = (["account_hours", "membership_hours"] as const).flatMap((setting) => {
        const hours = numberIn(given, setting);
        return hours === undefined ? [] : [{ setting, subject: null, to: () => hours }];
      });
      return answerOf(await change(moderator, edits, options), moderator);
    },
  };
}
