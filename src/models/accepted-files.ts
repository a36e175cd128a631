import type { FileType } from "./definition.ts";

/** What models take to work from. Pictures: the types the relay's document of flux-lora/inpainting names. */
const ACCEPTED = {
  image: [
    { mime: "image/png", extensions: [".png"] },
    { mime: "image/jpeg", extensions: [".jpg", ".jpeg"] },
    { mime: "image/webp", extensions: [".webp"] },
    { mime: "image/gif", extensions: [".gif"] },
    { mime: "image/avif", extensions: [".avif"] },
  ],
  // The types fal's toolkit names for its own video and audio files.
  video: [
    { mime: "video/mp4", extensions: [".mp4", ".m4v"] },
    { mime: "video/quicktime", extensions: [".mov"] },
    { mime: "video/webm", extensions: [".webm"] },
    { mime: "image/gif", extensions: [".gif"] },
  ],
  audio: [
    { mime: "audio/mpeg", extensions: [".mp3"] },
    { mime: "audio/ogg", extensions: [".ogg"] },
    { mime: "audio/wav", extensions: [".wav"] },
    { mime: "audio/mp4", extensions: [".m4a"] },
    { mime: "audio/aac", extensions: [".aac"] },
    { mime: "audio/flac", extensions: [".flac"] },
  ],
} as const;

/** Neither document bounds it; members with a Discord subscription can attach hundreds of megabytes. */
export const MAX_FILE_BYTES: Readonly<Record<FileType, number>> = {
  image: 20_000_000,
  video: 50_000_000,
  audio: 50_000_000,
  file: 50_000_000,
};

/** Extensions for Discord's file picker; none where any file will do. */
export function acceptedExtensions(type: FileType): readonly `.${string}`[] {
  return type === "file" ? [] : ACCEPTED[type].flatMap(({ extensions }) => extensions);
}

/** What servers say when they cannot tell: then the name decides. */
const UNTOLD = new Set(["", "application/octet-stream"]);

/** Whether a file claims to be of a type. Its bytes were not looked at: name and type are only a claim. */
export function claimsToBe(type: FileType, fileName: string, contentType: string | null): boolean {
  if (type === "file") return true;
  const mime = (contentType ?? "").split(";", 1).join("").trim().toLowerCase();
  if (!UNTOLD.has(mime)) {
    // Pictures are held to what relays read; of video and sound there are more spellings than anyone lists.
    return (
      ACCEPTED[type].some((accepted) => accepted.mime === mime) || (type !== "image" && mime.startsWith(`${type}/`))
    );
  }
  const name = fileName.toLowerCase();
  return acceptedExtensions(type).some((extension) => name.endsWith(extension));
}
