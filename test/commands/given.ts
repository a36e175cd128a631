/** Options as an interaction carries them, in few words. */
import type { GivenAttachment, GivenOption } from "../../src/interaction.ts";

export function text(value: string): GivenOption {
  return { type: 3, value };
}

export function integer(value: number): GivenOption {
  return { type: 4, value };
}

export function flag(value: boolean): GivenOption {
  return { type: 5, value };
}

export function number(value: number): GivenOption {
  return { type: 10, value };
}

export function file(fileName: string, about: Partial<GivenAttachment> = {}): GivenOption {
  const url = `https://cdn.test/attachments/1/2/${fileName}`;
  const attachment = { url, fileName, bytes: 90_000, contentType: "image/png", ...about };
  return { type: 11, value: "100000000000000001", attachment };
}
