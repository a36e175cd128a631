import type { MessageRow } from "../../sandbox/discord/rows.ts";
import type { Evidence } from "../evidence.ts";

/** Whether Discord itself forbade the last word: then nobody could have shown it. */
export function endWasRefused(row: MessageRow, { discordRequests, interactions }: Evidence): boolean {
  const token = interactions.find(({ originalId, sourceId }) => originalId === row.id && sourceId !== row.id)?.token;
  const last = discordRequests.findLast(
    ({ method, route }) =>
      method === "PATCH" && (route.endsWith(`/${row.id}`) || (token !== undefined && route.includes(token))),
  );
  return last?.status === 401 || last?.status === 403 || last?.status === 404;
}
