/** Ids of the composer's fields in the document, so that the keyboard can be sent to them. */
export const TEXT_ID = "composer-text";

export function fieldId(option: string): string {
  return `option-${option}`;
}

/** No option can be called "+". */
export const ADDER_ID = fieldId("+");
