/** Where fal keeps results; relays answer the same addresses, or copies at their own origin. */
export const MEDIA_HOSTS: readonly string[] = ["fal.media", "storage.googleapis.com"];
