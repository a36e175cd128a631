import type { Findings } from "./findings.ts";
import { characters, type Form } from "./form.ts";

/** An address that a component or embed shows. */
export interface ShownMedia {
  place: Findings;
  url: string;
  /** null where no alt text can be given: in embeds and file components. */
  description: string | null;
}

/** What counts over a whole message or modal, gathered while its components are read. */
export class ComponentTally {
  readonly media: ShownMedia[] = [];
  readonly texts: string[] = [];
  components = 0;
  readonly #customIds = new Set<string>();
  readonly #ids = new Set<number>();

  /** Reads what every component has and counts it. */
  count(form: Form): void {
    this.components += 1;
    const id = form.integer("id", { min: 0 });
    if (id === undefined || id === 0) return;
    if (this.#ids.has(id))
      form.at("id").refuse("component-id-duplicated", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
    this.#ids.add(id);
  }

  /** Custom ids are one namespace per message, disabled components included. */
  customId(form: Form, { required }: { required: boolean }): void {
    const customId = form.text("custom_id", { min: 1, max: 100, required });
    if (customId === undefined) return;
    if (this.#customIds.has(customId)) {
      const message = "Component custom id cannot be duplicated";
      form.at("custom_id").refuse("custom-id-duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
    this.#customIds.add(customId);
  }

  textDisplay(form: Form): void {
    const content = form.text("content", { min: 1, max: 4000, required: true });
    if (content !== undefined) this.texts.push(content);
  }

  /** Characters of all text displays together. */
  get characters(): number {
    return this.texts.reduce((sum, text) => sum + characters(text), 0);
  }
}

/** The component's type when it may stand here; otherwise refused in Discord's words for a union. */
export function componentType(form: Form, allowed: readonly number[]): number | undefined {
  const type = form.raw("type");
  if (typeof type === "number" && allowed.includes(type)) return type;
  const message = `Value of field "type" must be one of (${allowed.join(", ")}${allowed.length === 1 ? "," : ""}).`;
  form.findings.refuse("component-misplaced", "UNION_TYPE_CHOICES", message);
  return undefined;
}

/** An unfurled media item: `{ url }` with a web address or a reference to an attachment. */
export function mediaUrl(
  form: Form,
  key: string,
  schemes: readonly string[],
): { url: string; place: Findings } | undefined {
  const media = form.form(key, { required: true });
  const url = media?.address("url", { max: 2048, schemes, required: true });
  return url === undefined || media === undefined ? undefined : { url, place: media.at("url") };
}
