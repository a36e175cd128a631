import type { englishAlerts } from "../en-US/alerts.ts";

/** What the operator's channel is alerted of, in Simplified Chinese. */
export const chineseAlerts: Record<keyof typeof englishAlerts, string> = {
  alert_relay_title: "中转站没有响应",
  alert_relay_hint: "任务会在这里等候，中转站恢复后自动继续，不会丢失。请查看中转站自己的状态，并检查 RELAY_URL。",
  alert_balance_title: "中转站账户余额不足",
  alert_balance_hint: "新的请求得不到图片，也不会产生费用。请为账户充值；期间可用 `/operator pause` 告知成员。",
  alert_key_title: "中转站不接受密钥",
  alert_key_hint: "新的请求得不到图片，也不会产生费用。请检查 RELAY_KEY 和 RELAY_AUTH_SCHEME，然后重新启动机器人。",
  alert_errors_title: "许多任务失败",
  alert_errors_facts: "15 分钟内 {ended} 个任务中有 {failed} 个失败：{reasons}。",
  alert_errors_hint: "日志写明每个任务失败的原因，`npm run doctor` 会查找问题。",
  alert_disk_title: "磁盘快满了",
  alert_disk_facts: "{machine} 只剩 {free}。",
  alert_disk_hint: "放不下的图片会等到有空间为止。请在 DATA_DIR 所在的磁盘上腾出空间。",
  alert_database_title: "数据库响应很慢",
  alert_database_facts: "一次简单的查询用了 {seconds} 秒，而且接连如此。",
  alert_database_hint: "成员可能会看到机器人没有响应。请查看其所在机器和磁盘的负载。",
  alert_since: "自 {since} 起。恢复后这条消息会更新。",
  alert_over: "已于 {until} 恢复，开始于 {since}。",
};
