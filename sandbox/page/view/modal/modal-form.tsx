import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ModalField } from "../../../discord/person-api.ts";
import { ComponentKind } from "../../protocol.ts";
import { submitModal } from "../../session/interactions.ts";
import type { OpenModal, Trouble } from "../../session/view.ts";
import { userName } from "../../world-names.ts";
import { Icon } from "../icons.tsx";
import { Markdown } from "../message/markdown-view.tsx";
import { useScene } from "../scene.ts";
import { troubleText } from "../trouble.ts";
import { type Answer, type Field, fieldsIn, fieldsOf, firstAnswer, problemOf } from "./modal-answer.ts";
import { ModalFieldView } from "./modal-field-view.tsx";

/** A form that the application opened. It stays open with what was typed until the application takes it. */
export function ModalForm({ open }: { open: OpenModal }): JSX.Element {
  const { session, texts, world } = useScene();
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useModal(open);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(".modal-body :is(input, textarea, button)")?.focus();
    // Once it is sent the dialog goes without being closed, which would give the keyboard back by itself.
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  const bot = world.bot === null ? world.application.name : userName(world.bot.user);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-labelledby="modal-title"
      onClose={() => session.view.modal?.modal === open.modal && session.update({ modal: null })}
    >
      <form onSubmit={form.onSubmit} noValidate>
        <header class="modal-head">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <h2 id="modal-title">{open.data.title}</h2>
          <button type="button" class="icon-button" aria-label={texts.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div class="modal-body">
          <p class="modal-note">{texts.modalNote(bot)}</p>
          {open.data.components.map((part, index) =>
            part.type === ComponentKind.textDisplay ? (
              <Markdown key={index} text={part.content} />
            ) : (
              fieldsIn(part).map((field) => (
                <ModalFieldView key={field.component.custom_id} field={field} {...form.propsFor(field)} />
              ))
            ),
          )}
        </div>
        {form.trouble !== null && (
          <p class="trouble" role="alert">
            {troubleText(form.trouble, texts)}
          </p>
        )}
        <footer class="modal-foot">
          <button type="button" class="button secondary" onClick={close}>
            {texts.cancel}
          </button>
          <button type="submit" class={`button primary ${form.sending ? "busy" : ""}`} aria-busy={form.sending}>
            <span>{texts.submit}</span>
          </button>
        </footer>
      </form>
    </dialog>
  );
}

/** The answers given so far, and sending them off once all are right. */
function useModal(open: OpenModal) {
  const { session, texts } = useScene();
  const fields = fieldsOf(open.data);
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [checked, setChecked] = useState(false);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const submit = async () => {
    setChecked(true);
    const wrong = fields.find((field) => problemOf(field.component, answerFor(answers, field), texts) !== null);
    if (wrong !== undefined) return document.getElementById(`modal-${wrong.component.custom_id}`)?.focus();
    setSending(true);
    const files = new Map<string, File>();
    const sent = fields.map((field) => toField(field, answerFor(answers, field), files));
    setTrouble(await submitModal(session, open.modal, sent, files));
    setSending(false);
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (!sending) void submit();
  };
  const propsFor = (field: Field) => {
    const answer = answerFor(answers, field);
    return {
      answer,
      problem: checked ? problemOf(field.component, answer, texts) : null,
      onAnswer: (next: Answer) => setAnswers((all) => ({ ...all, [field.component.custom_id]: next })),
    };
  };
  return { propsFor, onSubmit, sending, trouble };
}

function answerFor(answers: Record<string, Answer>, field: Field): Answer {
  return answers[field.component.custom_id] ?? firstAnswer(field.component);
}

/** As person-api.ts wants it: files are named here and travel beside the JSON. */
function toField(field: Field, answer: Answer, files: Map<string, File>): ModalField {
  const customId = field.component.custom_id;
  if (answer.kind === "files") {
    const values = answer.files.map((file, index) => {
      const name = `${customId} ${index}`;
      files.set(name, file);
      return name;
    });
    return { customId, values };
  }
  if (answer.kind === "values" && field.component.type === ComponentKind.radioGroup) {
    const [value] = answer.values;
    return value === undefined ? { customId } : { customId, value };
  }
  if (answer.kind === "values") return { customId, values: [...answer.values] };
  return { customId, value: answer.value };
}
