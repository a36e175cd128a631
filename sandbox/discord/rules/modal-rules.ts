import { COMPONENT } from "../wire.ts";
import { readFileTypes } from "./command-options.ts";
import { readCounts, readOptions, readSelect, SELECTS } from "./component-controls.ts";
import { ComponentTally, componentType } from "./component-form.ts";
import { characters, type Form } from "./form.ts";

const MAX_COMPONENTS = 5;
const MAX_INPUT = 4000;
const IN_LABEL: readonly number[] = [
  COMPONENT.textInput,
  ...SELECTS,
  COMPONENT.fileUpload,
  COMPONENT.radioGroup,
  COMPONENT.checkboxGroup,
  COMPONENT.checkbox,
];

/** Reads the form that a modal callback opens. */
export function readModal(modal: Form): void {
  modal.text("custom_id", { min: 1, max: 100, required: true });
  modal.text("title", { min: 1, max: 45, required: true });
  const tally = new ComponentTally();
  for (const each of modal.forms("components", { min: 1, max: MAX_COMPONENTS, required: true })) {
    const type = componentType(each, [COMPONENT.actionRow, COMPONENT.textDisplay, COMPONENT.label]);
    if (type === undefined) continue;
    tally.count(each);
    if (type === COMPONENT.textDisplay) tally.textDisplay(each);
    else if (type === COMPONENT.label) readLabel(each, tally);
    else readInputRow(each, tally);
  }
}

function readLabel(label: Form, tally: ComponentTally): void {
  label.text("label", { min: 1, max: 45, required: true });
  label.text("description", { min: 1, max: 100 });
  const control = label.form("component", { required: true });
  if (control === undefined) return;
  const type = componentType(control, IN_LABEL);
  if (type === undefined) return;
  tally.count(control);
  if (type === COMPONENT.textInput) {
    if (control.has("label"))
      control.at("label").advise("input-labeled-twice", "In a Label the words stand in the Label.");
    readTextInput(control, tally);
  } else if (SELECTS.includes(type)) {
    if (control.raw("disabled") === true) {
      control
        .at("disabled")
        .refuse("modal-select-disabled", "COMPONENT_VALIDATION_FAILED", "A select in a modal cannot be disabled");
    }
    readSelect(control, type, tally);
    checkRequired(control);
  } else readChoosing(control, type, tally);
}

/** The older form: one text input in an action row, with its label on it. */
function readInputRow(row: Form, tally: ComponentTally): void {
  row.findings.advise("modal-action-row", "Text inputs in action rows are deprecated: use a Label.");
  for (const input of row.forms("components", { min: 1, max: 1, required: true })) {
    if (componentType(input, [COMPONENT.textInput]) === undefined) continue;
    tally.count(input);
    input.text("label", { min: 1, max: 45, required: true });
    readTextInput(input, tally);
  }
}

function readTextInput(input: Form, tally: ComponentTally): void {
  tally.customId(input, { required: true });
  input.choice("style", [1, 2], { required: true });
  input.boolean("required");
  input.text("placeholder", { max: 100 });
  const min = input.integer("min_length", { min: 0, max: MAX_INPUT }) ?? 0;
  const max = input.integer("max_length", { min: 1, max: MAX_INPUT }) ?? MAX_INPUT;
  if (min > max) {
    const text = "min_length must be less than or equal to max_length";
    input.at("min_length").refuse("min-over-max", "COMPONENT_VALIDATION_FAILED", text);
  }
  const value = input.text("value", { max: MAX_INPUT });
  const length = characters(value ?? "");
  if (value !== undefined && value !== "" && length <= MAX_INPUT && (length > max || length < min)) {
    input.at("value").refuse("bad-length", "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
  }
}

/** File upload, radio group, checkbox group, checkbox. */
function readChoosing(control: Form, type: number, tally: ComponentTally): void {
  tally.customId(control, { required: true });
  control.boolean("required");
  if (type === COMPONENT.checkbox) {
    control.boolean("default");
    return;
  }
  if (type === COMPONENT.radioGroup) {
    readOptions(control, { min: 2, most: 10, selectable: 1 });
    return;
  }
  if (type === COMPONENT.fileUpload) {
    readCounts(control, { most: 10 });
    readFileTypes(control);
  } else {
    const { max } = readCounts(control, { most: 10 });
    readOptions(control, { min: 1, most: 10, selectable: max });
  }
  checkRequired(control);
}

function checkRequired(control: Form): void {
  if (control.raw("min_values") === 0 && control.raw("required") !== false) {
    control
      .at("required")
      .advise("required-of-none", "With min_values 0 a control is not required: say required false.");
  }
}
