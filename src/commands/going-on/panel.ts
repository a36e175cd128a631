import { ComponentType } from "discord.js";
import type { AnswerFile, AnswerMessage, Asker } from "../../interaction.ts";
import type { ModelCatalog } from "../../models/catalog.ts";
import { promptOf } from "../../models/summary.ts";
import { plainText } from "../../texts/plain-text.ts";
import { say } from "../../texts/say.ts";
import { button, container, messageOf, type Part, row, text } from "../moderation/parts.ts";
import { pressId } from "./custom-ids.ts";
import type { PictureAction } from "./picture-action.ts";
import type { SourcePicture } from "./source-picture.ts";

export interface PanelOptions {
  readonly actions: readonly PictureAction[];
  readonly models: ModelCatalog;
  /** A small picture of a stored one, at most `side` pixels wide and high; null where there is none to make. */
  readonly thumbnail: (path: string, side: number) => Promise<Uint8Array<ArrayBuffer> | null>;
}

const THUMBNAIL_SIDE = 320;
const THUMBNAIL_NAME = "picture.webp";
const PROMPT_SHOWN = 300;
const BUTTONS_A_ROW = 5;

/** The picture, and everything that this member can do with it here. */
export async function panelMessage(asker: Asker, source: SourcePicture, options: PanelOptions): Promise<AnswerMessage> {
  const { locale } = asker;
  const picture = await pictureOf(source, options);
  const content = [`**${say(locale, "go_title")}**`, ...promptLines(source, options.models)].join("\n");
  const offered: PictureAction[] = [];
  for (const action of options.actions) if (await action.offered(asker, source)) offered.push(action);
  const buttons = offered.map(({ name, label }) => button(pressId(name, source), label(locale)));
  const rows = Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_, index) =>
    row(...buttons.slice(index * BUTTONS_A_ROW, (index + 1) * BUTTONS_A_ROW)),
  );
  const nothing = buttons.length === 0 ? [text(say(locale, "go_nothing"))] : [];
  const body = messageOf(container("panel", [headOf(content, picture), ...nothing, ...rows]));
  if (picture?.file === undefined) return { body };
  const attachments = [{ id: "0", filename: picture.file.name }];
  return { body: { ...body, attachments }, files: [picture.file] };
}

interface PanelPicture {
  readonly url: string;
  readonly spoiler: boolean;
  /** Undefined where Discord shows it from where it is. */
  readonly file?: AnswerFile;
}

async function pictureOf(source: SourcePicture, { thumbnail }: PanelOptions): Promise<PanelPicture | null> {
  if (source.kind === "message") return { url: source.given.url, spoiler: false };
  const { file, job } = source;
  const bytes = file === null ? null : await thumbnail(file.path, THUMBNAIL_SIDE);
  if (bytes === null) return null;
  const spoiler = file?.nsfw === true && job.terms.flaggedResults !== "post";
  const sent = { name: THUMBNAIL_NAME, mime: "image/webp", bytes };
  return { url: `attachment://${THUMBNAIL_NAME}`, spoiler, file: sent };
}

function headOf(content: string, picture: PanelPicture | null): Part {
  if (picture === null) return text(content);
  const { url, spoiler } = picture;
  return {
    type: ComponentType.Section,
    components: [{ type: ComponentType.TextDisplay, content }],
    accessory: { type: ComponentType.Thumbnail, media: { url }, ...(spoiler ? { spoiler } : {}) },
  };
}

function promptLines(source: SourcePicture, models: ModelCatalog): string[] {
  if (source.kind === "message") return [];
  const { job } = source;
  const definition = models.byEndpoint(job.model);
  const prompt = definition && promptOf(definition, job.input);
  return prompt ? [plainText(prompt, PROMPT_SHOWN)] : [];
}
