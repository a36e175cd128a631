import type { CommandWords } from "./moderation-commands.ts";

function words(name: string, zhName: string, description: string, zhDescription: string): CommandWords {
  return {
    name: { "en-US": name, "zh-CN": zhName },
    description: { "en-US": description, "zh-CN": zhDescription },
  };
}

/** What Discord shows of the commands that find things again, and of their options. */
export const historyWords = {
  history: words("history", "历史", "Find your pictures again", "找回你的图片"),
  gallery: words("gallery", "图库", "Pictures that others made here", "大家在这里画的图片"),
  jobs: words("jobs", "进行中", "What of yours is under way, with a way to cancel it", "你正在进行的请求，可以取消"),
  forget: words("forget-me", "忘记我", "Export or delete everything about you", "导出或删除关于你的一切"),
  privacy: words("privacy", "隐私", "What is kept about you, where and for how long", "保存什么、在哪里、多久"),
  text: words("text", "词语", "Words of the prompt", "提示词中的词"),
  model: words("model", "模型", "Only pictures of this model", "只看这个模型的图片"),
  member: words("member", "成员", "Only pictures of this member", "只看这位成员的图片"),
  favourites: words("favourites", "收藏", "Only what you marked as favourite", "只看你收藏的"),
  since: words("from", "开始", "The first day, like 2026-11-01", "第一天，例如 2026-11-01"),
  before: words("to", "结束", "The last day, like 2026-11-21", "最后一天，例如 2026-11-21"),
  info: words("info", "图片信息", "How a picture was made, as its file tells", "从文件里读出图片是怎么制作的"),
  info_image: words("image", "图片", "A picture, from here or from another tool", "来自这里或其他工具的图片"),
} as const;
