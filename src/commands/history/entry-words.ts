import type { HistoryEntry } from "../../history/entry.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import { momentText } from "../../policy/sentences.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import type { OpenView } from "./looking.ts";

const TITLE_SHOWN = 60;

export function titleOf(entry: HistoryEntry, models: ModelCatalog): string {
  return models.byEndpoint(entry.model)?.title ?? entry.model;
}

/** What was asked for, on one line and unescaped. */
export function promptLine(entry: HistoryEntry, { locale }: OpenView, models: ModelCatalog, most: number): string {
  const definition = models.byEndpoint(entry.model);
  const prompt = definition && promptOf(definition, entry.input);
  return oneLine(prompt ?? "", most) || say(locale, "inputs_only");
}

/** The model, when, by whom and where, as far as the view does not say it already. */
export function factsOf(entry: HistoryEntry, { view, locale }: OpenView, models: ModelCatalog): string {
  const facts = [plainText(titleOf(entry, models), TITLE_SHOWN), momentText(entry.createdAt)];
  if (view.place.kind !== "mine") facts.push(say(locale, "history_by", { member: `<@${entry.userId}>` }));
  if (entry.files.length > 1) facts.push(say(locale, "history_pictures", { count: entry.files.length }));
  if (entry.undeliverable) facts.push(say(locale, "history_unseen"));
  return facts.join(" · ");
}

/** The address of the message that shows it; null where there is none that anyone could go to. */
export function messageLink(entry: HistoryEntry): string | null {
  if (entry.messageId === null || entry.ephemeral || entry.undeliverable || entry.byTokenOnly) return null;
  return `https://discord.com/channels/${entry.guildId ?? "@me"}/${entry.channelId}/${entry.messageId}`;
}
