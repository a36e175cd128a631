import { goingOnId, MORE, PICK } from "../../jobs/action.ts";
import type { JobId } from "../../jobs/job.ts";
import type { Locale } from "../../texts/localized.ts";
import { say } from "../../texts/say.ts";
import { button, optionSelect, type Part, row } from "../moderation/parts.ts";
import { writeRef } from "./source-picture.ts";

/** The way to the panel from elsewhere than a result: of the one picture, or of one among several. */
export function waysOn(job: JobId, pictures: readonly number[], locale: Locale): Part[] {
  const [first] = pictures;
  if (first === undefined) return [];
  const ref = writeRef({ kind: "job", job, index: first });
  if (pictures.length === 1) return [row(button(goingOnId(MORE, ref), say(locale, "go_title")))];
  const options = pictures.map((index, place) => ({
    value: String(index),
    label: say(locale, "go_picture", { number: place + 1 }),
  }));
  return [optionSelect(goingOnId(PICK, ref), say(locale, "go_pick"), options)];
}
