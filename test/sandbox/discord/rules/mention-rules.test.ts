import { editReply, followUp, quiet, testRules, text, V2, v2 } from "./rule-case.ts";

const words = (content: string, more = {}) => followUp({ content, ...quiet, ...more });

testRules([
  { rule: "allowed-mentions-missing", broken: followUp({ content: "hello" }), good: words("hello") },
  {
    rule: "allowed-mentions-missing",
    broken: editReply({ flags: V2, components: [text()] }),
    good: editReply(v2([text()])),
  },
  {
    rule: "mentions-open",
    broken: followUp({ content: "hello", allowed_mentions: { parse: ["users"] } }),
    good: words("hello @everyone"),
  },
  {
    rule: "not-a-choice",
    broken: followUp({ content: "hello", allowed_mentions: { parse: ["user"] } }),
    good: followUp({ content: "hello", allowed_mentions: { users: ["7"], replied_user: false } }),
    refused: "allowed_mentions.parse.0 BASE_TYPE_CHOICES",
  },
  {
    rule: "not-a-snowflake",
    broken: followUp({ content: "hello", allowed_mentions: { users: ["me"] } }),
    good: followUp({ content: "hello", allowed_mentions: { users: ["7"] } }),
    refused: "allowed_mentions.users.0 NUMBER_TYPE_COERCE",
  },
  {
    rule: "set-repeats",
    broken: followUp({ embeds: [{ title: "a" }], allowed_mentions: { users: ["7", "7"] } }),
    good: followUp({ embeds: [{ title: "a" }], allowed_mentions: { users: [] } }),
    refused: "allowed_mentions.users.1 SET_TYPE_ALREADY_CONTAINS_VALUE",
  },
  {
    rule: "set-repeats",
    broken: followUp({ content: "hello", allowed_mentions: { roles: ["7", "7"] } }),
    good: followUp({ content: "hello", allowed_mentions: { roles: ["7", "8"] } }),
    refused: "allowed_mentions.roles.1 SET_TYPE_ALREADY_CONTAINS_VALUE",
  },
]);
