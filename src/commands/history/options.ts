import type { FavouriteStore } from "../../history/favourite-store.ts";
import type { HistoryStore } from "../../history/history-store.ts";
import type { ViewStore } from "../../history/view-store.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import type { PolicyStore } from "../../policy/policy-store.ts";

export interface HistoryOptions {
  readonly history: HistoryStore;
  readonly views: ViewStore;
  readonly favourites: FavouriteStore;
  readonly models: ModelCatalog;
  readonly policies: Pick<PolicyStore, "settings">;
  /** A small picture of a stored one, at most `side` pixels wide and high; null where there is none to make. */
  readonly thumbnail: (path: string, side: number) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** A stored file to send, by its absolute path; null where it is gone. */
  readonly original: (path: string) => Promise<{ readonly path: string; release(): Promise<void> } | null>;
  readonly isKept: (path: string) => Promise<boolean>;
}
