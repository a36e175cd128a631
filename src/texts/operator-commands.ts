import type { Localized } from "./localized.ts";

interface Words {
  readonly name: Localized;
  readonly description: Localized;
}

function words(name: string, zhName: string, description: string, zhDescription: string): Words {
  return {
    name: { "en-US": name, "zh-CN": zhName },
    description: { "en-US": description, "zh-CN": zhDescription },
  };
}

export const operatorWords = words(
  "operator",
  "运营",
  "For whoever runs this bot: all servers, their limits, and the models",
  "供机器人运营者使用：所有服务器、限额与模型",
);

export const operatorGroupWords = {
  limits: words("limits", "限额", "What servers may use at most", "服务器最多能用多少"),
  servers: words("servers", "服务器", "Where the bot may be used", "机器人可以在哪里使用"),
  models: words("models", "模型", "What is offered", "提供哪些模型"),
} as const satisfies Record<string, Words>;

/** Subcommands by "group name", or the name alone. */
export const operatorSubcommandWords = {
  usage: words(
    "usage",
    "用量",
    "Jobs and cost of every server, as charts and a file",
    "各服务器的任务与费用，含图表和文件",
  ),
  pause: words("pause", "暂停", "Refuse every new request, on all servers", "在所有服务器拒绝新请求"),
  resume: words("resume", "恢复", "End the pause", "结束暂停"),
  audit: words("audit", "审计", "What was changed here, with Undo", "这里的更改，可撤销"),
  undo: words("undo", "撤销", "Take a change back", "撤销一次更改"),
  "limits show": words("show", "查看", "What holds, and what was spent", "当前限额与已用金额"),
  "limits set": words("set", "设置", "Set a limit or a budget", "设置限额或预算"),
  "limits channel": words(
    "channel",
    "频道",
    "Where warnings and changes are told; nowhere without one",
    "在哪里发送提醒和更改；不填则不发送",
  ),
  "servers list": words("list", "列表", "All servers the bot is in", "机器人所在的所有服务器"),
  "servers show": words("show", "查看", "One server: what it may use, leave it", "单个服务器：限额、离开"),
  "servers mode": words("mode", "模式", "Every server, or only listed ones", "所有服务器，或仅名单内的服务器"),
  "servers allow": words("allow", "允许", "Put a server on the list", "将服务器加入名单"),
  "servers refuse": words("refuse", "拒绝", "Take a server off the list", "将服务器移出名单"),
  "servers direct": words("direct", "私信", "Whether direct messages may be used", "是否允许私信使用"),
  "servers leave": words("leave", "离开", "Leave a server, after asking again", "离开服务器，会再次确认"),
  "models list": words("list", "列表", "All models", "所有模型"),
  "models show": words("show", "查看", "A command as members see it", "成员看到的命令"),
  "models add": words("add", "添加", "Add a model of the catalogue, after a preview", "从目录添加模型，先预览"),
  "models enable": words("enable", "启用", "Offer a model", "提供模型"),
  "models disable": words("disable", "停用", "Offer a model no more; its jobs go on", "不再提供模型，已有任务继续"),
  "models price": words("price", "价格", "What a model costs", "模型的价格"),
  "models remove": words("remove", "删除", "Forget an added model, after asking again", "删除添加的模型，会再次确认"),
} as const satisfies Record<string, Words>;
export type OperatorSubcommandName = keyof typeof operatorSubcommandWords;

export const operatorOptionWords = {
  scope: words("for", "对象", "Whom it holds for", "对谁生效"),
  server: words("server", "服务器", "Name or id of a server", "服务器的名称或 ID"),
  op_reason: words("reason", "原因", "Members of all servers read it", "所有服务器的成员都会看到"),
  announce: words("announce", "通告", "Also tell every server's audit channel", "同时通知各服务器的审计频道"),
  op_entry: words("entry", "编号", "Its number in /operator audit", "在 /operator audit 中的编号"),
  mode: words("who", "谁", "Who may use the bot", "谁可以使用机器人"),
  leave_others: words("leave_others", "离开其他", "Leave servers that are not listed", "离开不在名单内的服务器"),
  endpoint: words(
    "id",
    "编号",
    "Like fal-ai/recraft/v3, or its page at fal",
    "如 fal-ai/recraft/v3，或其 fal 页面地址",
  ),
  document: words("file", "文件", "An OpenAPI document, or a catalogue", "OpenAPI 文档或目录文件"),
  only: words("only", "仅", "Of a catalogue: ids with commas between", "目录中的编号，用逗号分隔"),
  place_of_model: words("as", "方式", "A command of its own, or only /generate", "单独的命令，或仅通过 /generate"),
  unit_price: words("price", "价格", "Such as 0.025/image or 0.1/second", "如 0.025/image 或 0.1/second"),
} as const satisfies Record<string, Words>;

/** Choices that are not settings' own. */
export const operatorChoiceWords = {
  together: { "en-US": "All servers together", "zh-CN": "所有服务器合计" },
  each: { "en-US": "Each server", "zh-CN": "每个服务器" },
  command: { "en-US": "A command of its own", "zh-CN": "单独的命令" },
  generate: { "en-US": "Only through /generate", "zh-CN": "仅通过 /generate" },
} as const satisfies Record<string, Localized>;
