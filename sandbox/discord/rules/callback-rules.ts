import { CALLBACK, INTERACTION, MESSAGE_FLAG } from "../wire.ts";
import type { CheckedRequest } from "./checked-request.ts";
import { readChoiceList } from "./command-options.ts";
import type { Form } from "./form.ts";
import { readMessage } from "./message-rules.ts";
import { readModal } from "./modal-rules.ts";

const MAX_CHOICES = 25;
const LAUNCH_ACTIVITY = 12;
const PREMIUM_REQUIRED = 10;
const SKU_ELIGIBILITY = 13;
const REPLIES = [CALLBACK.message, CALLBACK.deferredMessage];
const UPDATES = [CALLBACK.deferredUpdate, CALLBACK.update];
const OFFERS = [PREMIUM_REQUIRED, LAUNCH_ACTIVITY];

/** Flags of a reply that take effect; a defer takes ephemeral alone. */
const REPLY_FLAGS =
  MESSAGE_FLAG.ephemeral | MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.suppressNotifications | MESSAGE_FLAG.componentsV2;
const UPDATE_FLAGS = MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.componentsV2;

/** Reads the first answer to an interaction: its type, and what that type carries. */
export function readCallback(callback: Form, request: CheckedRequest): void {
  const type = callback.choice("type", typesFor(request.context), { required: true });
  if (type === undefined) return;
  if (type === CALLBACK.message || type === CALLBACK.update) {
    const place = {
      edits: type === CALLBACK.update,
      flags: type === CALLBACK.update ? UPDATE_FLAGS : REPLY_FLAGS,
    };
    const data = callback.form("data", { required: type === CALLBACK.message });
    if (data !== undefined) readMessage(data, request, place);
    return;
  }
  if (type === CALLBACK.deferredMessage) readDefer(callback);
  else if (type === CALLBACK.choices) readAutocomplete(callback);
  else if (type === CALLBACK.modal) {
    const data = callback.form("data", { required: true });
    if (data !== undefined) readModal(data);
  } else if (callback.has("data") && type !== SKU_ELIGIBILITY) {
    callback.at("data").advise("callback-data-unused", `An answer of type ${type} carries no data.`);
  }
  if (request.files.length > 0) {
    callback.findings.advise("callback-files-unused", `An answer of type ${type} carries no files.`);
  }
}

function readDefer(callback: Form): void {
  const data = callback.form("data");
  if (data === undefined) return;
  const flags = data.integer("flags", {}) ?? 0;
  const ignored = flags & ~MESSAGE_FLAG.ephemeral;
  if (ignored !== 0)
    data.at("flags").advise("flag-without-effect", `A deferred answer takes the ephemeral flag alone, not ${ignored}.`);
  for (const key of ["content", "embeds", "components", "attachments", "poll"]) {
    if (data.has(key)) data.at(key).advise("callback-data-unused", "A deferred answer shows nothing yet.");
  }
}

function readAutocomplete(callback: Form): void {
  const data = callback.form("data", { required: true });
  const choices = data?.forms("choices", { max: MAX_CHOICES, required: true }) ?? [];
  readChoiceList(choices, undefined);
  const kinds = new Set(choices.map((choice) => typeof choice.raw("value")));
  if (data !== undefined && kinds.size > 1) {
    data.at("choices").refuse("choices-mixed", "UNION_TYPE_CHOICES", "Choices of one option have values of one type.");
  }
}

/** Which answers an interaction takes; all when the interaction is not known. */
function typesFor({ interactionType, fromMessage = false }: CheckedRequest["context"]): number[] {
  switch (interactionType) {
    case INTERACTION.ping:
      return [CALLBACK.pong];
    case INTERACTION.command:
      return [...REPLIES, CALLBACK.modal, ...OFFERS];
    case INTERACTION.component:
      return [...REPLIES, ...UPDATES, CALLBACK.modal, ...OFFERS];
    case INTERACTION.autocomplete:
      return [CALLBACK.choices];
    case INTERACTION.modal:
      return [...REPLIES, ...(fromMessage ? UPDATES : []), ...OFFERS];
    default:
      return [CALLBACK.pong, ...REPLIES, ...UPDATES, CALLBACK.choices, CALLBACK.modal, ...OFFERS, SKU_ELIGIBILITY];
  }
}
