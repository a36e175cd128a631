import { type APIButtonComponent, type APIComponentInContainer, ButtonStyle, ComponentType } from "discord.js";
import type { Action } from "../jobs/action.ts";
import { goingOnId, MORE, PICK } from "../jobs/action.ts";
import type { SavedJob } from "../jobs/job.ts";
import { does } from "../models/abilities.ts";
import type { ModelDefinition } from "../models/definition.ts";
import { say } from "../texts/say.ts";
import { type ButtonLabel, buttonFor, type ToldJob } from "./reply.ts";

/** What is wanted most stands under a single picture itself; the panel behind "More…" has it all. */
const WANTED_MOST = [
  ["vary", "go_vary"],
  ["edit", "go_edit"],
] as const;
/** Discord's bounds for a row, and for the choices of a select. */
const MOST_BUTTONS = 5;
const MOST_CHOICES = 25;

export type WantedMost = (typeof WANTED_MOST)[number][0];

/** Which of what is wanted most can be done with the models that are on. */
export function offeredWith(models: readonly ModelDefinition[]): readonly WantedMost[] {
  return WANTED_MOST.map(([name]) => name).filter((name) => models.some((model) => does(model, name)));
}

type Finished = ToldJob & Pick<SavedJob, "files">;

/** The rows under a result: what can be done with it at once, and the way to everything else. */
export function goingOnRows(
  job: Finished,
  offered: readonly WantedMost[],
  share: readonly (readonly [Action, ButtonLabel])[],
): APIComponentInContainer[] {
  const pictures = job.files.flatMap(({ mime, withheld }, index) =>
    mime.startsWith("image/") && !withheld ? [index] : [],
  );
  const [again, ...others] = ([["again", "button_again"], ...share, ["delete", "button_delete"]] as const).map(
    ([action, label]) => buttonFor(job, action, label),
  );
  const fixed = again === undefined ? [] : [again];
  if (pictures.length > 1) return [row([...fixed, ...others]), pickRow(job, pictures)];
  const ref = `${job.id}.${pictures[0] ?? 0}`;
  const { locale } = job.origin;
  const room = MOST_BUTTONS - fixed.length - 1 - others.length;
  const most = WANTED_MOST.filter(([name]) => pictures.length === 1 && offered.includes(name)).slice(0, room);
  return [
    row([
      ...fixed,
      ...most.map(([name, label]) => plain(goingOnId(name, ref), say(locale, label))),
      plain(goingOnId(MORE, ref), say(locale, "go_more")),
      ...others,
    ]),
  ];
}

function pickRow({ id, origin: { locale } }: Finished, pictures: readonly number[]): APIComponentInContainer {
  const options = pictures.slice(0, MOST_CHOICES).map((index, place) => ({
    value: String(index),
    label: say(locale, "go_picture", { number: place + 1 }),
  }));
  // Clients keep what was chosen, and choose it again only after it was let go.
  const select = {
    type: ComponentType.StringSelect,
    placeholder: say(locale, "go_pick"),
    options,
    min_values: 0,
  } as const;
  return { type: ComponentType.ActionRow, components: [{ ...select, custom_id: goingOnId(PICK, `${id}.0`) }] };
}

function row(components: readonly APIButtonComponent[]): APIComponentInContainer {
  return { type: ComponentType.ActionRow, components: [...components] };
}

function plain(custom_id: string, label: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id, label };
}
