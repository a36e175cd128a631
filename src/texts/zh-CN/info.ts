import type { englishInfo } from "../en-US/info.ts";

/** The same in Simplified Chinese. */
export const chineseInfo: { readonly [K in keyof typeof englishInfo]: string } = {
  info_found: "**这张图片是这样制作的**（文件中的记录，{form}）：",
  info_negative: "**不想要：** {text}",
  info_nothing: "这个文件没有记录它是怎么制作的。很多地方会在上传图片时删除这些信息。",
  info_unreadable: "现在读不到这个文件。请再试一次；没有产生费用。",
  info_elsewhere: "这里没有制作它的模型，所以无法运行。",
  info_needs_picture: "{title} 需要从另一张图片开始，而文件里没有那张图片。请使用 /{command} 并附上图片。",
  info_privacy:
    "**文件里**：发布的图片带有提示词和设置，下载图片的人都能读到（用 /info 查看）。管理员可以为服务器关闭它。",
  info_run: "运行",
};
