import type { Texts } from "./texts-shape.ts";

const OF_WORLD: Readonly<Record<string, string>> = {
  member: "成员",
  moderator: "管理员",
  newcomer: "新成员",
  "member, booster": "成员、助力者",
  owner: "服务器所有者",
  "Say hello, ask, try things out": "打个招呼、提问、随便试试",
  "Pictures you made and like": "你画的、喜欢的图片",
  "For adults": "仅限成年人",
  "News; nobody uses commands here": "公告；这里不使用命令",
};

export const chinese: Texts = {
  ofWorld: (words) => OF_WORLD[words] ?? words,
  sandboxNote: "这里的一切都只留在这台电脑上。",
  today: (time) => `今天 ${time}`,
  yesterday: (time) => `昨天 ${time}`,
  edited: "（已编辑）",
  app: "应用",
  onlyYou: "只有你能看到",
  dismiss: "关闭此消息",
  thinking: (name) => `${name} 正在思考……`,
  sending: "正在发送命令……",
  used: "使用了",
  someCommand: "一个命令",
  retry: "重试",
  noAnswer: "应用没有响应",
  unreachable: "无法连接沙盒",
  apps: "应用",
  delete: "删除消息",
  copyText: "复制文字",
  copyId: "复制消息 ID",
  copyUserId: "复制用户 ID",
  messageActions: (author) => `对 ${author} 的消息的操作`,
  revealSpoiler: "剧透：点击显示",
  spoiler: "剧透",
  openImage: (alt) => (alt === "" ? "打开图片" : `打开图片：${alt}`),
  download: (name) => `下载 ${name}`,
  blockedMedia: (host) => `未加载：沙盒不会向 ${host} 请求任何内容`,
  unknownComponent: (kind) => `页面无法显示类型为 ${kind} 的组件`,
  channels: "频道",
  directMessages: "私信",
  ageRestricted: "年龄限制",
  thread: "子区",
  unread: "未读",
  messagesIn: (channel) => `${channel} 的消息`,
  beginning: (channel) => `欢迎来到 ${channel}`,
  beginningHint: "这里还没有人说话。画图从一条命令开始：",
  beginningDirect: "这是你与机器人对话的开头。",
  tryCommand: "输入",
  newMessages: "新消息",
  messagePlaceholder: (channel) => `给 ${channel} 发消息，输入 / 使用命令`,
  attachFile: "附上文件",
  removeFile: (name) => `移除 ${name}`,
  dropFiles: "松开以附上",
  heldFiles: "将随消息发送，或放入接受文件的命令",
  send: "发送",
  commandList: "命令",
  noCommands: "这里没有这个名字的命令",
  noCommandsAtAll: "机器人在这里还没有提供命令",
  optionsOf: (command) => `${command} 的选项`,
  leaveCommand: "退出命令",
  required: "必填",
  moreOptions: (count) => `另有 ${count} 个可选项`,
  removeOption: (name) => `移除 ${name}`,
  noChoices: "没有匹配的内容",
  searching: "正在搜索……",
  noChoicesAnswer: "应用没有给出建议",
  chooseFile: "选择、拖放或粘贴文件",
  range: (least, most) => {
    if (least !== undefined && most !== undefined) return `${least} 到 ${most}`;
    if (least !== undefined) return `至少 ${least}`;
    return most === undefined ? null : `至多 ${most}`;
  },
  lengthRange: (least, most) => {
    if (least !== undefined && most !== undefined) return `${least} 到 ${most} 个字符`;
    if (least !== undefined) return `至少 ${least} 个字符`;
    return most === undefined ? null : `至多 ${most} 个字符`;
  },
  yes: "是",
  no: "否",
  problem: (found) => {
    switch (found.kind) {
      case "missing":
        return "此选项必填。";
      case "not_integer":
        return "请填写整数。";
      case "not_number":
        return "请填写数字。";
      case "not_boolean":
        return "请选择是或否。";
      case "not_listed":
        return "请从列表中选择。";
      case "not_found":
        return "这里没有叫这个名字的人或内容。";
      case "too_small":
        return `至少为 ${found.least}。`;
      case "too_big":
        return `至多为 ${found.most}。`;
      case "too_short":
        return `至少 ${found.least} 个字符，现有 ${found.length} 个。`;
      case "too_long":
        return `至多 ${found.most} 个字符，现有 ${found.length} 个。`;
      case "wrong_file_type":
        return `这里只接受 ${found.wanted}。`;
    }
  },
  whoYouAre: "你的身份",
  switchPerson: "切换身份",
  ownAccount: "你的账号",
  language: "语言",
  takeAppAlong: (app) => `把 ${app} 添加到你的账号`,
  leaveApp: (app) => `从你的账号移除 ${app}`,
  takeAppAlongHint: "在没人邀请它的地方也能使用",
  botOnline: "在线",
  botOffline: "离线",
  noBot: "还没有机器人登录",
  theme: "外观",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  openChannels: "显示频道",
  closeChannels: "隐藏频道",
  reconnecting: "连接已断开，正在重试……",
  loading: "正在加载……",
  close: "关闭",
  previous: "上一张",
  next: "下一张",
  zoom: "实际大小",
  openOriginal: "打开原图",
  picture: (index, count) => `第 ${index} 张，共 ${count} 张`,
  makeSelection: "请选择",
  filter: "搜索",
  done: "完成",
  chooseCount: (least, most) => (least === most ? `选择 ${least} 项` : `选择 ${least} 到 ${most} 项`),
  submit: "提交",
  cancel: "取消",
  fieldRequired: "此项必填。",
  fieldTooShort: (least, length) => `至少写 ${least} 个字符，现有 ${length} 个。`,
  fileCount: (least, most) => (least === most ? `选择 ${least} 个。` : `选择 ${least} 到 ${most} 个。`),
  chooseFiles: "选择文件",
  modalNote: (app) => `此表单将发送给 ${app}。请勿填写密码。`,
  panel: {
    relay: "中转站",
    open: "中转站面板",
    note: "图片由沙盒中转站绘制。在这里决定它的表现。",
    unreachable: "沙盒中转站没有响应。",
    accepted: "已接受的请求",
    cost: "本应花费",
    inQueue: "排队中",
    running: "进行中",
    speed: "速度",
    speeds: { slow: "慢 10 倍", real: "与真实相近", fast: "快 10 倍", instant: "立即" },
    workers: "同时处理",
    faults: "故障",
    noFaults: "没有设置故障。",
    addFault: "添加故障",
    at: "位置",
    kind: "故障",
    times: "次数",
    left: (count) => (count === "always" ? "一直" : `${count} 次`),
    clear: "全部移除",
  },
};
