/** Discord takes 25 MiB a request; half a MiB is kept for the rest of it. */
export const REQUEST_LIMIT_BYTES = 24.5 * 1024 * 1024;
/** Of one message. */
export const MOST_FILES = 10;
