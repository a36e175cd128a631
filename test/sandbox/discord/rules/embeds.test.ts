import { followUp, testRules } from "./rule-case.ts";

const embed = (more = {}) => followUp({ embeds: [{ description: "a picture", ...more }] });

testRules([
  {
    rule: "bad-length",
    broken: embed({ title: "t".repeat(257) }),
    good: embed({ title: "t".repeat(256) }),
    refused: "embeds.0.title BASE_TYPE_MAX_LENGTH",
  },
  {
    rule: "bad-length",
    broken: embed({ fields: [{ name: "", value: "v" }] }),
    good: embed({ fields: [{ name: "n", value: "v" }] }),
    refused: "embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH",
  },
  {
    rule: "embeds-too-long",
    broken: followUp({ embeds: [{ description: "d".repeat(4000) }, { description: "d".repeat(2001) }] }),
    good: followUp({ embeds: [{ description: "d".repeat(4000) }, { description: "d".repeat(2000) }] }),
    refused: "embeds MAX_EMBED_SIZE_EXCEEDED",
  },
  {
    rule: "embed-empty",
    broken: followUp({ embeds: [{}] }),
    good: embed(),
    refused: "embeds.0.description BASE_TYPE_REQUIRED",
  },
  {
    rule: "timestamp-malformed",
    broken: embed({ timestamp: "soon" }),
    good: embed({ timestamp: "2026-11-21T07:30:00Z" }),
    refused: "embeds.0.timestamp DATE_TIME_TYPE_PARSE",
  },
  {
    rule: "address-scheme",
    broken: embed({ url: "ftp://example.com" }),
    good: embed({ url: "https://example.com" }),
    refused: "embeds.0.url URL_TYPE_INVALID_SCHEME",
  },
  {
    rule: "address-malformed",
    broken: embed({ url: "example" }),
    good: embed({ url: "https://example.com" }),
    refused: "embeds.0.url URL_TYPE_INVALID_URL",
  },
  {
    rule: "embed-image-format",
    broken: embed({ image: { url: "https://example.com/a.avif" } }),
    good: embed({ image: { url: "https://example.com/a.webp" } }),
  },
]);
