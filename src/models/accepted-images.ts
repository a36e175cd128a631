/** What models take as a picture to work from: the types the relay's document of flux-lora/inpainting names. */
const ACCEPTED = [
  { mime: "image/png", extensions: [".png"] },
  { mime: "image/jpeg", extensions: [".jpg", ".jpeg"] },
  { mime: "image/webp", extensions: [".webp"] },
  { mime: "image/gif", extensions: [".gif"] },
  { mime: "image/avif", extensions: [".avif"] },
] as const;

export const ACCEPTED_EXTENSIONS = ACCEPTED.flatMap(({ extensions }) => extensions);

/** Neither document bounds it; members with a Discord subscription can attach hundreds of megabytes. */
export const MAX_IMAGE_BYTES = 20_000_000;

/** What servers say when they cannot tell: then the name decides. */
const UNTOLD = new Set(["", "application/octet-stream"]);

/** Whether a file claims to be such a picture. Its bytes were not looked at: name and type are only a claim. */
export function claimsToBePicture(fileName: string, contentType: string | null): boolean {
  const mime = (contentType ?? "").split(";", 1).join("").trim().toLowerCase();
  if (!UNTOLD.has(mime)) return ACCEPTED.some((accepted) => accepted.mime === mime);
  const name = fileName.toLowerCase();
  return ACCEPTED_EXTENSIONS.some((extension) => name.endsWith(extension));
}
