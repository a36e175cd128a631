import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import type * as Pretty from "pino-pretty";
import { lazily } from "./lazily.ts";
import { loggedError } from "./logger/logged-error.ts";
import { withoutSecrets } from "./logger/secrets.ts";

export type Logger = PinoLogger;

const pretty = lazily<typeof Pretty>("pino-pretty");

/**
 * One line per event an operator would ask about: JSON, or for eyes where a person watches. Every finished line is
 * searched for secrets, because errors of libraries carry them where nobody expects: in addresses, bodies and causes.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = usualDestination(),
  secrets: readonly string[] = [],
): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggedError },
  };
  return pino(options, { write: (line) => destination.write(withoutSecrets(line, secrets)) });
}

function usualDestination(): DestinationStream {
  return process.stdout.isTTY
    ? pretty().PinoPretty({ sync: true, translateTime: "SYS:HH:MM:ss" })
    : pino.destination({ sync: true });
}
