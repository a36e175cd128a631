/** Going on from a picture, in Simplified Chinese. */
export const chineseGoingOn = {
  go_title: "以这张图片继续",
  go_nothing: "这里没有可以用于它的功能：没有启用相应的模型。",
  go_pick: "选择一张图片继续……",
  go_picture: "图片 {number}",
  go_more: "更多……",
  go_from: "来自[这张图片]({link})",
  refused_source_gone: "这张图片已经不在了。没有产生费用。",
  refused_action_gone: "现在无法在这里对这张图片这样做。没有产生费用。",
  refused_others_pictures: "在这个服务器上，你只能以自己的图片继续：这是管理员的决定。没有产生费用。",
} as const;
