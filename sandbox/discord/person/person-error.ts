/** A request of the page or a test that cannot be understood; answered 400 with its sentence. */
export class PersonError extends Error {}
