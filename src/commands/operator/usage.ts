import type { Answer, AnswerMessage } from "../../interaction.ts";
import { EVERYWHERE } from "../../jobs/guild-jobs.ts";
import { say } from "../../texts/say.ts";
import { MOST_ROWS } from "../moderation-views/usage.ts";
import { usageCsv } from "../moderation-views/usage-csv.ts";
import { type Period, startOf, summarizeUsage } from "../moderation-views/usage-summary.ts";
import { type Audience, csvMessage, usageMessage } from "../moderation-views/usage-view.ts";
import { operatorId } from "./custom-ids.ts";
import type { Operator, OperatorOptions } from "./operator.ts";

const OPERATORS: Audience = {
  title: "op_usage_title",
  by: "server",
  id: (action, period) => operatorId(action === "csv" ? "csv" : "usage", String(period)),
};

/** What all servers used, as charts. Drawing them takes longer than Discord waits for an answer. */
export async function usageOfAll(
  { reader }: Operator,
  period: Period,
  options: OperatorOptions,
): Promise<AnswerMessage> {
  const now = options.now();
  const rows = await options.guildJobs.usage(EVERYWHERE, startOf(period, now));
  const summary = summarizeUsage(rows, period, now);
  const servers = (await options.servers()) ?? [];
  const nameOf = (id: string) => servers.find((server) => server.id === id)?.name ?? id;
  const names = new Map(
    summary.members.flatMap(({ key }) =>
      key === null ? [] : [[key, key === "" ? say(reader.locale, "scope_direct") : nameOf(key)] as const],
    ),
  );
  return usageMessage({ summary, period, reader, names, picture: options.picture, audience: OPERATORS });
}

/** Every job of all servers as a file. */
export function usageFileOfAll({ reader }: Operator, period: Period, options: OperatorOptions): Answer {
  return {
    kind: "later",
    ephemeral: true,
    async message() {
      const jobs = await options.guildJobs.list(EVERYWHERE, startOf(period, options.now()), MOST_ROWS + 1);
      const listed = jobs.slice(0, MOST_ROWS);
      const bytes = usageCsv(listed, { withServers: true });
      return csvMessage({ bytes, count: listed.length, cut: jobs.length > MOST_ROWS, period }, reader);
    },
  };
}
