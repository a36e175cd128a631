import type { Localized } from "./localized.ts";

/** A name and a description, as Discord shows them; short, because a command's words share 8,000 characters. */
export interface CommandWords {
  readonly name: Localized;
  readonly description: Localized;
}

function words(name: string, zhName: string, description: string, zhDescription: string): CommandWords {
  return {
    name: { "en-US": name, "zh-CN": zhName },
    description: { "en-US": description, "zh-CN": zhDescription },
  };
}

export const easelWords = words(
  "easel",
  "画架",
  "For moderators: who may use what, where and how much",
  "管理员设置：谁、用什么、在哪里、用多少",
);

/** Groups of subcommands. */
export const groupWords = {
  channels: words("channels", "频道", "Where pictures are made", "在哪里画图"),
  roles: words("roles", "身份组", "Who may make pictures", "谁可以画图"),
  member: words("member", "成员", "One member, and new ones", "单个成员与新成员"),
  model: words("model", "模型", "What may be used", "可以用什么"),
  limits: words("limits", "限额", "How much and how often", "用多少、多频繁"),
  budget: words("budget", "预算", "What may be spent", "可以花多少"),
  words: words("words", "词语", "Words of prompts", "提示词中的词"),
  safety: words("safety", "安全", "Unsafe pictures", "不安全的图片"),
  moderators: words("moderators", "管理员", "Who may use /easel", "谁可以使用 /easel"),
  log: words("log", "日志", "What the audit channel is told", "审计频道记录什么"),
} as const satisfies Record<string, CommandWords>;
export type GroupName = keyof typeof groupWords;

/** Subcommands by "group name", or the name alone. */
export const subcommandWords = {
  panel: words("panel", "面板", "All settings in one message", "一条消息里的所有设置"),
  audit: words("audit", "审计", "Who changed what, with Undo", "谁改了什么，可撤销"),
  undo: words("undo", "撤销", "Take a change back", "撤销一次更改"),
  why: words("why", "为什么", "What a member may do, and which rules say so", "成员能做什么，以及依据哪些规则"),
  usage: words(
    "usage",
    "用量",
    "Jobs and cost by day, model and member, as charts and a file",
    "按天、模型和成员统计任务与费用，含图表和文件",
  ),
  relay: words("relay", "中转站", "Pay with the server's own relay key", "用服务器自己的中转站密钥付费"),
  queue: words("queue", "队列", "The jobs under way, each with Cancel", "正在进行的任务，可逐个取消"),
  pause: words("pause", "暂停", "Refuse every new request", "拒绝所有新请求"),
  resume: words("resume", "恢复", "End the pause", "结束暂停"),
  "channels allow": words(
    "allow",
    "允许",
    "Allow here, and elsewhere only what is allowed",
    "允许此处，其他地方须另行允许",
  ),
  "channels deny": words("deny", "拒绝", "No pictures here", "此处不画图"),
  "channels clear": words("clear", "清除", "Neither allowed nor denied", "既不允许也不拒绝"),
  "channels private": words("private", "私密", "Show results here to their member only", "此处的结果只给本人看"),
  "channels redirect": words(
    "redirect",
    "引导",
    "Where refusals send people; none without a channel",
    "被拒绝时引导到哪里；不填则无",
  ),
  "roles allow": words("allow", "允许", "Allow, and of the others only those allowed", "允许，其他身份组须另行允许"),
  "roles deny": words("deny", "拒绝", "No pictures for this role", "此身份组不能画图"),
  "roles clear": words("clear", "清除", "Neither allowed nor denied", "既不允许也不拒绝"),
  "member suspend": words("suspend", "禁用", "Keep someone from making pictures", "禁止某人画图"),
  "member unsuspend": words("unsuspend", "解禁", "Lift a suspension", "解除禁用"),
  "member credits": words("credits", "额度", "Give images beyond the limits", "赠送限额之外的张数"),
  "member newcomers": words("newcomers", "新成员", "How long newcomers wait", "新人需等待多久"),
  "member exempt": words("exempt", "豁免", "A role that need not wait", "无需等待的身份组"),
  "model switch": words("switch", "开关", "Switch a model on or off", "开启或关闭模型"),
  "model others": words("others", "其余", "Switch models nobody decided about", "没有单独设置的模型的开关"),
  "model role": words("role", "身份组", "A model for roles", "按身份组限制模型"),
  "model channel": words("channel", "频道", "A model in channels", "按频道限制模型"),
  "model price": words("price", "价格", "What a unit of a model costs here", "模型在这里的单价"),
  "limits set": words("set", "设置", "Set a limit for everyone or a role", "为所有人或身份组设置限额"),
  "limits clear": words("clear", "清除", "Remove all limits of a role", "删除身份组的所有限额"),
  "limits server": words("server", "服务器", "Jobs at once in the whole server", "整个服务器同时进行的任务"),
  "budget set": words("set", "设置", "Set a budget", "设置预算"),
  "budget currency": words("currency", "货币", "The currency amounts are shown in", "金额显示的货币"),
  "budget warnings": words(
    "warnings",
    "提醒",
    "Where 80 % is told; nowhere without a channel",
    "80 % 时在哪里通知；不填则不通知",
  ),
  "words forbid": words("forbid", "禁用", "Refuse prompts with these words", "拒绝含有这些词的提示词"),
  "words replace": words("replace", "替换", "Exchange a word in prompts", "替换提示词中的词"),
  "words remove": words("remove", "移除", "Take words off both lists", "从两个列表移除词语"),
  "words list": words("list", "列表", "Show both lists", "显示两个列表"),
  "words test": words("test", "测试", "Show why a prompt matches", "说明提示词为何匹配"),
  "safety checker": words("checker", "检查", "Whether members may switch it off", "成员能否关闭安全检查"),
  "safety flagged": words("flagged", "标记", "What happens with flagged pictures", "如何处理被标记的图片"),
  "moderators add": words("add", "添加", "Let a role use /easel", "允许身份组使用 /easel"),
  "moderators remove": words("remove", "移除", "No longer let a role use /easel", "不再允许身份组使用 /easel"),
  "log channel": words(
    "channel",
    "频道",
    "Where changes are told; nowhere without one",
    "在哪里通知更改；不填则不通知",
  ),
  "log pictures": words("pictures", "图片", "Also tell every picture", "也记录每张图片"),
} as const satisfies Record<string, CommandWords>;
export type SubcommandName = keyof typeof subcommandWords;

export const optionWords = {
  channel: words("channel", "频道", "Channel, category or thread", "频道、分类或子区"),
  role: words("role", "身份组", "The role", "身份组"),
  member: words("member", "成员", "The member", "成员"),
  model: words("model", "模型", "The model", "模型"),
  prompt: words("prompt", "提示词", "What they would ask for", "会请求的内容"),
  reason: words("reason", "原因", "Members read it", "成员会看到"),
  hours: words("hours", "小时", "How long; left out: until it is lifted", "多久；不填则直到解除"),
  images: words("images", "张数", "How many; negative takes some back", "多少张；负数表示收回"),
  on: words("on", "开启", "On or off", "开或关"),
  days: words("days", "天数", "How many days back", "往前多少天"),
  entry: words("entry", "编号", "Its number in /easel audit", "在 /easel audit 中的编号"),
  before: words("before", "早于", "Only entries before this number", "只看此编号之前的记录"),
  account_hours: words("account_hours", "账号小时", "How old the account must be", "账号至少多久"),
  membership_hours: words("membership_hours", "加入小时", "How long a member", "加入至少多久"),
  rule: words("rule", "规则", "What holds for it", "适用的规则"),
  price: words("price", "价格", "An amount, or off for the list price", "金额，或 off 表示标价"),
  limit: words("limit", "限额", "Which limit", "哪个限额"),
  amount: words("amount", "数值", "A number, unlimited, or off", "数字、unlimited 或 off"),
  for_role: words("role", "身份组", "Left out: everyone", "不填则为所有人"),
  jobs: words("jobs", "任务", "A number, or off", "数字或 off"),
  period: words("period", "周期", "A day or a month, in UTC", "日或月（UTC）"),
  money: words("amount", "金额", "Such as 12.50, or off", "例如 12.50，或 off"),
  code: words("code", "代码", "Three letters, such as EUR", "三个字母，例如 EUR"),
  per_usd: words("per_usd", "汇率", "What one US dollar is worth in it", "一美元折合多少"),
  words: words("words", "词语", "With commas between; * finds parts of words", "用逗号分隔；* 匹配词的一部分"),
  word: words("word", "词语", "* at an end finds parts of words", "两端加 * 匹配词的一部分"),
  by: words("by", "替换为", "Left out: the word is taken out", "不填则删去该词"),
  checker: words("checker", "检查", "When it is on", "何时开启"),
  place: words("place", "地点", "In which channels", "在哪些频道"),
  handling: words("handling", "处理", "What is done", "如何处理"),
} as const satisfies Record<string, CommandWords>;
export type OptionWords = keyof typeof optionWords;

/** Choices that are not settings' own. */
export const choiceWords = {
  allow: { "en-US": "Allow", "zh-CN": "允许" },
  deny: { "en-US": "Deny", "zh-CN": "拒绝" },
  clear: { "en-US": "Neither", "zh-CN": "清除" },
  day: { "en-US": "Day", "zh-CN": "日" },
  month: { "en-US": "Month", "zh-CN": "月" },
  age_restricted: { "en-US": "Age-restricted channels", "zh-CN": "年龄限制频道" },
  elsewhere: { "en-US": "All others", "zh-CN": "其他频道" },
} as const satisfies Record<string, Localized>;
export type ChoiceWords = keyof typeof choiceWords;
