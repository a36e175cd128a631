import type { Locale } from "./localized.ts";

/** How a field's numbers are said, per language. */
interface FactWords {
  // These follow a phrase without a full stop.
  range(minimum: number, maximum: number): string;
  rangeAbove(minimum: number, maximum: number): string;
  atLeast(minimum: number): string;
  atMost(maximum: number): string;
  multipleOf(step: number): string;
  severalWithCommas: string;
  asJson(example: string): string;
  atMostCharacters(maximum: number): string;
  defaultIs(value: string): string;
  imageOrLink: string;
  oneOf(position: number, count: number): string;
  // These stand on their own. `name` is a field's name.
  linkInstead(name: string): string;
  linksInstead(count: number, type: "image" | "video" | "audio" | "file"): string;
  customSide: Readonly<Record<"width" | "height", string>>;
  fact(name: string, value: string): string;
  on: string;
  off: string;
}

export const factWords: Readonly<Record<Locale, FactWords>> = {
  "en-US": {
    range: (minimum, maximum) => `, ${minimum}–${maximum}`,
    rangeAbove: (minimum, maximum) => `, above ${minimum}, up to ${maximum}`,
    atLeast: (minimum) => `, at least ${minimum}`,
    atMost: (maximum) => `, at most ${maximum}`,
    multipleOf: (step) => `, in steps of ${step}`,
    severalWithCommas: ". Several with commas between them",
    asJson: (example) => (example === "" ? ", as JSON" : `, like ${example}`),
    atMostCharacters: (maximum) => `, up to ${maximum} characters`,
    defaultIs: (value) => `. Default ${value}`,
    imageOrLink: ". Attach it here or give its link",
    oneOf: (position, count) => `, ${position} of up to ${count}`,
    linkInstead: (name) => `The https address of the ${name}, instead of a file`,
    linksInstead: (count, type) =>
      `The https addresses of ${{ image: "pictures", video: "videos", audio: "recordings", file: "files" }[type]}, with spaces between them. Up to ${count} together with the files`,
    customSide: {
      width: "Width in pixels instead of a named size, together with height",
      height: "Height in pixels instead of a named size, together with width",
    },
    fact: (name, value) => `${name}: ${value}`,
    on: "on",
    off: "off",
  },
  "zh-CN": {
    range: (minimum, maximum) => `，${minimum}–${maximum}`,
    rangeAbove: (minimum, maximum) => `，大于 ${minimum}，最大 ${maximum}`,
    atLeast: (minimum) => `，至少 ${minimum}`,
    atMost: (maximum) => `，最大 ${maximum}`,
    multipleOf: (step) => `，须为 ${step} 的倍数`,
    severalWithCommas: "。多个用逗号分隔",
    asJson: (example) => (example === "" ? "，JSON 格式" : `，如 ${example}`),
    atMostCharacters: (maximum) => `，最多 ${maximum} 个字符`,
    defaultIs: (value) => `。默认：${value}`,
    imageOrLink: "。在此上传，或填写链接",
    oneOf: (position, count) => `，第 ${position} 张，最多 ${count} 张`,
    linkInstead: (name) => `${name}的 https 网址，代替上传文件`,
    linksInstead: (count, type) =>
      `${{ image: "图片", video: "视频", audio: "音频", file: "文件" }[type]}的 https 网址，用空格分隔；连同文件最多 ${count} 个`,
    customSide: {
      width: "自定义宽度（像素），须与高度一起填写，代替预设尺寸",
      height: "自定义高度（像素），须与宽度一起填写，代替预设尺寸",
    },
    fact: (name, value) => `${name}：${value}`,
    on: "开",
    off: "关",
  },
};
