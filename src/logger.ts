import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import { PinoPretty as pretty } from "pino-pretty";

export type Logger = PinoLogger;

/** Names under which a secret could reach a log line; pino replaces their values wherever the object is at most two deep. */
const SECRETS = ["token", "key", "authorization", "interactionToken", "interaction_token", "relayKey", "discordToken"];

/** One line per event an operator would ask about: JSON, or for eyes where a person watches. */
export function createLogger(level: string, destination: DestinationStream = usualDestination()): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
  };
  return pino(options, destination);
}

function usualDestination(): DestinationStream {
  return process.stdout.isTTY
    ? pretty({ sync: true, translateTime: "SYS:HH:MM:ss" })
    : pino.destination({ sync: true });
}
