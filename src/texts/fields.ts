import type { Localized } from "./localized.ts";

/** What a field is called in a command and what it does; bounds and defaults are added from its numbers. */
export interface FieldText {
  readonly displayName: Localized;
  readonly description: Localized;
}

const prompt: Localized = { "en-US": "prompt", "zh-CN": "提示词" };

/** Prompts of models that make, edit, restyle or fill in a picture. */
export const promptTexts = {
  create: {
    displayName: prompt,
    description: { "en-US": "What the picture should show", "zh-CN": "想要画什么" },
  },
  edit: {
    displayName: prompt,
    description: { "en-US": "What to change in the picture", "zh-CN": "想要怎样修改图片" },
  },
  redraw: {
    displayName: prompt,
    description: { "en-US": "What the redrawn picture should show", "zh-CN": "想要把图片重画成什么" },
  },
  combine: {
    displayName: prompt,
    description: { "en-US": "What to make out of the pictures", "zh-CN": "想要怎样组合这些图片" },
  },
  fill: {
    displayName: prompt,
    description: { "en-US": "What the masked area should show", "zh-CN": "蒙版区域里想要画什么" },
  },
} as const satisfies Record<string, FieldText>;

const image: Localized = { "en-US": "image", "zh-CN": "图片" };

export const imageTexts = {
  start: {
    displayName: image,
    description: { "en-US": "The picture to start from", "zh-CN": "作为起点的图片" },
  },
  vary: {
    displayName: image,
    description: { "en-US": "The picture to vary", "zh-CN": "要生成变体的图片" },
  },
  edit: {
    displayName: image,
    description: { "en-US": "The picture to edit", "zh-CN": "要修改的图片" },
  },
  combine: {
    displayName: image,
    description: { "en-US": "A picture to use", "zh-CN": "要使用的图片" },
  },
  mask: {
    displayName: { "en-US": "mask", "zh-CN": "蒙版" },
    description: {
      "en-US": "Same shape as the picture: white is painted anew, black stays",
      "zh-CN": "与图片同尺寸：白色部分重画，黑色部分保留",
    },
  },
} as const satisfies Record<string, FieldText>;

const aspectRatio: Localized = { "en-US": "aspect_ratio", "zh-CN": "宽高比" };

export const aspectRatioTexts = {
  create: {
    displayName: aspectRatio,
    description: { "en-US": "Shape of the picture, width to height", "zh-CN": "图片的宽高比" },
  },
  edit: {
    displayName: aspectRatio,
    description: {
      "en-US": "Shape of the result, width to height. Left out, it goes by your picture",
      "zh-CN": "结果图片的宽高比。不填则按原图",
    },
  },
} as const satisfies Record<string, FieldText>;

const size: Localized = { "en-US": "size", "zh-CN": "尺寸" };

export const sizeTexts = {
  create: {
    displayName: size,
    description: { "en-US": "Size of the picture", "zh-CN": "图片尺寸" },
  },
  edit: {
    displayName: size,
    description: {
      "en-US": "Size of the result. Left out, the model decides",
      "zh-CN": "结果图片的尺寸。不填则由模型决定",
    },
  },
} as const satisfies Record<string, FieldText>;

/** Fields that mean the same in every model that has them. */
export const fieldTexts = {
  strength: {
    displayName: { "en-US": "strength", "zh-CN": "重绘强度" },
    description: {
      "en-US": "How far to depart from your picture: low keeps it, high redraws it",
      "zh-CN": "偏离原图的程度：低则保留，高则重画",
    },
  },
  count: {
    displayName: { "en-US": "count", "zh-CN": "张数" },
    description: { "en-US": "How many pictures to make", "zh-CN": "生成几张图片" },
  },
  steps: {
    displayName: { "en-US": "steps", "zh-CN": "步数" },
    description: {
      "en-US": "How many steps to refine the picture: more is finer and slower",
      "zh-CN": "推理步数：越多越精细，也越慢",
    },
  },
  guidance: {
    displayName: { "en-US": "guidance", "zh-CN": "引导强度" },
    description: { "en-US": "How closely to follow the prompt", "zh-CN": "贴合提示词的程度" },
  },
  // Redux has no prompt, so "the prompt" would point at nothing.
  guidanceByImage: {
    displayName: { "en-US": "guidance", "zh-CN": "引导强度" },
    description: { "en-US": "How closely to follow your picture", "zh-CN": "贴合参考图片的程度" },
  },
  seed: {
    displayName: { "en-US": "seed", "zh-CN": "种子" },
    description: {
      "en-US": "The same seed and settings give the same picture again. Left out, a random one",
      "zh-CN": "种子和设置都相同，就能再次得到同一张图。不填则随机",
    },
  },
  format: {
    displayName: { "en-US": "format", "zh-CN": "格式" },
    description: { "en-US": "File format of the pictures", "zh-CN": "图片文件格式" },
  },
  acceleration: {
    displayName: { "en-US": "acceleration", "zh-CN": "加速" },
    description: { "en-US": "Gives up some detail for speed", "zh-CN": "牺牲少许细节来换取速度" },
  },
  accelerationUnsettled: {
    displayName: { "en-US": "acceleration", "zh-CN": "加速" },
    description: {
      "en-US": "Gives up some detail for speed. Left out, the service decides",
      "zh-CN": "牺牲少许细节来换取速度。不填则由服务决定",
    },
  },
  safetyChecker: {
    displayName: { "en-US": "safety_checker", "zh-CN": "安全检查" },
    description: {
      "en-US": "Whether the service checks the pictures for unsafe content",
      "zh-CN": "是否由服务检查图片中的不安全内容",
    },
  },
  safetyTolerance: {
    displayName: { "en-US": "safety_tolerance", "zh-CN": "安全宽容度" },
    description: { "en-US": "How much the service lets through", "zh-CN": "服务放行内容的宽松程度" },
  },
  enhancePrompt: {
    displayName: { "en-US": "enhance_prompt", "zh-CN": "优化提示词" },
    description: {
      "en-US": "Whether the service may rewrite the prompt to make it richer",
      "zh-CN": "是否允许服务改写提示词，使其更丰富",
    },
  },
  lora: {
    displayName: { "en-US": "lora", "zh-CN": "lora" },
    description: {
      "en-US": "Address of LoRA weights that add a style or subject",
      "zh-CN": "LoRA 权重的地址，用来添加风格或主体",
    },
  },
  loraScale: {
    displayName: { "en-US": "lora_scale", "zh-CN": "lora权重" },
    description: { "en-US": "How strongly the LoRA shows", "zh-CN": "LoRA 的影响强度" },
  },
} as const satisfies Record<string, FieldText>;
