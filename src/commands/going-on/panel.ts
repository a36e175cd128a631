import { type APIThumbnailComponent, ComponentType } from "discord.js";
import type { AnswerFile, AnswerMessage, Asker } from "../../interaction.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import type { Locale } from "../../texts/localized.ts";
import { oneLine, plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, line, messageOf, type Part, row, text } from "../moderation/parts.ts";
import { pressId } from "./custom-ids.ts";
import { refusalToMakeFrom, type SourceOptions } from "./find-source.ts";
import type { PictureAction } from "./picture-action.ts";
import { hasPicture, type SourcePicture } from "./source-picture.ts";

export interface PanelOptions extends SourceOptions {
  readonly actions: readonly PictureAction[];
  readonly models: ModelCatalog;
  /** A small picture of a stored one, at most `side` pixels wide and high; null where there is none to make. */
  readonly thumbnail: (path: string, side: number) => Promise<Uint8Array<ArrayBuffer> | null>;
}

const THUMBNAIL_SIDE = 320;
const THUMBNAIL_NAME = "picture.webp";
const PROMPT_SHOWN = 300;
const ALT_SHOWN = 300;
const BUTTONS_A_ROW = 5;

/** The picture, and everything that this member can do with it here. */
export async function panelMessage(asker: Asker, source: SourcePicture, options: PanelOptions): Promise<AnswerMessage> {
  const { locale } = asker;
  const prompt = promptOfSource(source, options.models);
  const title = say(locale, hasPicture(source) ? "go_title" : "go_title_answer");
  const alt = oneLine(prompt ?? "", ALT_SHOWN) || title;
  const picture = await pictureOf(source, alt, options);
  const content = [`**${title}**`, ...(prompt ? [plainText(prompt, PROMPT_SHOWN)] : [])].join("\n");
  const refusal = await refusalToMakeFrom(asker, source, options);
  const offered = await offeredActions(asker, source, { ...options, makesFrom: refusal === null });
  const note = refusal ?? (offered.length === 0 ? say(locale, "go_nothing") : null);
  const notes = note === null ? [] : [text(note)];
  const groups = [offered.filter(({ makesFrom }) => makesFrom), offered.filter(({ makesFrom }) => !makesFrom)]
    .map((actions) => rowsOf(actions, source, locale))
    .filter((rows) => rows.length > 0);
  const rows = groups.flatMap((group, index) => (index === 0 ? group : [line(), ...group]));
  const body = messageOf(container("panel", [headOf(content, picture), ...notes, ...rows]));
  if (picture?.file === undefined) return { body };
  const attachments = [{ id: "0", filename: picture.file.name, description: alt }];
  return { body: { ...body, attachments }, files: [picture.file] };
}

function rowsOf(actions: readonly PictureAction[], source: SourcePicture, locale: Locale): Part[] {
  const buttons = actions.map(({ name, label }) => button(pressId(name, source), label(locale)));
  return Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_, index) =>
    row(...buttons.slice(index * BUTTONS_A_ROW, (index + 1) * BUTTONS_A_ROW)),
  );
}

async function offeredActions(
  asker: Asker,
  source: SourcePicture,
  { actions, makesFrom }: Pick<PanelOptions, "actions"> & { readonly makesFrom: boolean },
): Promise<PictureAction[]> {
  const offered: PictureAction[] = [];
  for (const action of actions)
    if ((makesFrom || !action.makesFrom) && (await action.offered(asker, source))) offered.push(action);
  return offered;
}

interface PanelPicture {
  readonly item: APIThumbnailComponent;
  /** Undefined where Discord shows it from where it is. */
  readonly file?: AnswerFile;
}

async function pictureOf(
  source: SourcePicture,
  description: string,
  { thumbnail }: PanelOptions,
): Promise<PanelPicture | null> {
  const type = ComponentType.Thumbnail as const;
  if (source.kind === "message") return { item: { type, media: { url: source.given.url }, description } };
  const { file, job } = source;
  const bytes = file === null ? null : await thumbnail(file.path, THUMBNAIL_SIDE);
  if (bytes === null) return null;
  const spoiler = file?.nsfw === true && job.terms.flaggedResults !== "post";
  const media = { url: `attachment://${THUMBNAIL_NAME}` };
  return {
    item: { type, media, description, ...(spoiler ? { spoiler } : {}) },
    file: { name: THUMBNAIL_NAME, mime: "image/webp", bytes },
  };
}

function headOf(content: string, picture: PanelPicture | null): Part {
  if (picture === null) return text(content);
  const components = [{ type: ComponentType.TextDisplay as const, content }];
  return { type: ComponentType.Section, components, accessory: picture.item };
}

function promptOfSource(source: SourcePicture, models: ModelCatalog): string | undefined {
  const definition = source.kind === "job" ? models.byEndpoint(source.job.model) : undefined;
  return source.kind === "job" && definition ? promptOf(definition, source.job.input) : undefined;
}
