import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

export type Logger = PinoLogger;

/** Names under which a secret could reach a log line; pino replaces their values wherever the object is at most two deep. */
const SECRETS = ["token", "key", "authorization", "interactionToken", "interaction_token", "relayKey", "discordToken"];

/** One JSON line per event an operator would ask about. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
