import { say } from "../../../texts/say.ts";
import { customId } from "../custom-ids.ts";
import type { FormName } from "../forms.ts";
import { button } from "../parts.ts";
import type { View } from "../view.ts";

/** A button that opens a form about what its page shows. */
export function formButton(form: FormName, { page, reader }: View, style: "plain" | "main" | "danger" = "plain") {
  return button(customId(page, "form", form), `${say(reader.locale, `form_${form}`)}…`, style);
}
