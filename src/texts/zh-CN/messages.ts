import type { Messages } from "../en-US/messages.ts";
import { chineseAboutPicture } from "./about-picture.ts";
import { chineseAlerts } from "./alerts.ts";
import { chineseBatches } from "./batches.ts";
import { chineseGoingOn } from "./going-on.ts";
import { chineseHelp } from "./help.ts";
import { chineseHistory } from "./history.ts";
import { chineseInfo } from "./info.ts";
import { chineseLimits } from "./limits.ts";
import { chineseModelWords } from "./model-words.ts";
import { chineseModeration } from "./moderation.ts";
import { chineseOperating } from "./operating.ts";
import { chineseOperator } from "./operator.ts";
import { chinesePrivateUse } from "./private-use.ts";
import { chinesePrompts } from "./prompts.ts";
import { chineseViews } from "./views.ts";

/** The same sentences in Simplified Chinese. */
export const chinese: Messages = {
  ...chineseAboutPicture,
  ...chineseAlerts,
  ...chineseBatches,
  ...chineseGoingOn,
  ...chineseHelp,
  ...chineseHistory,
  ...chineseInfo,
  ...chineseLimits,
  ...chineseModelWords,
  ...chineseModeration,
  ...chineseOperating,
  ...chineseOperator,
  ...chinesePrivateUse,
  ...chinesePrompts,
  ...chineseViews,
  queued_here: "正在等候 · 排在第 {place} 位",
  queued_relay: "已进入中转站队列 · 第 {place} 位",
  queued_relay_unplaced: "已进入中转站队列",
  submitting: "正在提交到中转站",
  running: "正在绘制 · {elapsed}",
  saving: "正在取回结果 · {elapsed}",
  delayed: "中转站响应较慢。任务不会丢失，会自动继续。",
  host_not_allowed:
    "结果已经完成，但存放在 {host}，机器人不能从那里下载。目前没有丢失：机器人的运营者可以在设置中放行（RESULT_HOSTS），之后会自动继续。",
  canceling: "正在取消……",

  footer_seed: "种子 {seed}",
  footer_original: "原图已保存：此处显示的是缩小后的版本",
  footer_first_part: "原文件已保存：此处是前 {first}（共 {all}）",
  footer_fewer: "请求了 {wanted} 张，中转站生成了 {made} 张",
  alt_picture: "第 {number} 张，共 {total} 张：{prompt}",
  alt_picture_unprompted: "第 {number} 张，共 {total} 张，由 {model} 生成",
  alt_video: "第 {number} 段视频，共 {total} 段：{prompt}",
  alt_video_unprompted: "第 {number} 段视频，共 {total} 段，由 {model} 生成",
  inputs_only: "以你的图片为基础",
  not_attachable:
    "另有 {count} 个文件无法在这里发送：太大（最大 {size}）或数量过多。文件已妥善保存，请向机器人的运营者索取。",
  text_result: "回答：",
  sent_directly: "我无法在 {channel} 显示这项结果，所以直接发给你。",
  moved: "已完成。我不能在这里发送附件，结果已私信给发起者。",

  button_cancel: "取消",
  button_again: "再来一次",
  button_try_again: "重试",
  button_delete: "删除",

  ended_canceled: "已取消，没有产生费用。",
  ended_canceled_maybe: "已取消。但中转站可能已经开始处理，所以可能会计费。",
  ended_uncertain:
    "无法确定中转站是否收到了这个请求：连接恰好在那一刻断开。为避免重复付费，没有再次发送。如果想重新生成，请点“重试”；最坏的情况下两次都会计费。",
  ended_refused_input: "中转站不接受 {field}：{detail}。没有产生费用。请修改后重新发送命令。",
  ended_refused: "中转站不接受这个请求：{detail}。没有产生费用。请修改提示词或选项后重新发送命令。",
  ended_unusable_image:
    "“{detail}”（{field}）无法作为图片读取。没有产生费用。请提供 PNG、JPEG、WebP、GIF 或 AVIF 文件。",
  ended_image_lost: "无法取得 {field} 所附的图片。没有产生费用。请在新命令中重新附上。",
  ended_unauthorized: "中转站不接受机器人的密钥。没有产生费用。请告知机器人的运营者。",
  ended_out_of_balance: "中转站账户余额不足。没有产生费用。请告知机器人的运营者。",
  ended_own_key_refused:
    "中转站不再接受这个服务器自己的密钥。没有产生费用。请告知管理员：可用 /easel relay 设置新的密钥。",
  ended_own_key_empty: "这个服务器自己的中转站账户余额不足。没有产生费用。请告知管理员。",
  ended_content_policy: "提示词或图片被中转站的内容规则拒绝。没有产生费用。请换一种说法。",
  ended_generation_failed: "模型生成失败：{detail}。中转站通常不会为此计费。你可以重试。",
  ended_relay_unreachable: "在半小时内多次尝试，中转站都无法接收这个请求。没有产生费用。请稍后重试。",
  ended_relay_busy: "中转站在半小时内一直过于繁忙。没有产生费用。请稍后重试。",
  ended_unreadable: "中转站收到了请求，但它的回答无法识别，可能已经计费。请告知机器人的运营者。",
  ended_not_found: "中转站已找不到这个请求，可能已经计费。你可以重试，重试会另外计费。",
  ended_lost_contact: "中转站收到了请求，但之后两小时都无法连接，可能已经计费。你可以稍后重试，重试会另外计费。",
  ended_result_expired: "结果在取回之前已在中转站过期，已经计费。你可以重试，重试会另外计费。",
  ended_result_unusable: "无法从中转站取回结果：{detail}。已经计费。你可以重试，重试会另外计费。",
  ended_host_not_allowed:
    "结果存放在 {host}，机器人不能从那里下载，期限内也没有被放行。已经计费。请告知机器人的运营者：可以从哪些主机下载，由设置中的 RESULT_HOSTS 决定。",
  relay_gave_no_reason: "没有说明原因",
  unusable_empty: "结果是空的",
  unusable_too_large: "文件过大",
  unusable_too_slow: "下载时间过长",
  unusable_truncated: "文件不完整",
  unusable_wrong_type: "文件不是图片",
  unusable_unreachable: "地址无法访问",
  ended_undeliverable:
    "结果已经完成，但 Discord 既不允许我在这里显示，也不允许私信给你。已经计费，结果已妥善保存：用 /history 可以找到。",

  refused_missing_prompt: "请在提示词选项中写下想画的内容：现在是空的。",
  refused_text_too_long: "{field} 有 {given} 个字符，最多 {maximum} 个。请缩短后重新发送。",
  refused_out_of_range: "{field} 必须在 {minimum} 到 {maximum} 之间；你给的是 {given}。",
  refused_not_a_number: "{field} 必须是 {minimum} 到 {maximum} 之间的整数。",
  refused_unknown_choice: "{field} 没有“{given}”这个选项。请从列表中选择。",
  refused_wrong_kind: "无法识别 {field} 的内容。请从列表中重新选择。",
  refused_image_missing: "缺少图片：请在 {field} 中附上图片，或在 {link} 中填写它的 https 地址。",
  refused_file_missing: "缺少文件：请在 {field} 上传，或把它的 https 网址填入 {link}。",
  refused_image_twice: "{field} 同时给了文件和地址。请只保留一个。",
  refused_not_an_image: "{fileName}（{field}）不是图片。请附上 PNG、JPEG、WebP、GIF 或 AVIF 文件。",
  refused_not_a_video: "{fileName}（{field}）不是视频。请附上 MP4、MOV、WebM 或 GIF 文件。",
  refused_not_audio: "{fileName}（{field}）不是音频。请附上 MP3、WAV、OGG、M4A、AAC 或 FLAC 文件。",
  refused_empty_file: "{fileName}（{field}）是空文件。请换一个文件。",
  refused_image_too_large: "{fileName}（{field}）有 {given}，最大可用 {maximum}。请先缩小。",
  refused_too_many_images: "一次最多使用 {maximum} 张图片；你给了 {given} 张。",
  refused_too_many_entries: "{field} 最多 {maximum} 项；你给了 {given} 项。",
  refused_too_few_files: "{field} 至少需要 {minimum} 个文件。请再上传，或填写 https 网址。",
  refused_missing_value: "缺少 {field}：没有它该模型无法工作。",
  refused_text_too_short: "{field} 只有 {given} 个字符，至少需要 {minimum} 个。请多写一点。",
  refused_at_open_end: "{field} 不能正好等于 {given}，请离范围的这一端稍远一点。",
  refused_not_a_multiple: "{field} 须为 {step} 的倍数；你给的是 {given}。",
  refused_given_twice: "{field} 给了两次：一次用它自己的选项，一次在 {other} 里。请只保留一个。",
  refused_unknown_model: "没有名为“{given}”的模型。请从输入时给出的列表里选择。",
  refused_unknown_setting: "{title} 没有名为“{given}”的设置。可用：{names}。",
  refused_file_unplaced: "{title} 用不上 {fileName}。请去掉它，或换一个模型。",
  refused_no_prompt_taken: "{title} 不接受提示词。请去掉它。",
  refused_not_settings: "无法读懂这些设置。请写成 {example} 这样的名称和值，用逗号分隔。",
  refused_not_json: '无法在“{near}”附近把 {field} 读作 JSON。请写成 "seed": 5 这样的名称和值，用逗号分隔。',
  refused_json_misfit: "{place} {rule}。请修改后重新发送。",
  refused_size_missing: "缺少尺寸：请选择一个，或填写宽度和高度。",
  refused_size_incomplete: "宽和高要么都填，要么都不填。",
  refused_size_twice: "尺寸与宽高请只选其一。",
  refused_address_unreadable: "“{given}”（{field}）不是网址。应类似 https://example.com/picture.png。",
  refused_address_not_https: "{field} 中的地址必须以 https:// 开头。",
  refused_address_private: "{field} 中的地址指向内部网络。请使用公开的 https 地址，或直接附上图片。",
  refused_address_credentials: "{field} 中的地址带有用户名或密码。请使用不带这些的地址。",
  refused_no_attach: "我在这个频道不能发送附件。请让管理员在这里给我“附加文件”权限，或换一个频道。",
  refused_not_yours: "只有发起者或管理员可以这样做。",
  refused_gone: "我已没有这项任务的记录，无法操作。",
  refused_too_late_to_cancel: "太晚了：这项任务已经结束。",
  refused_still_running: "这项任务还在进行中。请先取消。",
  refused_model_gone: "这里不再提供模型 {model}。没有产生费用。",
  refused_storage: "你的请求未能记录下来，因此没有发出，也没有产生费用。请稍后再试。",
  canceling_soon: "已请求中转站取消。",
  internal_error: "我这边出了点问题，没有替你发出任何请求。如再次发生，请把这个编号告诉机器人的运营者：{reference}",
};
