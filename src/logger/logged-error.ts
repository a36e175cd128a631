/** What a log line keeps of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
  readonly [fact: string]: unknown;
}

/** Facts that libraries hang on their errors. What was sent (discord.js: requestBody, rawError) is none of a log's business. */
const FACTS = ["code", "errno", "errcode", "syscall", "hostname", "port", "path", "status", "method", "url", "kind"];
const MOST_CAUSES = 5;
const MOST_INNER = 10;
const MOST_CHARACTERS = 4_000;

/** Anything thrown as plain facts, its causes with it; a chain that leads back to itself ends. */
export function loggedError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === "object" ? factsOf(error) : error;
  const deeper = depth < MOST_CAUSES;
  return {
    type: error.name,
    message: short(error.message),
    ...(error.stack === undefined ? {} : { stack: short(error.stack) }),
    ...factsOf(error),
    ...(deeper && error.cause !== undefined ? { cause: loggedError(error.cause, depth + 1) } : {}),
    ...(deeper && error instanceof AggregateError
      ? { errors: error.errors.slice(0, MOST_INNER).map((inner) => loggedError(inner, depth + 1)) }
      : {}),
  } satisfies LoggedError;
}

function factsOf(error: object | null): Record<string, string | number> {
  const all: Record<string, unknown> = { ...error };
  return Object.fromEntries(
    FACTS.flatMap((name) => {
      const value = all[name];
      return typeof value === "string" || typeof value === "number"
        ? [[name, typeof value === "string" ? short(value) : value] as const]
        : [];
    }),
  );
}

function short(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
