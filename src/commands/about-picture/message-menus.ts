import type { RESTPostAPIContextMenuApplicationCommandsJSONBody } from "discord.js";
import type { Answer, Asker, Command, GivenAttachment, TargetMessage } from "../../interaction.ts";
import { parseCustomId } from "../../jobs/action.ts";
import { parseBatchId } from "../../jobs/batch-page.ts";
import type { GuildJobs } from "../../jobs/guild-jobs.ts";
import type { JobId } from "../../jobs/job.ts";
import { claimsToBe } from "../../models/accepted-files.ts";
import { type Localized, translations } from "../../texts/localized.ts";
import { oneLine } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { findSource, refusalToMakeFrom, type SourceOptions, takeUp } from "../going-on/find-source.ts";
import { type PanelOptions, panelMessage } from "../going-on/panel.ts";
import { hasPicture, parseRef, refOf, type SourcePicture, writeRef } from "../going-on/source-picture.ts";
import { container, messageOf, optionSelect, text } from "../moderation/parts.ts";

export interface MessageMenuOptions extends PanelOptions, SourceOptions {
  readonly guildJobs: Pick<GuildJobs, "ofMessage">;
}

// Discord's number for the menu of a message, and where commands are that are offered wherever the operator allows it.
const MESSAGE = 3;
const CONTEXTS = [0, 1];
const GUILD_INSTALL = 0;
/** Discord's bounds for the choices of a select, and for one of them. */
const MOST_CHOICES = 25;
const LABEL_MAX = 100;

/** What a menu does: opens the panel, or does one of its actions at once. */
const MENUS = [
  { does: "edit", name: { "en-US": "Edit with Kontext" }, pictures: true },
  { does: "vary", name: { "en-US": "Vary" }, pictures: true },
  { does: "panel", name: { "en-US": "Use as input" }, pictures: true },
  { does: "details", name: { "en-US": "Details" }, pictures: false },
] as const satisfies readonly { does: string; name: Localized; pictures: boolean }[];
type Doing = (typeof MENUS)[number]["does"];

/** The first word of the custom id of the select that asks which of several pictures is meant. */
export const TAKE = "take";

/** What the menu of any message offers, also years later: what is done with its pictures, and how one of ours came about. */
export function messageMenus(options: MessageMenuOptions): Command[] {
  return MENUS.map(({ does, name, pictures }) => ({
    data: menu(name),
    async execute(asker, _given, { message }): Promise<Answer> {
      const found = message === null ? [] : await sourcesIn(asker, message, options);
      const sources = pictures ? found.filter(hasPicture) : onePerJob(found);
      const [first, ...others] = sources;
      if (first === undefined) return notice(say(asker.locale, pictures ? "refused_no_picture" : "not_our_picture"));
      return others.length === 0 ? perform(asker, does, first, options) : ask(asker, does, sources);
    },
  }));
}

/** What was chosen in the select: its value names the picture, and whose it is to see is asked again. */
export async function chosenPicture(
  asker: Asker,
  { customId, values }: { readonly customId: string; readonly values: readonly string[] },
  options: MessageMenuOptions,
): Promise<Answer> {
  const does = MENUS.find((each) => customId === `${TAKE}:${each.does}`)?.does;
  const ref = parseRef(values[0] ?? "");
  if (does === undefined || ref === null) return notice(say(asker.locale, "refused_gone"));
  const found = await findSource(asker, ref, options);
  return found.ok ? perform(asker, does, found.source, options) : notice(found.refusal);
}

async function perform(asker: Asker, does: Doing, source: SourcePicture, options: MessageMenuOptions): Promise<Answer> {
  if (does === "panel") return { kind: "later", ephemeral: true, message: () => panelMessage(asker, source, options) };
  const action = options.actions.find(({ name }) => name === does);
  const refusal = action?.makesFrom ? await refusalToMakeFrom(asker, source, options) : null;
  if (refusal !== null) return notice(refusal);
  if (!(await action?.offered(asker, source))) return notice(say(asker.locale, "refused_action_gone"));
  return action?.start(asker, source) ?? notice(say(asker.locale, "refused_action_gone"));
}

function ask(asker: Asker, does: Doing, sources: readonly SourcePicture[]): Answer {
  const { locale } = asker;
  const choices = sources.slice(0, MOST_CHOICES).map((source, index) => ({
    value: writeRef(refOf(source)),
    label: oneLine(labelOf(source, say(locale, "go_picture", { number: index + 1 })), LABEL_MAX),
  }));
  const select = optionSelect(`${TAKE}:${does}`, say(locale, "go_pick"), choices);
  const body = messageOf(container("panel", [text(say(locale, "menu_pick")), select]));
  return { kind: "message", body, ephemeral: true };
}

function labelOf(source: SourcePicture, numbered: string): string {
  return source.kind === "message" ? `${numbered} · ${source.given.fileName}` : numbered;
}

/** Of a reply of ours what its job made; of any other message its pictures, taken up for this person. */
async function sourcesIn(
  asker: Asker,
  message: TargetMessage,
  options: MessageMenuOptions,
): Promise<readonly SourcePicture[]> {
  const jobs = await jobsIn(asker, message, options);
  if (jobs !== null) {
    const all = await Promise.all(jobs.map((job) => picturesOf(asker, job, options)));
    return all.flat();
  }
  const taken: SourcePicture[] = [];
  for (const file of picturesIn(message.files)) taken.push(await takeUp(asker, message, file, options));
  return taken;
}

/** Its buttons name the job, however old the message is. A batch's message shows several. Null for what is not ours. */
async function jobsIn(
  { guildId }: Asker,
  message: TargetMessage,
  { guildJobs }: MessageMenuOptions,
): Promise<JobId[] | null> {
  const named = message.customIds.map(parseCustomId).find((found) => found !== null)?.job;
  if (named !== undefined) return [named];
  if (!message.customIds.some((id) => parseBatchId(id) !== null)) return null;
  const jobs = await guildJobs.ofMessage(guildId, message.id);
  return jobs.map(({ id }) => id);
}

async function picturesOf(asker: Asker, job: JobId, options: MessageMenuOptions): Promise<SourcePicture[]> {
  const found = await findSource(asker, { kind: "job", job, index: 0 }, options);
  if (!found.ok || found.source.kind !== "job") return [];
  const whole = found.source.job;
  const files = "files" in whole ? whole.files : [];
  if (files.length === 0) return [found.source];
  return files.map((file, index) => ({ kind: "job", job: whole, index, file: file.withheld ? null : file }));
}

function picturesIn(files: readonly GivenAttachment[]): GivenAttachment[] {
  const pictures = files.filter(({ fileName, contentType }) => claimsToBe("image", fileName, contentType));
  // What a gallery shows may stand among the attachments as well.
  return pictures.filter(({ url }, index) => pictures.findIndex((other) => other.url === url) === index);
}

function onePerJob(sources: readonly SourcePicture[]): SourcePicture[] {
  return sources.filter((source) => source.kind === "job" && source.index === 0);
}

function notice(sentence: string): Answer {
  return { kind: "notice", text: sentence };
}

function menu(name: Localized): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  return {
    type: MESSAGE,
    name: name["en-US"],
    name_localizations: translations(name),
    contexts: CONTEXTS,
    integration_types: [GUILD_INSTALL],
  };
}
