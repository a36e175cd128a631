import { isAbsolute, resolve } from "node:path";
import * as z from "zod";
import { type BucketSettings, bucketVariables, readBucket } from "./config/bucket-settings.ts";
import { isPart, PART_WITHOUT_DATABASE, type Shards, shardsVariable } from "./config/shards.ts";
import { readTraces, type TraceSampling, traceRatio, traceSampler } from "./config/trace-settings.ts";

export interface Config {
  readonly discordToken: string;
  /** Without the version: "https://discord.com/api". */
  readonly discordApiUrl: string;
  readonly relayUrl: string;
  readonly relayKey: string;
  readonly relayAuthScheme: "Bearer" | "Key";
  /** How many of our requests the relay has at once. */
  readonly relayConcurrency: number;
  /** Where results may lie, besides the relay itself and fal's own hosts. */
  readonly resultHosts: ResultHosts;
  /** Encrypts the relay keys of servers that pay for themselves; null: there are none. */
  readonly secretsKey: string | null;
  /** Whether people use the bot without a server: in direct messages with it, or wherever they bring it along. */
  readonly privateUse: (typeof PRIVATE_USES)[number];
  /** Where /operator is used; null: there is no /operator. */
  readonly homeGuildId: string | null;
  readonly dataDir: string;
  /** PostgreSQL; null: SQLite in the data directory. It holds a password: it is never shown. */
  readonly databaseUrl: string | null;
  /** What this process does; anything but "all" only beside others on the same PostgreSQL database. */
  readonly role: (typeof ROLES)[number];
  /** Which of Discord's shards are here; of no use to a worker. */
  readonly shards: Shards;
  /** Where pictures are kept instead of `dataDir`; null: there. */
  readonly bucket: BucketSettings | null;
  /** Where a model's OpenAPI document is; "{id}" stands for its endpoint id. */
  readonly catalogUrl: string;
  /** How long a stop waits for what is under way. */
  readonly stopGraceMs: number;
  /** How the relay reaches us to say that it is done; null: it is only asked. */
  readonly webhook: WebhookConfig | null;
  /** Where /healthz, /readyz and /metrics are; null: nowhere. */
  readonly opsPort: number | null;
  /** Which jobs are traced by OpenTelemetry; null: none. */
  readonly traces: TraceSampling | null;
  readonly logLevel: string;
}

export interface ResultHosts {
  /** Names, each with everything below it: fetched from by https at public addresses. */
  readonly hosts: readonly string[];
  /** Fetched from as they are, also on a private network. */
  readonly origins: readonly string[];
}

export interface WebhookConfig {
  /** What the internet reaches us under, without a slash at its end. */
  readonly publicUrl: string;
  /** Where this process takes calls; null: another one does. */
  readonly port: number | null;
  /** The keys that calls are signed with. */
  readonly keySetUrl: string;
}

/** What the sandbox needs to know when nothing real is configured. */
export interface SandboxConfig {
  readonly port: number;
  readonly dataDir: string;
  readonly catalogUrl: string;
  readonly logLevel: string;
}

export type ConfigOutcome =
  | { readonly mode: "real"; readonly config: Config }
  | { readonly mode: "sandbox"; readonly sandbox: SandboxConfig }
  /** Sentences for the operator, each with the variable at fault and what to write. */
  | { readonly mode: "unusable"; readonly problems: readonly string[] };

const DISCORD_API_URL = "https://discord.com/api";
/** fal's catalogue: its model search finds one model and adds the document (its page "Model search"). */
const CATALOG_URL = "https://api.fal.ai/v1/models?endpoint_id={id}&expand=openapi-3.0";
/** fal's own keys (its page "Webhooks"): a relay that hands our address on to fal is called by fal. */
const WEBHOOK_KEYS_URL = "https://rest.fal.ai/.well-known/jwks.json";
const ROLES = ["all", "gateway", "worker"] as const;
const PRIVATE_USES = ["off", "dm", "user-install"] as const;
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const webAddress = z
  .string()
  .refine(isWebAddress, "must be an address that begins with http:// or https://, like https://relay.example.com")
  .transform((url) => url.replace(/\/+$/, ""));

function wholeNumber(minimum: number, maximum: number) {
  const sentence = `must be a whole number between ${minimum} and ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, sentence)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, sentence);
}

/** A tunnel or proxy on this very machine may be talked to without TLS. */
const publicAddress = webAddress.refine(
  (url) => !isWebAddress(url) || new URL(url).protocol === "https:" || LOOPBACK.test(new URL(url).hostname),
  "must begin with https://: what the relay says to it goes over the internet",
);
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A secret is one word of visible ASCII: a pasted line break or a smart quote would only show as a refusal much later. */
const secret = z
  .string()
  .regex(/^[\x21-\x7e]+$/, "contains a space, a line break or a character that no key has; copy it again");

/** One that is refused is never repeated: a password stands in it. */
const postgresUrl = z
  .string()
  .refine(
    isPostgresUrl,
    "must be the address of a PostgreSQL database, like postgres://user:password@host:5432/easel, with special characters of the password percent-encoded",
  );

const HOST_NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/;

/** Hosts with commas or spaces between; "*." before one says what holds anyway. */
const hostList = z
  .string()
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((host) => host.replace(/^\*?\./, "")),
  )
  .refine(
    (hosts) => hosts.every((host) => HOST_NAME.test(host) || isOrigin(host)),
    "must be hosts with commas between, like files.example.com,cdn.example.org; one on a private network with its scheme, like http://10.0.0.5:9000",
  )
  .default([]);

function readHosts(given: readonly string[]): ResultHosts {
  return {
    hosts: given.filter((host) => !isOrigin(host)),
    origins: given.filter(isOrigin).map((address) => new URL(address).origin),
  };
}

export const environmentSchema = z.object({
  DISCORD_TOKEN: secret.optional(),
  DISCORD_API_URL: webAddress.default(DISCORD_API_URL),
  RELAY_URL: webAddress.optional(),
  RELAY_KEY: secret.optional(),
  RELAY_AUTH_SCHEME: z.enum(["Bearer", "Key"], 'must be "Bearer" or "Key"').default("Bearer"),
  RELAY_CONCURRENCY: wholeNumber(1, 20_000).default(4),
  RESULT_HOSTS: hostList,
  PRIVATE_USE: z.enum(PRIVATE_USES, "must be off, dm or user-install").default("off"),
  SECRETS_KEY: secret.min(32, "is too short: make one with `openssl rand -base64 32`").optional(),
  HOME_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "must be a server's id: 17 to 20 digits, from “Copy Server ID” in Discord's developer mode")
    .optional(),
  DATA_DIR: z.string().default("data"),
  DATABASE_URL: postgresUrl.optional(),
  ROLE: z.enum(ROLES, "must be all, gateway or worker").default("all"),
  SHARDS: shardsVariable.default("auto"),
  ...bucketVariables,
  CATALOG_URL: webAddress
    .refine((url) => url.includes("{id}"), "must contain {id} where the model's endpoint id belongs")
    .default(CATALOG_URL),
  STOP_GRACE_SECONDS: wholeNumber(0, 600).default(8),
  PUBLIC_URL: publicAddress.optional(),
  WEBHOOK_PORT: wholeNumber(1, 65_535).optional(),
  WEBHOOK_KEYS_URL: webAddress.default(WEBHOOK_KEYS_URL),
  OPS_PORT: wholeNumber(1, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
  OTEL_TRACES_SAMPLER: traceSampler.optional(),
  OTEL_TRACES_SAMPLER_ARG: traceRatio.optional(),
  SANDBOX_PORT: wholeNumber(1, 65_534).default(8787),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
});

/** Reads the environment once. An empty value counts as not set, as a line `NAME=` in a file means it. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return {
      mode: "unusable",
      problems: parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`),
    };
  }
  const { DISCORD_TOKEN, RELAY_KEY, RELAY_URL, DATA_DIR, LOG_LEVEL, ...rest } = parsed.data;
  const dataDir = isAbsolute(DATA_DIR) ? DATA_DIR : resolve(DATA_DIR);
  const archive = readBucket(rest);
  if (!archive.ok) return { mode: "unusable", problems: archive.problems };
  if (DISCORD_TOKEN === undefined && RELAY_KEY === undefined) {
    return {
      mode: "sandbox",
      sandbox: { port: rest.SANDBOX_PORT, dataDir, catalogUrl: rest.CATALOG_URL, logLevel: LOG_LEVEL },
    };
  }
  if (DISCORD_TOKEN === undefined || RELAY_KEY === undefined || RELAY_URL === undefined) {
    return { mode: "unusable", problems: missing({ DISCORD_TOKEN, RELAY_KEY, RELAY_URL }) };
  }
  if (rest.WEBHOOK_PORT !== undefined && rest.PUBLIC_URL === undefined) {
    return { mode: "unusable", problems: [PORT_WITHOUT_ADDRESS] };
  }
  if (rest.ROLE !== "all" && rest.DATABASE_URL === undefined) {
    return { mode: "unusable", problems: [ROLE_WITHOUT_DATABASE] };
  }
  if (isPart(rest.SHARDS) && rest.DATABASE_URL === undefined) {
    return { mode: "unusable", problems: [PART_WITHOUT_DATABASE] };
  }
  const config: Config = {
    discordToken: DISCORD_TOKEN,
    discordApiUrl: rest.DISCORD_API_URL,
    relayUrl: RELAY_URL,
    relayKey: RELAY_KEY,
    relayAuthScheme: rest.RELAY_AUTH_SCHEME,
    relayConcurrency: rest.RELAY_CONCURRENCY,
    resultHosts: readHosts(rest.RESULT_HOSTS),
    privateUse: rest.PRIVATE_USE,
    secretsKey: rest.SECRETS_KEY ?? null,
    homeGuildId: rest.HOME_GUILD_ID ?? null,
    dataDir,
    databaseUrl: rest.DATABASE_URL ?? null,
    role: rest.ROLE,
    shards: rest.SHARDS,
    bucket: archive.bucket,
    catalogUrl: rest.CATALOG_URL,
    stopGraceMs: rest.STOP_GRACE_SECONDS * 1_000,
    webhook: readWebhook(rest),
    opsPort: rest.OPS_PORT ?? null,
    traces: readTraces(rest),
    logLevel: LOG_LEVEL,
  };
  return { mode: "real", config };
}

function readWebhook(given: {
  readonly PUBLIC_URL?: string | undefined;
  readonly WEBHOOK_PORT?: number | undefined;
  readonly WEBHOOK_KEYS_URL: string;
}): WebhookConfig | null {
  const { PUBLIC_URL: publicUrl, WEBHOOK_PORT: port = null, WEBHOOK_KEYS_URL: keySetUrl } = given;
  return publicUrl === undefined ? null : { publicUrl, port, keySetUrl };
}

const ROLE_WITHOUT_DATABASE =
  "ROLE is only for several processes on one PostgreSQL database: set DATABASE_URL to its address, or leave ROLE out.";
const PORT_WITHOUT_ADDRESS =
  "PUBLIC_URL is missing: with WEBHOOK_PORT set, it must be the https address under which the internet reaches that port.";

const WHERE = {
  DISCORD_TOKEN:
    "the bot's token, from the page “Bot” of your application at https://discord.com/developers/applications",
  RELAY_KEY: "the key of your account at the relay",
  RELAY_URL: "the relay's address, like https://relay.example.com",
} as const;

function missing(given: Readonly<Record<keyof typeof WHERE, string | undefined>>): string[] {
  const names = (["DISCORD_TOKEN", "RELAY_KEY", "RELAY_URL"] as const).filter((name) => given[name] === undefined);
  return [
    ...names.map((name) => `${name} is missing: set it to ${WHERE[name]}.`),
    "Without DISCORD_TOKEN and RELAY_KEY, Easel starts its sandbox, which needs neither.",
  ];
}

/** A scheme and a host, without a path. */
function isOrigin(text: string): boolean {
  return isWebAddress(text) && new URL(text).origin === text.replace(/\/+$/, "");
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isPostgresUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  try {
    decodeURIComponent(new URL(text).password);
    return true;
  } catch {
    return false;
  }
}
