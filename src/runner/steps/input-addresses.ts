import type { Clock } from "../../clock.ts";
import type { Job } from "../../jobs/job.ts";
import type { ArchivedInput } from "../../jobs/stored.ts";
import type { Archive } from "../../media/archive.ts";
import { inlinePicture } from "../../media/inline-picture.ts";
import { regionMask } from "../../media/region-mask.ts";
import type { FieldValue, InputImage } from "../../models/definition.ts";

/** Discord's attachment addresses live about a day; a relay's queue may take some of it. */
const FRESH_MS = 12 * 60 * 60_000;

/**
 * Where the relay can fetch each picture of the input from: a fresh attachment at Discord, a link as given, and what
 * only we have as a data URI: from the archive, without its metadata, or drawn. @throws when the archive's file is gone.
 */
export async function inputAddresses(
  job: Job,
  inputs: readonly ArchivedInput[],
  archive: Archive,
  clock: Clock,
): Promise<(image: InputImage) => string> {
  const inlined = new Map<string, string>();
  for (const image of imagesOf(Object.values(job.input))) {
    if (image.source === "region") {
      const mask = await regionMask(image.region, image.pixels.width, image.pixels.height);
      inlined.set(keyOf(image), `data:image/png;base64,${mask.toString("base64")}`);
      continue;
    }
    const kept = image.source === "attachment" ? inputs.find((input) => input.url === image.url) : image;
    if (kept === undefined || !("path" in kept)) continue;
    if (image.source === "attachment" && clock.now() < job.origin.interactionCreatedAt + FRESH_MS) continue;
    inlined.set(keyOf(image), await inlineStored(archive, kept));
  }
  return (image) => inlined.get(keyOf(image)) ?? keyOf(image);
}

async function inlineStored(archive: Archive, { path, mime }: Pick<ArchivedInput, "path" | "mime">): Promise<string> {
  const file = await archive.local(path);
  if (file === null) throw new Error("the archive's file is gone");
  try {
    return await inlinePicture(file.path, mime);
  } finally {
    await file.release();
  }
}

function keyOf(image: InputImage): string {
  if (image.source === "region") return [image.region, image.pixels.width, image.pixels.height].join(" ");
  return image.source === "archived" ? image.path : image.url;
}

function imagesOf(values: readonly FieldValue[]): InputImage[] {
  return values.flatMap((value): InputImage[] => {
    if (typeof value !== "object") return [];
    if ("source" in value) return [value];
    return "width" in value ? [] : [...value];
  });
}
