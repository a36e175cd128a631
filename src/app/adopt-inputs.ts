import type { AdoptedInputs } from "../commands/ask-for-pictures.ts";
import type { JobId } from "../jobs/job.ts";
import type { Archive, BorrowedFile } from "../media/archive.ts";
import type { FieldValue, InputImage, ModelInput } from "../models/definition.ts";

/**
 * Gives a job that is asked for the archive's files that it works from as its own, so that it needs nobody else's job any
 * more: that one can be deleted while this one runs. Null where a file is gone.
 */
export async function adoptInputs(archive: Archive, id: JobId, input: ModelInput): Promise<AdoptedInputs | null> {
  const borrowed: BorrowedFile[] = [];
  const each = async (deed: "keep" | "drop") => {
    for (const file of borrowed) await file[deed]();
  };
  const own = async (image: InputImage): Promise<InputImage | null> => {
    if (image.source !== "archived") return image;
    const file = await archive.borrow(image.path, id, `given-${borrowed.length}`);
    if (file === null) return null;
    borrowed.push(file);
    return { ...image, path: file.path };
  };
  const entries: [string, FieldValue][] = [];
  for (const [name, value] of Object.entries(input)) {
    const adopted = await adoptValue(value, own);
    if (adopted === null) {
      await each("drop");
      return null;
    }
    entries.push([name, adopted]);
  }
  return { input: Object.fromEntries(entries), keep: () => each("keep"), drop: () => each("drop") };
}

async function adoptValue(
  value: FieldValue,
  own: (image: InputImage) => Promise<InputImage | null>,
): Promise<FieldValue | null> {
  if (typeof value !== "object" || "width" in value) return value;
  if ("source" in value) return own(value);
  const images: InputImage[] = [];
  for (const image of value) {
    const adopted = await own(image);
    if (adopted === null) return null;
    images.push(adopted);
  }
  return images;
}
