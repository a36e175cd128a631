import type { APIMessage, InteractionAnswer, InteractionRequest, ModalField } from "../../discord/person-api.ts";
import type { Files, Got } from "../api/person-client.ts";
import { type Draft, type PickableOf, readDraft } from "../command/draft.ts";
import type { OptionProblem } from "../command/option-value.ts";
import type { Session } from "./session.ts";
import type { Pending, Trouble } from "./view.ts";

let lastPending = 0;

export type Sent = { ok: true } | { ok: false; problems: Map<string, OptionProblem> };

/** Sends a filled-in slash command, or says which options are not right yet. */
export function sendDraft(session: Session, draft: Draft, pickable: PickableOf, locale: string): Sent {
  const read = readDraft(draft, pickable, locale);
  if (!read.ok) return read;
  const { user, channel } = session.view;
  const request: InteractionRequest = {
    kind: "command",
    user,
    channel,
    command: draft.entry.command.id,
    options: read.options,
  };
  void run(session, draft.entry.name, true, { request, files: read.files, draft });
  return { ok: true };
}

/** A command from the menu of a message or a person. */
export function useContextCommand(session: Session, command: { id: string; name: string }, target: string): void {
  const { user, channel } = session.view;
  const request: InteractionRequest = { kind: "command", user, channel, command: command.id, options: [], target };
  void run(session, command.name, false, { request, files: new Map(), draft: null });
}

/** Sends a command once more that was not answered. */
export function sendAgain(session: Session, pending: Pending): void {
  forget(session, pending.id);
  void run(session, pending.command, pending.slash, pending.again);
}

export function forget(session: Session, id: number): void {
  session.update((view) => ({ ...view, pending: view.pending.filter((each) => each.id !== id) }));
}

async function run(session: Session, command: string, slash: boolean, again: Pending["again"]): Promise<void> {
  lastPending += 1;
  const id = lastPending;
  const { channel } = session.view;
  const sentAt = session.clock.now();
  const pending: Pending = { id, channel, command, slash, sentAt, trouble: null, again };
  session.update((view) => ({ ...view, pending: [...view.pending, pending] }));
  const trouble = settle(session, await session.client.interact(again.request, again.files));
  if (trouble === null) return forget(session, id);
  if (trouble.kind === "refused" && again.draft !== null && session.view.channel === channel) {
    forget(session, id);
    return session.update({ returned: { draft: again.draft, reason: trouble.reason } });
  }
  session.update((view) => ({
    ...view,
    pending: view.pending.map((each) => (each.id === id ? { ...each, trouble } : each)),
  }));
}

/** A button was pressed, or a menu's choice made. */
export async function applyComponent(
  session: Session,
  message: APIMessage,
  customId: string,
  values?: string[],
): Promise<void> {
  const { user, channel, uses } = session.view;
  const running = uses[message.id];
  if (running !== undefined && running.trouble === null) return;
  setUse(session, message.id, { customId, trouble: null });
  const chosen = values === undefined ? {} : { values };
  const got = await session.client.interact({
    kind: "component",
    user,
    channel,
    message: message.id,
    customId,
    ...chosen,
  });
  const trouble = settle(session, got);
  setUse(session, message.id, trouble === null ? null : { customId, trouble });
}

function setUse(session: Session, message: string, use: { customId: string; trouble: Trouble | null } | null): void {
  session.update((view) => {
    const { [message]: _, ...others } = view.uses;
    return { ...view, uses: use === null ? others : { ...others, [message]: use } };
  });
}

/** Sends a filled-in modal; the trouble, if any, is shown in it. */
export async function submitModal(
  session: Session,
  modal: string,
  fields: ModalField[],
  files: Files,
): Promise<Trouble | null> {
  const { user, channel } = session.view;
  const got = await session.client.interact({ kind: "modal", user, channel, modal, fields }, files);
  const trouble = got.ok && got.value.outcome === "answered" ? null : settle(session, got);
  if (trouble === null && session.view.modal?.modal === modal) session.update({ modal: null });
  return trouble;
}

export async function askChoices(
  session: Session,
  request: Extract<InteractionRequest, { kind: "autocomplete" }>,
): Promise<{ name: string; value: string | number }[] | null> {
  const got = await session.client.interact(request);
  return got.ok && got.value.outcome === "choices" ? got.value.choices : null;
}

/** Takes in an answer: opens the modal it may bring; what went wrong is returned. */
function settle(session: Session, got: Got<InteractionAnswer>): Trouble | null {
  if (!got.ok) return got.error === "" ? { kind: "unreachable" } : { kind: "refused", reason: got.error };
  const answer = got.value;
  switch (answer.outcome) {
    case "answered":
    case "choices":
      return null;
    case "modal":
      session.update({ modal: { modal: answer.modal, data: answer.data } });
      return null;
    case "failed":
      return { kind: answer.reason };
    case "refused":
      return { kind: "refused", reason: answer.reason };
  }
}
