import { cleanName } from "../attachment-files.ts";
import { MAX_FILES, MAX_REQUEST_BYTES, MIB } from "../wire.ts";
import type { CheckedFile } from "./checked-request.ts";
import type { Findings } from "./findings.ts";

const DEFAULT_FILE_BYTES = 10 * MIB;
const MAX_NAME = 1024;

/** The parts of a multipart request beside its form: how many, how named, how large. */
export function checkFiles(files: readonly CheckedFile[], limitBytes: number | undefined, findings: Findings): void {
  const limit = limitBytes ?? DEFAULT_FILE_BYTES;
  const places = new Set<string>();
  const names = new Set<string>();
  for (const file of files) {
    const place = findings.at(file.field);
    if (!/^files\[\d+\]$/.test(file.field)) place.advise("file-field-name", "A file's field is called files[n].");
    if (places.has(file.field)) place.advise("file-field-twice", "Two files have the same field.");
    places.add(file.field);
    checkName(file.name, place);
    if (names.has(file.name))
      place.advise("file-name-twice", "Two files have the same name: a reference means either.");
    names.add(file.name);
    if (file.bytes === 0) place.advise("file-empty", "The file has no bytes.");
    if (file.bytes > limit)
      place.advise("file-too-large", `The file has ${file.bytes} bytes of ${limit} (413, code 40005).`);
  }
  if (files.length > MAX_FILES) {
    findings.at("files").refuse("too-many-files", "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_FILES} or fewer in length.`);
  }
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  if (total > MAX_REQUEST_BYTES) {
    findings.advise("request-too-large", `The files have ${total} bytes of ${MAX_REQUEST_BYTES} (413, code 40005).`);
  }
}

function checkName(name: string, place: Findings): void {
  if (name === "" || name.length > MAX_NAME) {
    place.advise("file-name-length", `A file's name has 1 to ${MAX_NAME} characters.`);
  } else if (cleanName(name) !== name) {
    place.advise(
      "file-name-rewritten",
      `Discord stores "${name.slice(0, 60)}" under another name than it was sent with.`,
    );
  }
}
