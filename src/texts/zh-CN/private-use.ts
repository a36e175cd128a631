import type { englishPrivateUse } from "../en-US/private-use.ts";

export const chinesePrivateUse: Record<keyof typeof englishPrivateUse, string> = {
  private_going: "只有你看得到。如果超过 15 分钟，会用私信发给你。",
  private_done: "只有你看得到，Discord 重启后会消失。/history 里一直有。",
  sent_directly_late: "在你请求的地方，Discord 只允许我在 15 分钟内回复，而这次用了更久，所以发到这里：",
  button_share: "分享",
  shared: "已分享到这个频道。",
  shared_at: "[已分享到这个频道]({link})。",
  shared_by: "由 {member} 分享",
  share_failed: "Discord 没有接受，所以别人还看不到。请稍后再按“分享”。没有收费。",
  refused_share_done: "这个已经分享过了。",
  refused_share_elsewhere: "请在当初请求的频道里分享：在那里用 /history 打开图片，再按“分享”。",
  refused_share_here: "管理员不允许在这个频道分享结果。你可以在 /history 里下载。",
  refused_share_flagged: "模型标记了这个结果，而管理员在这个频道不展示这类图片。你可以在 /history 里下载。",
  refused_only_maker: "只有提出这个请求的成员才能这样做。",
  go_make_private: "设为私密",

  refused_make_private: "我无法移除这条消息：我已看不到那个频道。消息上的“删除”按钮仍可用。",
  deed_made_private: "收回了自己的一个结果：{job}",
};
