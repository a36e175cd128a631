import { COMPONENT } from "../wire.ts";
import { readActionRow, readButton } from "./component-controls.ts";
import { type ComponentTally, componentType, mediaUrl } from "./component-form.ts";
import type { Form } from "./form.ts";

const IN_CONTAINER: readonly number[] = [
  COMPONENT.actionRow,
  COMPONENT.section,
  COMPONENT.textDisplay,
  COMPONENT.mediaGallery,
  COMPONENT.file,
  COMPONENT.separator,
];
export const TOP_LEVEL_V2: readonly number[] = [...IN_CONTAINER, COMPONENT.container];
export const TOP_LEVEL_LEGACY: readonly number[] = [COMPONENT.actionRow];

const WEB = ["http", "https", "attachment"];
const MAX_COMPONENTS = 40;
const MAX_GALLERY_ITEMS = 10;
const MAX_SECTION_TEXTS = 3;
const MAX_RGB = 0xffffff;

/** A component of a message at the top level or in a container, with all that it holds. */
export function readMessageComponent(form: Form, allowed: readonly number[], tally: ComponentTally): void {
  const type = componentType(form, allowed);
  if (type === undefined) return;
  tally.count(form);
  READERS[type]?.(form, tally);
}

const READERS: Record<number, (form: Form, tally: ComponentTally) => void> = {
  [COMPONENT.actionRow]: readActionRow,
  [COMPONENT.section]: readSection,
  [COMPONENT.textDisplay]: (form, tally) => tally.textDisplay(form),
  [COMPONENT.mediaGallery]: readGallery,
  [COMPONENT.file]: readFile,
  [COMPONENT.separator]: readSeparator,
  [COMPONENT.container]: readContainer,
};

function readContainer(container: Form, tally: ComponentTally): void {
  container.integer("accent_color", { min: 0, max: MAX_RGB });
  container.boolean("spoiler");
  for (const child of container.forms("components", { min: 1, max: MAX_COMPONENTS, required: true })) {
    readMessageComponent(child, IN_CONTAINER, tally);
  }
}

function readSection(section: Form, tally: ComponentTally): void {
  for (const text of section.forms("components", { min: 1, max: MAX_SECTION_TEXTS, required: true })) {
    readMessageComponent(text, [COMPONENT.textDisplay], tally);
  }
  const accessory = section.form("accessory", { required: true });
  if (accessory === undefined) return;
  const type = componentType(accessory, [COMPONENT.button, COMPONENT.thumbnail]);
  if (type === undefined) return;
  tally.count(accessory);
  if (type === COMPONENT.button) readButton(accessory, tally);
  else readMedium(accessory, tally);
}

function readGallery(gallery: Form, tally: ComponentTally): void {
  for (const item of gallery.forms("items", { min: 1, max: MAX_GALLERY_ITEMS, required: true }))
    readMedium(item, tally);
}

/** A thumbnail or an item of a gallery. */
function readMedium(item: Form, tally: ComponentTally): void {
  const description = item.text("description", { min: 1, max: 1024 });
  item.boolean("spoiler");
  const media = mediaUrl(item, "media", WEB);
  if (media !== undefined) tally.media.push({ ...media, description: description ?? "" });
}

/** Only an attachment of the same message can be shown as a file. */
function readFile(file: Form, tally: ComponentTally): void {
  file.boolean("spoiler");
  const media = mediaUrl(file, "file", ["attachment"]);
  if (media !== undefined) tally.media.push({ ...media, description: null });
}

function readSeparator(separator: Form): void {
  separator.boolean("divider");
  separator.choice("spacing", [1, 2]);
}
