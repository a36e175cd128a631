/** A body after the model's schema: every default filled in, numbers as numbers. */
export type Input = Readonly<Record<string, unknown>>;
