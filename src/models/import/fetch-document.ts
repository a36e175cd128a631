/** How the catalogue's answer is fetched; undici's and Node's fetch both fit. */
export type FetchJson = (address: string) => Promise<unknown>;

/** The address of one model's document at the operator's catalogue. */
export function catalogAddress(template: string, endpoint: string): string {
  return template.replaceAll("{id}", encodeURIComponent(endpoint));
}

/** The endpoint id in what an operator copied: the id itself, or the address of the model's page at fal. */
export function endpointIn(given: string): string | null {
  const page =
    /^https?:\/\/(?:www\.)?fal\.ai\/models\/([\w.-]+(?:\/[\w.-]+)+?)(?:\/(?:api|playground|llms\.txt))?\/?(?:[?#].*)?$/;
  const id = page.exec(given)?.[1] ?? given;
  return /^[\w.-]+(\/[\w.-]+)+$/.test(id) ? id : null;
}
