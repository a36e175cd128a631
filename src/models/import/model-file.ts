import { Document, LineCounter, parseDocument, visit } from "yaml";
import type { Field, ModelDefinition } from "../definition.ts";
import { modelFileSchema, toFileForm } from "./file-schema.ts";
import type { CommandForm } from "./map-model.ts";

/** What is wrong in a file and where, for the operator who edited it. */
export interface FileProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadModelFile =
  | { readonly ok: true; readonly definition: ModelDefinition }
  | { readonly ok: false; readonly problems: readonly [FileProblem, ...FileProblem[]] };

/** Reads a definition, tells every problem at once, each with the line at fault. */
export function readModelFile(text: string, form: CommandForm): ReadModelFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const syntax = document.errors.map((error) => ({ line: lineAt(error.pos[0]), message: error.message }));
  if (syntax.length === 0) syntax.push(...aliasErrors(document));
  const parsed = syntax.length > 0 ? null : modelFileSchema.safeParse(document.toJS());
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const misfits = parsed?.error?.issues.map((issue) => ({
    line: lineOf(issue.path),
    message: `${issue.path.length === 0 ? "" : `${issue.path.join(".")}: `}${issue.message}`,
  }));
  const slips = parsed?.success ? slipsOf(parsed.data, form) : [];
  const problems = [
    ...syntax,
    ...(misfits ?? []),
    ...slips.map(({ path, message }) => ({ line: lineOf(path), message: `${path.join(".")}: ${message}` })),
  ];
  const [first, ...others] = problems;
  if (first !== undefined) return { ok: false, problems: [first, ...others] };
  if (!parsed?.success) return { ok: false, problems: [{ line: 1, message: "the file is empty" }] };
  return { ok: true, definition: parsed.data };
}

export function writeModelFile(definition: ModelDefinition): string {
  const document = new Document(toFileForm(definition), { aliasDuplicateObjects: false });
  // A text in two languages on one line: a file twice as long is read half as well.
  visit(document, {
    Map(_, node) {
      if (node.has("en-US")) node.flow = true;
    },
  });
  return `${HEADER}\n${document.toString({ lineWidth: 0, flowCollectionPadding: true })}`;
}

const HEADER = `# What members see of this model, and what the relay gets. A running bot takes changes over by itself.
# offer: command (a command of its own), generate (only through /generate) or none.
# price: 0.025/image, or per megapixel, request, second or 1000 characters.`;

/** Anchors save nobody a word here, and a few lines of them can fill all memory. */
function aliasErrors(document: ReturnType<typeof parseDocument>): FileProblem[] {
  let found = false;
  visit(document, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found ? [{ line: 1, message: "aliases (*name) are not taken: write the value out" }] : [];
}

/** Where a value stands; of one that is missing, where what should hold it begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isRanged(node)) return node.range[0];
  }
  return 0;
}

function isRanged(node: unknown): node is { range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

interface Slip {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What has a right form and still makes no command. */
function slipsOf(definition: ModelDefinition, form: CommandForm): Slip[] {
  const slips = definition.fields.flatMap((field, index) => fieldSlips(field, index, definition));
  slips.push(...doubleNames(definition, form));
  if (slips.length === 0 && !form.fits(definition)) {
    slips.push({
      path: ["fields"],
      message: "are too many or too long for one command (25 options, 8,000 characters)",
    });
  }
  return slips;
}

function fieldSlips(field: Field, index: number, { fields }: ModelDefinition): Slip[] {
  const at = (key: string, message: string): Slip => ({ path: ["fields", index, key], message });
  const slips: Slip[] = [];
  if (field.needs !== undefined && !fields.some(({ name }) => name === field.needs)) {
    slips.push(at("needs", `there is no field called ${field.needs}`));
  }
  if ("minimum" in field && field.minimum !== undefined && field.minimum > field.maximum) {
    slips.push(at("minimum", "is above the maximum"));
  }
  if (field.kind === "integer" || field.kind === "number") {
    const standard = field.default ?? field.minimum;
    if (standard < field.minimum || standard > field.maximum) slips.push(at("default", "is not within the bounds"));
  }
  const values = field.kind === "choice" ? field.choices : field.kind === "size" ? field.presets : null;
  if (values !== null && "default" in field && field.default !== undefined) {
    const known = values.some(({ value }) => value === field.default);
    if (!known && !("open" in field)) slips.push(at("default", "is none of the choices"));
  }
  return slips;
}

/** Options beside a field's own take names, too: "image_link", "width". */
function doubleNames({ fields }: ModelDefinition, { optionsOf }: CommandForm): Slip[] {
  const options = fields.flatMap((field, index) => optionsOf(field).map((name) => ({ name, index })));
  return options
    .filter(({ name }, at) => options.findIndex((other) => other.name === name) < at)
    .map(({ name, index }) => ({ path: ["fields", index, "name"], message: `the option ${name} exists already` }));
}
