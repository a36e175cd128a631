import type { Locale } from "./localized.ts";

/** How a field's numbers are said, per language; each but `on`, `off` and `separator` follows a phrase without a full stop. */
interface FactWords {
  range(minimum: number, maximum: number): string;
  atMostCharacters(maximum: number): string;
  defaultIs(value: string): string;
  imageOrLink: string;
  asLink: string;
  oneOf(position: number, count: number): string;
  linksOfMany: string;
  customSide: Readonly<Record<"width" | "height", string>>;
  on: string;
  off: string;
}

export const factWords: Readonly<Record<Locale, FactWords>> = {
  "en-US": {
    range: (minimum, maximum) => `, ${minimum}–${maximum}`,
    atMostCharacters: (maximum) => `, up to ${maximum} characters`,
    defaultIs: (value) => `. Default ${value}`,
    imageOrLink: ". Attach it here or give its link",
    asLink: ", as an https address instead of a file",
    oneOf: (position, count) => `, ${position} of up to ${count}`,
    linksOfMany: ", as https addresses with spaces between them",
    customSide: {
      width: "Width in pixels instead of a named size, together with height",
      height: "Height in pixels instead of a named size, together with width",
    },
    on: "on",
    off: "off",
  },
  "zh-CN": {
    range: (minimum, maximum) => `,${minimum}–${maximum}`,
    atMostCharacters: (maximum) => `,最多 ${maximum} 个字符`,
    defaultIs: (value) => `。默认:${value}`,
    imageOrLink: "。在此上传,或填写链接",
    asLink: ",用 https 网址代替文件",
    oneOf: (position, count) => `,第 ${position} 张,最多 ${count} 张`,
    linksOfMany: ",填写 https 网址,用空格分隔",
    customSide: {
      width: "自定义宽度(像素),须与高度一起填写,代替预设尺寸",
      height: "自定义高度(像素),须与宽度一起填写,代替预设尺寸",
    },
    on: "开",
    off: "关",
  },
};
