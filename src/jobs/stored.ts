import * as z from "zod";
import { REGIONS } from "../models/definition.ts";

/** The JSON columns of a job, parsed again when read: a row may be older than the code. */

export const relayRequest = z.object({
  requestId: z.string(),
  /** Paths as the relay answered them, without the host; null where it gave none. */
  statusPath: z.string().nullable(),
  responsePath: z.string().nullable(),
  cancelPath: z.string().nullable(),
});
/** The relay's side of a job. */
export type RelayRequest = z.infer<typeof relayRequest>;

export const generatedResult = z.object({
  media: z.array(
    z.object({
      kind: z.enum(["image", "video", "audio", "file"]),
      url: z.string(),
      width: z.number().nullable(),
      height: z.number().nullable(),
      contentType: z.string().nullable(),
    }),
  ),
  text: z.string().nullable(),
  /** Decimal digits: seeds reach 2^64, which a number cannot hold. */
  seed: z.string().nullable(),
  /** One per picture; empty where the model does not say. */
  nsfw: z.array(z.boolean()),
  inferenceSeconds: z.number().nullable(),
});
export type GeneratedResult = z.infer<typeof generatedResult>;

export const archivedFile = z.object({
  /** Relative to the archive. */
  path: z.string(),
  bytes: z.number(),
  mime: z.string(),
  extension: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Whether the model flagged it. */
  nsfw: z.boolean(),
  /** Made and kept, but shown to nobody: flagged where the moderators withhold such results. */
  withheld: z.boolean().default(false),
});
export type ArchivedFile = z.infer<typeof archivedFile>;

export const FAILURE_KINDS = [
  "refused_input",
  "model_gone",
  "unusable_image",
  "image_lost",
  "unauthorized",
  "out_of_balance",
  "own_key_refused",
  "own_key_empty",
  "content_policy",
  "generation_failed",
  "relay_unreachable",
  "relay_busy",
  "unreadable",
  "not_found",
  "lost_contact",
  "result_expired",
  "result_unusable",
  "host_not_allowed",
  "undeliverable",
  "uncertain",
  "canceled",
] as const;

export const failure = z.object({
  kind: z.enum(FAILURE_KINDS),
  /** Whether the relay charged for it, as far as can be known. */
  charged: z.enum(["no", "maybe", "yes"]),
  /** The model's field at fault. */
  field: z.string().nullable(),
  /** The relay's own words, for people to read as a quotation. */
  detail: z.string().nullable(),
});
export type Failure = z.infer<typeof failure>;
export type FailureKind = Failure["kind"];

export const archivedInput = z.object({
  /** The attachment's address, which Discord keeps about a day. */
  url: z.string(),
  path: z.string(),
  mime: z.string(),
});
/** A picture a member attached, as it was kept. */
export type ArchivedInput = z.infer<typeof archivedInput>;

export const wentOnFrom = z.object({
  guildId: z.string().nullable(),
  channelId: z.string(),
  messageId: z.string(),
  what: z.enum(["picture", "answer"]).default("picture"),
});
/** The message whose picture, or answer in words, a job went on from. */
export type WentOnFrom = z.infer<typeof wentOnFrom>;

/** Columns rather than JSON, and checked like it: they steer what is shown to whom. */
export const terms = z.object({
  ephemeral: z.boolean(),
  privately: z.boolean(),
  flaggedResults: z.enum(["post", "spoiler", "withhold"]),
  credits: z.int(),
});

const inputImage = z.discriminatedUnion("source", [
  z.object({ source: z.literal("attachment"), url: z.string(), fileName: z.string(), bytes: z.number() }),
  z.object({ source: z.literal("link"), url: z.string() }),
  z.object({ source: z.literal("archived"), path: z.string(), mime: z.string() }),
  z.object({
    source: z.literal("region"),
    region: z.enum(REGIONS),
    pixels: z.object({ width: z.number(), height: z.number() }),
  }),
]);

export const modelInput = z.record(
  z.string(),
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.object({ width: z.number(), height: z.number() }),
    inputImage,
    z.array(inputImage),
  ]),
);
