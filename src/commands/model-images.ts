import { claimsToBePicture, MAX_IMAGE_BYTES } from "../models/accepted-images.ts";
import type { ImageField, ImagesField, InputImage } from "../models/definition.ts";
import type { GivenAttachment, GivenValues } from "./model-given.ts";
import { optionName, slotsOf } from "./model-option-slots.ts";
import { accepted, NOT_GIVEN, type Reading, refused } from "./model-reading.ts";
import { countCharacters } from "./model-values.ts";

/** Discord's own signed addresses have about 300 characters. */
export const LINK_MAX_LENGTH = 2000;

/** One picture, as a file or as an address; never both. Where the address leads is not looked at here. */
export function readImage(field: ImageField, given: GivenValues): Reading {
  const { file, link } = optionsOf(field);
  const attachment = given.attachments.get(file);
  const [address] = withoutBrackets([given.strings.get(link) ?? ""]);
  if (attachment !== undefined && address !== undefined) return refused({ kind: "image_twice", option: file });
  if (attachment !== undefined) return readAttachment(file, attachment);
  if (address !== undefined) return readLink(link, address);
  return field.required ? refused({ kind: "image_missing", option: file, link }) : NOT_GIVEN;
}

/** Several pictures: the files in the order of their options, then the addresses. */
export function readImages(field: ImagesField, given: GivenValues): Reading {
  const { file, files, link } = optionsOf(field);
  const attachments = files.flatMap((option) => {
    const attachment = given.attachments.get(option);
    return attachment === undefined ? [] : [readAttachment(option, attachment)];
  });
  const links = splitLinks(given.strings.get(link) ?? "").map((address) => readLink(link, address));
  const readings = [...attachments, ...links];
  if (readings.length === 0) {
    return field.required ? refused({ kind: "image_missing", option: file, link }) : NOT_GIVEN;
  }
  if (readings.length > field.maximum) {
    return refused({ kind: "too_many_images", option: file, given: readings.length, maximum: field.maximum });
  }
  const problems = readings.flatMap((reading) => (reading.ok ? [] : reading.problems));
  return problems.length > 0
    ? refused(...problems)
    : accepted(readings.flatMap((reading) => (reading.ok ? [reading.value] : [])));
}

function readAttachment(option: string, { url, fileName, bytes, contentType }: GivenAttachment): Reading<InputImage> {
  if (!claimsToBePicture(fileName, contentType) || !(bytes > 0)) {
    return refused({ kind: "not_an_image", option, fileName });
  }
  if (bytes > MAX_IMAGE_BYTES) {
    return refused({ kind: "image_too_large", option, fileName, given: bytes, maximum: MAX_IMAGE_BYTES });
  }
  return accepted({ source: "attachment", url, fileName, bytes });
}

function readLink(option: string, address: string): Reading<InputImage> {
  const length = countCharacters(address);
  return length > LINK_MAX_LENGTH
    ? refused({ kind: "text_too_long", option, given: length, maximum: LINK_MAX_LENGTH })
    : accepted({ source: "link", url: address });
}

function optionsOf(field: ImageField | ImagesField): { file: string; files: string[]; link: string } {
  const slots = slotsOf(field);
  const files = slots.filter((slot) => slot.part === "file").map(optionName);
  const [link = field.name] = slots.filter((slot) => slot.part !== "file").map(optionName);
  return { file: files[0] ?? field.name, files, link };
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
