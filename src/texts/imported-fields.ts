import type { FieldText } from "./fields.ts";
import { aspectRatioTexts, fieldTexts, sizeTexts } from "./fields.ts";

/** Fields by the names they have all over the catalogue: said in our words and languages whatever the model. */
export const knownFields: Readonly<Record<string, FieldText>> = {
  prompt: {
    displayName: { "en-US": "prompt", "zh-CN": "提示词" },
    description: { "en-US": "What you want, in your own words", "zh-CN": "用自己的话描述想要的内容" },
  },
  negative_prompt: {
    displayName: { "en-US": "negative_prompt", "zh-CN": "负面提示词" },
    description: { "en-US": "What should not appear", "zh-CN": "不想出现的内容" },
  },
  seed: {
    displayName: fieldTexts.seed.displayName,
    description: {
      "en-US": "The same seed and settings give the same result again. Left out, a random one",
      "zh-CN": "种子和设置都相同，就能再次得到同样的结果。不填则随机",
    },
  },
  num_inference_steps: {
    displayName: fieldTexts.steps.displayName,
    description: {
      "en-US": "How many steps to refine the result: more is finer and slower",
      "zh-CN": "推理步数：越多越精细，也越慢",
    },
  },
  guidance_scale: fieldTexts.guidance,
  aspect_ratio: aspectRatioTexts.create,
  image_url: {
    displayName: { "en-US": "image", "zh-CN": "图片" },
    description: { "en-US": "The picture to work from", "zh-CN": "作为素材的图片" },
  },
  image_urls: {
    displayName: { "en-US": "image", "zh-CN": "图片" },
    description: { "en-US": "A picture to work from", "zh-CN": "作为素材的图片" },
  },
  mask_url: {
    displayName: { "en-US": "mask", "zh-CN": "蒙版" },
    description: { "en-US": "The picture that marks where to change something", "zh-CN": "标出修改区域的图片" },
  },
  video_url: {
    displayName: { "en-US": "video", "zh-CN": "视频" },
    description: { "en-US": "The video to work from", "zh-CN": "作为素材的视频" },
  },
  audio_url: {
    displayName: { "en-US": "audio", "zh-CN": "音频" },
    description: { "en-US": "The sound to work from", "zh-CN": "作为素材的音频" },
  },
  duration: {
    displayName: { "en-US": "duration", "zh-CN": "时长" },
    description: { "en-US": "How long the result should be, in seconds", "zh-CN": "结果的时长（秒）" },
  },
  resolution: {
    displayName: { "en-US": "resolution", "zh-CN": "分辨率" },
    description: { "en-US": "How fine the result is", "zh-CN": "结果的清晰度" },
  },
  acceleration: fieldTexts.acceleration,
  safety_tolerance: fieldTexts.safetyTolerance,
  enhance_prompt: fieldTexts.enhancePrompt,
  enable_safety_checker: {
    displayName: fieldTexts.safetyChecker.displayName,
    description: {
      "en-US": "Whether the service checks the result for unsafe content",
      "zh-CN": "是否由服务检查结果中的不安全内容",
    },
  },
};

/** Further ones that mean the same in every model that makes pictures. */
export const knownPictureFields: Readonly<Record<string, FieldText>> = {
  num_images: fieldTexts.count,
  output_format: fieldTexts.format,
  image_size: sizeTexts.create,
};

/** What a model does, where its document does not say. */
export function makesWith(title: string): FieldText["description"] {
  return { "en-US": `Make something with ${title}`, "zh-CN": `使用 ${title} 生成` };
}

/** The option for everything that has none of its own. `names` are the relay's. */
export function advancedText(names: readonly string[]): FieldText {
  return {
    displayName: { "en-US": "advanced", "zh-CN": "高级选项" },
    description: {
      "en-US": `More settings as JSON: ${names.join(", ")}`,
      "zh-CN": `更多设置，JSON 格式：${names.join(", ")}`,
    },
  };
}

/** Why a part of the relay's input is not offered, for the operator. */
export const leftOutReasons = {
  sync_mode: "the result would carry the files themselves instead of their addresses",
  request_id: "names the request for the service itself; Easel keeps its own",
  webhook: "results are fetched by asking; nobody would answer a call to this address",
  deprecated: "the document marks it as deprecated",
  readOnly: "the document marks it as read-only",
  first_entry: "only the first entry has options of its own; the whole list goes into advanced",
  first_entry_only: "only the first entry is offered",
  other_forms: "only its simple form is offered",
  large_sides:
    "sides above 4096 pixels are offered only after an edit of this file: nobody should order them by mistake",
  long_list: (shown: number, maximum: number) =>
    `${shown} of ${maximum} files can be attached; more are given by address`,
} as const;
