import type { JobId } from "../jobs/job.ts";
import type { Archive } from "../media/archive.ts";
import type { FieldValue, InputImage, ModelInput } from "../models/definition.ts";

/**
 * Gives a new job the archive's files that it works from as its own, so that it needs nobody else's job any more: that one
 * can be deleted while this one runs. Null where a file is gone.
 */
export async function adoptInputs(archive: Archive, id: JobId, input: ModelInput): Promise<ModelInput | null> {
  let count = 0;
  const adopted = async (image: InputImage): Promise<InputImage | null> => {
    if (image.source !== "archived") return image;
    const path = await archive.adopt(image.path, id, `given-${count++}`);
    return path === null ? null : { ...image, path };
  };
  const entries: [string, FieldValue][] = [];
  for (const [name, value] of Object.entries(input)) {
    const own = await adoptValue(value, adopted);
    if (own === null) return null;
    entries.push([name, own]);
  }
  return Object.fromEntries(entries);
}

async function adoptValue(
  value: FieldValue,
  adopted: (image: InputImage) => Promise<InputImage | null>,
): Promise<FieldValue | null> {
  if (typeof value !== "object" || "width" in value) return value;
  if ("source" in value) return adopted(value);
  const images: InputImage[] = [];
  for (const image of value) {
    const own = await adopted(image);
    if (own === null) return null;
    images.push(own);
  }
  return images;
}
