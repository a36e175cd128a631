import { admits, type Facts, no, type Rule } from "./facts.ts";

const HOUR_MS = 3_600_000;

/** Whether anything is made here at all. */
const offered: Rule = ({ operator, request }) => {
  if (request.guildId === null) {
    return operator.directMessages === "off" ? no({ kind: "direct_messages_off", endsAt: null }) : [];
  }
  const { mode, listed } = operator.guilds;
  return mode === "everywhere" || listed.includes(request.guildId)
    ? []
    : no({ kind: "guild_not_listed", endsAt: null });
};

const paused: Rule = ({ operator, settings, request }) => {
  const pauses = [
    { by: "operator", pause: operator.paused } as const,
    { by: "moderators", pause: settings.paused } as const,
  ];
  return pauses.flatMap(({ by, pause }) =>
    pause === null || isOver(pause.until, request.now)
      ? []
      : no({ kind: "paused", by, reason: pause.reason, endsAt: pause.until }),
  );
};

const suspended: Rule = ({ settings, request }) => {
  const suspension = settings.people.suspensions[request.member.userId];
  if (suspension === undefined || isOver(suspension.until, request.now)) return [];
  return no({ kind: "suspended", reason: suspension.reason, endsAt: suspension.until });
};

const roles: Rule = ({ settings, request }) => {
  const { denied, allowed } = settings.people.roles;
  const why = admits(settings.people.roles, request.member.roles);
  if (why === "yes") return [];
  const roleIds = why === "denied" ? denied.filter((id) => request.member.roles.includes(id)) : allowed;
  return no({ kind: "role", why, roleIds, endsAt: null });
};

const newcomer: Rule = ({ settings, request: { member, now } }) => {
  const { accountHours, membershipHours, exemptRoles } = settings.people.newMembers;
  if (member.roles.some((id) => exemptRoles.includes(id))) return [];
  const accountEndsAt = member.accountCreatedAt + accountHours * HOUR_MS;
  const membershipEndsAt = member.joinedAt === null ? null : member.joinedAt + membershipHours * HOUR_MS;
  return [
    ...(accountHours > 0 && accountEndsAt > now
      ? no({ kind: "new_account", hours: accountHours, endsAt: accountEndsAt })
      : []),
    ...(membershipHours > 0 && (membershipEndsAt === null || membershipEndsAt > now)
      ? no({ kind: "new_member", hours: membershipHours, endsAt: membershipEndsAt })
      : []),
  ];
};

function isOver(until: number | null, now: number): boolean {
  return until !== null && until <= now;
}

/** Who may ask for anything now. */
export function peopleRules(facts: Facts) {
  return [offered, paused, suspended, roles, newcomer].flatMap((rule) => rule(facts));
}
