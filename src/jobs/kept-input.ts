import type { FieldValue, InputImage, ModelInput } from "../models/definition.ts";
import type { Job } from "./job.ts";

/** A job's input with its attachments taken from the archive, because Discord forgets them in a day. */
export function keptInput(job: Pick<Job, "input" | "inputs">): ModelInput {
  const kept = (image: InputImage): InputImage => {
    const input = image.source === "attachment" ? job.inputs.find(({ url }) => url === image.url) : undefined;
    return input === undefined ? image : { source: "archived", path: input.path, mime: input.mime };
  };
  const keptValue = (value: FieldValue): FieldValue => {
    if (typeof value !== "object" || "width" in value) return value;
    return "source" in value ? kept(value) : value.map(kept);
  };
  return Object.fromEntries(Object.entries(job.input).map(([name, value]) => [name, keptValue(value)]));
}
