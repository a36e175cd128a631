import type { englishOperator } from "../en-US/operator.ts";

/** The same in Simplified Chinese. */
export const chineseOperator: { readonly [K in keyof typeof englishOperator]: string } = {
  deed_relay_key_set: "设置了服务器自己的中转站密钥。",
  deed_relay_key_removed: "移除了服务器自己的中转站密钥。",
  deed_relay_key_refused: "中转站拒绝了服务器自己的密钥。",
  relay_key_only_managers: "只有拥有“管理服务器”权限的成员可以这样做。没有任何更改。",
  relay_key_no_secret: "目前无法安全保存密钥：机器人的运营者须先在环境中设置 SECRETS_KEY。没有保存任何内容。",
  relay_key_none:
    "这个服务器的图片由运营者的账户付费。设置自己的中转站密钥后由服务器自行付费；中转站地址仍由运营者决定。",
  relay_key_standing: "这个服务器自行付费。密钥由 {by} 于{when}设置，不会再次显示。",
  relay_key_refused_since: "中转站于{when}拒绝了它。请设置新的密钥或将其移除。",
  relay_key_stored: "中转站接受这个密钥。密钥已加密保存，此服务器的新图片将用它付费。",
  relay_key_removed: "密钥已移除。新图片由运营者付费；进行中的任务仍用旧密钥完成，之后旧密钥即被清除。",
  relay_key_not_accepted: "中转站不接受这个密钥。没有保存任何内容。请重新复制后再发送。",
  relay_key_empty: "这个密钥的账户余额不足。没有保存任何内容。请充值后再发送。",
  relay_key_untested: "无法连接中转站来测试密钥。没有保存任何内容。请稍后再试。",
  relay_key_unreadable: "密钥中没有空格或换行。没有保存任何内容。请重新复制。",
  button_relay_key_set: "设置密钥…",
  button_relay_key_remove: "移除密钥",
  form_relay_key: "服务器自己的中转站密钥",
  field_relay_key: "密钥",
  field_hint_relay_key: "先向中转站测试，再加密保存，之后不再显示。",
};
