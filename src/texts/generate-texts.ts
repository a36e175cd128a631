import type { FieldText } from "./fields.ts";
import type { Localized } from "./localized.ts";

/** The command that reaches every model. */
export const generateText: FieldText = {
  displayName: { "en-US": "generate", "zh-CN": "生成" },
  description: {
    "en-US": "Use any model, also those without a command of their own",
    "zh-CN": "使用任何模型，包括没有单独命令的模型",
  },
};

export const generateOptionTexts = {
  model: {
    displayName: { "en-US": "model", "zh-CN": "模型" },
    description: {
      "en-US": "Type a part of its name. With nothing else given, a form with the model's settings opens",
      "zh-CN": "输入名称的一部分。若不填其他选项，会打开该模型的表单",
    },
  },
  prompt: {
    displayName: { "en-US": "prompt", "zh-CN": "提示词" },
    description: { "en-US": "What you want, in your own words", "zh-CN": "用自己的话描述想要的内容" },
  },
  options: {
    displayName: { "en-US": "options", "zh-CN": "选项" },
    description: {
      "en-US": "The model's other settings, like seed: 5, size: square",
      "zh-CN": "该模型的其他设置，如 seed: 5, size: square",
    },
  },
  file: {
    displayName: { "en-US": "file", "zh-CN": "文件" },
    description: {
      "en-US": "A picture or another file for the model to work from",
      "zh-CN": "供模型使用的图片或其他文件",
    },
  },
  links: {
    displayName: { "en-US": "links", "zh-CN": "链接" },
    description: {
      "en-US": "The https addresses of such files, with spaces between them",
      "zh-CN": "这些文件的 https 网址，用空格分隔",
    },
  },
} as const satisfies Record<string, FieldText>;

/** Of every command that makes pictures. */
export const privateOptionText: FieldText = {
  displayName: { "en-US": "private", "zh-CN": "仅自己可见" },
  description: {
    "en-US": "Only you see the result, until you share it",
    "zh-CN": "结果只有你自己看得到，直到你分享",
  },
};

/** The field of a model's form for all that has none of its own. */
export const formRest: FieldText = {
  displayName: { "en-US": "More settings", "zh-CN": "更多设置" },
  description: {
    "en-US": "Like seed: 5, size: square. There are: {names}",
    "zh-CN": "如 seed: 5, size: square。可用：{names}",
  },
};

export const switchWords: Readonly<Record<"on" | "off", Localized>> = {
  on: { "en-US": "on", "zh-CN": "开" },
  off: { "en-US": "off", "zh-CN": "关" },
};
