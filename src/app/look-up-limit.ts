/** What is asked of Discord while a person waits: a third of the time that it waits for their answer itself. */
export const LOOK_UP_LIMIT_MS = 1_000;
