import type { Clock } from "../../src/clock.ts";
import type { JobId } from "../../src/jobs/job.ts";
import { JobStore } from "../../src/jobs/job-store.ts";
import { flux } from "../../src/models/flux.ts";
import { Admissions, type Wanted } from "../../src/policy/admissions.ts";
import type { AuditEntry } from "../../src/policy/audit-entry.ts";
import { PolicyStore } from "../../src/policy/policy-store.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { TestDatabase } from "./databases.ts";
import { FakeClock } from "./fake-clock.ts";
import { jobId, newJob } from "./job-rows.ts";

export const GUILD = "300000000000000001";
export const MODERATOR = "200000000000000009";
export const MEMBER = "200000000000000001";

/** The stores behind admission on a database: in memory unless told. */
export async function openLimits({
  on,
  clock = new FakeClock(),
  newId,
}: {
  on?: Pick<TestDatabase, "open">;
  clock?: Clock;
  newId?: () => string;
} = {}) {
  const database = await (on?.open() ?? openDatabase(":memory:"));
  const heard: AuditEntry[] = [];
  let number = 0;
  const entryId = () => {
    number += 1;
    return `entry-${number}`;
  };
  const jobs = new JobStore(database, clock);
  const policies = new PolicyStore({ database, clock, newId: newId ?? entryId, audited: (entry) => heard.push(entry) });
  const admissions = new Admissions({ jobs, policies, database, clock });
  return { database, clock, jobs, policies, admissions, heard };
}

/** A member's request for flux in a channel of the guild. */
export function wantedOf(
  number: number,
  { count = 1, userId = MEMBER, guildId = GUILD as string | null } = {},
): Wanted {
  const { origin } = newJob(number, { userId });
  return {
    id: jobId(number) satisfies JobId,
    origin: { ...origin, guildId },
    member: { userId, roles: guildId === null ? [] : [guildId], accountCreatedAt: 0, joinedAt: 0 },
    place: { channelId: origin.channelId, threadOf: null, categoryId: null, ageRestricted: false },
    definition: flux,
    input: { prompt: "a lighthouse", count },
  };
}
