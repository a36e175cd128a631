import { ownAddress } from "../../address.ts";

/** A picture or film as the page shows it. */
export interface Picture {
  /** Where it is loaded from; null when it lies on another server, which the page does not ask. */
  source: string | null;
  /** The address as given, for a link. */
  address: string;
  alt: string;
  width: number | null;
  height: number | null;
  video: boolean;
  spoiler: boolean;
}

interface Media {
  url: string;
  width?: number | null;
  height?: number | null;
  content_type?: string | null;
}

export function pictureOf(media: Media, alt: string | null | undefined, spoiler: boolean | undefined): Picture {
  return {
    source: ownAddress(media.url, location.origin),
    address: media.url,
    alt: alt ?? "",
    width: media.width ?? null,
    height: media.height ?? null,
    video: media.content_type?.startsWith("video/") ?? /\.(mp4|webm|mov)(\?|$)/.test(media.url),
    spoiler: spoiler ?? false,
  };
}

/** A web address as a link may carry it; undefined for "javascript:" and the like. */
export function safeLink(address: string): string | undefined {
  return /^https?:\/\//i.test(address) ? address : undefined;
}

export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
