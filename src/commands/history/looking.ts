import { isDeepStrictEqual } from "node:util";
import type { Looking } from "../../history/history-store.ts";
import type { View } from "../../history/view.ts";
import type { KeptView } from "../../history/view-store.ts";
import type { Asker } from "../../interaction.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";
import { say } from "../../texts/say.ts";

/** A view that this person may use now. */
export interface OpenView extends Looking {
  readonly viewId: string;
  /** Where they look from. */
  readonly channelId: string;
  readonly locale: Asker["locale"];
}

export type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: string };

type Settings = Pick<PolicyStore, "settings">;

/** What /gallery shows here, as the moderators decided. */
export async function galleryPlace(asker: Asker, policies: Settings): Promise<Opened<View["place"]>> {
  const { guildId, channelId, locale } = asker;
  if (guildId === null) return { ok: false, refusal: say(locale, "gallery_guild_only") };
  const { gallery } = await policies.settings(guildId);
  if (gallery === "off") return { ok: false, refusal: say(locale, "gallery_off") };
  return {
    ok: true,
    value: gallery === "server" ? { kind: "server", guildId } : { kind: "same_channel", guildId, channelId },
  };
}

/** Opens a kept view for whoever pressed: only its own person's, and a gallery only as far as it is open here and now. */
export async function openView(asker: Asker, kept: KeptView | null, policies: Settings): Promise<Opened<OpenView>> {
  const { locale, userId, channelId } = asker;
  if (kept === null) return { ok: false, refusal: say(locale, "history_stale") };
  if (kept.userId !== userId) return { ok: false, refusal: say(locale, "history_not_yours") };
  const { place } = kept.view;
  if (place.kind !== "mine") {
    const now = await galleryPlace(asker, policies);
    if (!now.ok) return now;
    if (!isDeepStrictEqual(now.value, place)) return { ok: false, refusal: say(locale, "history_stale") };
  }
  return { ok: true, value: { viewId: kept.id, userId, view: kept.view, channelId, locale } };
}
