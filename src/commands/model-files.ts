import type { GivenAttachment } from "../interaction.ts";
import { claimsToBe, MAX_FILE_BYTES } from "../models/accepted-files.ts";
import { type FileField, type FilesField, type FileType, fileTypeOf, type InputImage } from "../models/definition.ts";
import type { GivenValues } from "./model-given.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";
import { countCharacters } from "./model-values.ts";

/** Discord's own signed addresses have about 300 characters. */
export const LINK_MAX_LENGTH = 2000;

/** One file, attached or by its address; never both. Where the address leads is not looked at here. */
export function readFile(field: FileField, given: GivenValues): Reading {
  const { type, file, link } = optionsOf(field);
  const attachment = given.attachments.get(file);
  const [address] = withoutBrackets([given.strings.get(link) ?? ""]);
  if (attachment !== undefined && address !== undefined) return refused({ kind: "image_twice", option: file });
  if (attachment !== undefined) return readAttachment(type, file, attachment);
  if (address !== undefined) return readLink(link, address);
  return field.required ? refused({ kind: missingKind(type), option: file, link }) : NOT_GIVEN;
}

/** Several files: those attached in the order of their options, then the addresses. */
export function readFiles(field: FilesField, given: GivenValues): Reading {
  const { type, file, files, link } = optionsOf(field);
  const attachments = files.flatMap((option) => {
    const attachment = given.attachments.get(option);
    return attachment === undefined ? [] : [readAttachment(type, option, attachment)];
  });
  const links = splitLinks(given.strings.get(link) ?? "").map((address) => readLink(link, address));
  const readings = [...attachments, ...links];
  if (readings.length === 0) {
    return field.required ? refused({ kind: missingKind(type), option: file, link }) : NOT_GIVEN;
  }
  if (readings.length > field.maximum) {
    const kind = type === "image" ? "too_many_images" : "too_many_entries";
    return refused({ kind, option: file, given: readings.length, maximum: field.maximum });
  }
  const least = field.minimum ?? 1;
  if (readings.length < least) return refused({ kind: "too_few_files", option: file, minimum: least });
  const problems = readings.flatMap((reading) => (reading.ok ? [] : reading.problems));
  return problems.length > 0
    ? refused(...problems)
    : accepted(readings.flatMap((reading) => (reading.ok ? [reading.value] : [])));
}

function readAttachment(type: FileType, option: string, attachment: GivenAttachment): Reading<InputImage> {
  const { url, fileName, bytes, contentType } = attachment;
  if (!claimsToBe(type, fileName, contentType) || !(bytes > 0)) {
    return refused({ kind: NOT_OF_TYPE[type], option, fileName });
  }
  const maximum = MAX_FILE_BYTES[type];
  if (bytes > maximum) return refused({ kind: "image_too_large", option, fileName, given: bytes, maximum });
  return accepted({ source: "attachment", url, fileName, bytes });
}

function missingKind(type: FileType) {
  return type === "image" ? "image_missing" : "file_missing";
}

const NOT_OF_TYPE = { image: "not_an_image", video: "not_a_video", audio: "not_audio", file: "empty_file" } as const;

function readLink(option: string, address: string): Reading<InputImage> {
  const length = countCharacters(address);
  return length > LINK_MAX_LENGTH
    ? refused({ kind: "text_too_long", option, given: length, maximum: LINK_MAX_LENGTH })
    : accepted({ source: "link", url: address });
}

function optionsOf(field: FileField | FilesField) {
  const slots = slotsOf(field);
  const files = slots.filter((slot) => slot.part === "file").map(optionName);
  const [link = field.name] = slots.filter((slot) => slot.part !== "file").map(optionName);
  return { type: fileTypeOf(field) ?? "file", file: files[0] ?? field.name, files, link };
}

/** Addresses stand apart by spaces, or by a comma of either script before the next one: a comma may be part of an address. */
const BETWEEN_LINKS = /\s+|[,\uFF0C\u3001;\uFF1B]+(?=[a-z][a-z\d+.-]*:\/\/)/i;
const COMMAS_AROUND = /^[,\uFF0C\u3001;\uFF1B]+|[,\uFF0C\u3001;\uFF1B]+$/g;

function splitLinks(text: string): string[] {
  return withoutBrackets(text.split(BETWEEN_LINKS).map((part) => part.replace(COMMAS_AROUND, "")));
}

/** Members put addresses in angle brackets to keep Discord from previewing them. */
function withoutBrackets(addresses: readonly string[]): string[] {
  return addresses.map((address) => address.trim().replace(/^<(.*)>$/, "$1")).filter((address) => address !== "");
}
