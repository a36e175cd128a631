import type { AuditChannel } from "../delivery/audit-channel.ts";
import type { JoinedGuild } from "../delivery/discord-application.ts";
import type { Logger } from "../logger.ts";
import type { BudgetWarning } from "../policy/budget-warnings.ts";
import { budgetWarningText } from "../policy/sentences.ts";
import type { Locale } from "../texts/localized.ts";
import { plainText } from "../texts/plain-text.ts";
import { say } from "../texts/say.ts";

interface Rooms {
  readonly channel: AuditChannel;
  readonly log: Logger;
  /** The guilds the bot is in, as far as they are known now. */
  readonly guilds: () => Promise<readonly JoinedGuild[]>;
  /** The language of the operator's own guild. */
  readonly operatorLocale: () => Promise<Locale>;
}

const NAME_SHOWN = 60;
/** Discord takes 25 characters as a nonce; a day's or month's end in seconds has ten. */
const ID_KEPT = 10;

/** Tells whoever set a budget that most of it is used: moderators in `locale`, the operator in theirs. */
export async function warnOfBudget(warning: BudgetWarning, locale: Locale, rooms: Rooms): Promise<void> {
  const { by, channelId, period, resetsAt, whose } = warning;
  const text = by === "moderators" ? budgetWarningText(warning, locale) : await operatorText(warning, rooms);
  if (channelId === null) {
    const { usedMicros, limitMicros } = warning;
    rooms.log.warn({ whose, period, usedMicros, limitMicros }, "most of a budget of the operator's is used");
    return;
  }
  const body = { content: text, allowed_mentions: { parse: [] } };
  const about = typeof whose === "string" ? whose : whose.guildId.slice(-ID_KEPT);
  // Whoever asked for pictures waits for nobody's channel.
  void rooms.channel.post(channelId, body, `w${period[0]}${resetsAt / 1000}-${about}`.slice(0, 25));
}

async function operatorText(warning: BudgetWarning, { guilds, operatorLocale }: Rooms): Promise<string> {
  const { whose } = warning;
  const locale = await operatorLocale();
  const text = budgetWarningText(warning, locale);
  if (whose === "together") return say(locale, "operator_warning", { whose: say(locale, "scope_together"), text });
  if (whose === "direct messages") return say(locale, "operator_warning", { whose: say(locale, "scope_direct"), text });
  const name = (await guilds()).find(({ id }) => id === whose.guildId)?.name ?? whose.guildId;
  return say(locale, "operator_warning", { whose: plainText(name, NAME_SHOWN), text });
}
