import { BUTTON, COMPONENT } from "../wire.ts";
import { type ComponentTally, componentType } from "./component-form.ts";
import type { Form } from "./form.ts";

const MAX_BUTTONS = 5;
const BUTTON_STYLES = [1, 2, 3, 4, 5, 6];
export const SELECTS: readonly number[] = [
  COMPONENT.stringSelect,
  COMPONENT.userSelect,
  COMPONENT.roleSelect,
  COMPONENT.mentionableSelect,
  COMPONENT.channelSelect,
];
const DEFAULT_KINDS: Record<number, readonly string[]> = {
  [COMPONENT.userSelect]: ["user"],
  [COMPONENT.roleSelect]: ["role"],
  [COMPONENT.mentionableSelect]: ["user", "role"],
  [COMPONENT.channelSelect]: ["channel"],
};

/** Up to five buttons, or one select that takes the whole width. */
export function readActionRow(row: Form, tally: ComponentTally): void {
  let width = 0;
  for (const child of row.forms("components", { min: 1, max: MAX_BUTTONS, required: true })) {
    const type = componentType(child, [COMPONENT.button, ...SELECTS]);
    if (type === undefined) continue;
    width += type === COMPONENT.button ? 1 : MAX_BUTTONS;
    if (width > MAX_BUTTONS) {
      const message = "The specified component exceeds the maximum width";
      child.findings.refuse("row-too-wide", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
    }
    tally.count(child);
    if (type === COMPONENT.button) readButton(child, tally);
    else readSelect(child, type, tally);
  }
}

export function readButton(button: Form, tally: ComponentTally): void {
  const style = button.choice("style", BUTTON_STYLES, { required: true });
  const label = button.text("label", { max: 80 });
  button.boolean("disabled");
  readEmoji(button);
  const named = (label !== undefined && label !== "") || button.has("emoji");
  if (style === BUTTON.premium) {
    readPremiumButton(button, named);
    return;
  }
  if (!named)
    button.findings.refuse("button-nameless", "COMPONENT_VALIDATION_FAILED", "A button needs a label or an emoji");
  if (button.has("sku_id")) unwanted(button, "sku_id", "Only premium buttons can have a sku id");
  if (style === BUTTON.link) readLinkButton(button);
  else {
    if (button.has("url")) {
      const message = "A custom id and url cannot both be specified";
      button.findings.refuse("button-url-and-id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message);
    }
    if (button.has("custom_id")) tally.customId(button, { required: true });
    else
      button
        .at("custom_id")
        .refuse("button-id-missing", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
  }
  if (named && !label)
    button.findings.advise("button-icon-only", "A button without a label says nothing to a screen reader.");
}

function readLinkButton(button: Form): void {
  if (button.has("custom_id")) {
    const message = "A custom id and url cannot both be specified";
    button.findings.refuse("button-url-and-id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message);
  }
  if (button.has("url")) button.address("url", { max: 512, schemes: ["http", "https", "discord"] });
  else button.at("url").refuse("button-url-missing", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
}

function readPremiumButton(button: Form, named: boolean): void {
  if (!button.has("sku_id")) button.text("sku_id", { max: 20, required: true });
  if (named) unwanted(button, "label", "Premium buttons cannot have a label or an emoji");
  for (const key of ["custom_id", "url"]) {
    if (button.has(key)) unwanted(button, key, `Premium buttons cannot have a ${key}`);
  }
}

function unwanted(form: Form, key: string, message: string): void {
  form.at(key).refuse("button-field-unwanted", "COMPONENT_VALIDATION_FAILED", message);
}

/** A select of any kind; `inModal` allows `required`, which a message ignores. */
export function readSelect(select: Form, type: number, tally: ComponentTally): void {
  tally.customId(select, { required: true });
  select.text("placeholder", { max: 150 });
  select.boolean("disabled");
  select.boolean("required");
  const { max } = readCounts(select, { most: 25 });
  if (type === COMPONENT.stringSelect) {
    readOptions(select, { min: 1, most: 25, selectable: max });
    return;
  }
  if (type === COMPONENT.channelSelect) select.list("channel_types", { max: 25 });
  const kinds = DEFAULT_KINDS[type] ?? [];
  const defaults = select.forms("default_values", { max: 25 });
  for (const each of defaults) {
    each.choice("type", kinds, { required: true });
    each.text("id", { min: 1, max: 20, required: true });
  }
  if (defaults.length > max) tooManyDefaults(select, "default_values", max);
}

/** min_values and max_values with their defaults of 1, held against each other. */
export function readCounts(form: Form, { most }: { most: number }): { min: number; max: number } {
  const min = form.integer("min_values", { min: 0, max: most }) ?? 1;
  const max = form.integer("max_values", { min: 1, max: most }) ?? 1;
  if (min > max) {
    const message = "min_values must be less than or equal to max_values";
    form.at("min_values").refuse("min-over-max", "COMPONENT_VALIDATION_FAILED", message);
  }
  return { min, max };
}

/** Options of a select, radio group or checkbox group: as many as can be chosen, values once each. */
export function readOptions(
  form: Form,
  { min, most, selectable }: { min: number; most: number; selectable: number },
): void {
  const options = form.forms("options", { min: Math.max(min, Math.min(selectable, most)), max: most, required: true });
  const values = new Set<string>();
  let defaults = 0;
  for (const option of options) {
    option.text("label", { min: 1, max: 100, required: true });
    option.text("description", { max: 100 });
    readEmoji(option);
    if (option.boolean("default")) defaults += 1;
    const value = option.text("value", { min: 1, max: 100, required: true });
    if (value === undefined) continue;
    if (values.has(value)) {
      const message = "The specified option value is already used";
      option.findings.refuse("option-value-duplicated", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
    }
    values.add(value);
  }
  if (defaults > selectable) tooManyDefaults(form, "options", selectable);
}

function tooManyDefaults(form: Form, key: string, max: number): void {
  const message = `No more than ${max} can be chosen from the start`;
  form.at(key).refuse("too-many-defaults", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message);
}

function readEmoji(form: Form): void {
  const emoji = form.form("emoji");
  if (emoji === undefined) return;
  emoji.text("id", { max: 20 });
  emoji.text("name", { max: 32 });
  emoji.boolean("animated");
  if (!emoji.has("id") && !emoji.has("name")) {
    emoji.findings.refuse("emoji-empty", "BASE_TYPE_REQUIRED", "An emoji needs an id or a name");
  }
}
