import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { optionName } from "../../command/command-entry.ts";
import type { DraftField } from "../../command/draft.ts";
import { OptionKind } from "../../protocol.ts";
import { formatFileSize } from "../../text/file-size.ts";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";
import { fieldId } from "./field-id.ts";
import { SUGGESTIONS_ID, suggestionId } from "./suggestion-list.tsx";

interface OptionFieldProps {
  field: DraftField;
  /** A sentence about what is wrong with its value. */
  wrong: string | null;
  /** The marked suggestion, while this field has the keyboard. */
  active: number | null;
  onFocus: () => void;
  onInput: (text: string) => void;
  onFile: (file: File | undefined) => void;
  onRemove: () => void;
}

/** One option of the command being written: its name and a field that grows with what is in it. */
export function OptionField(props: OptionFieldProps): JSX.Element {
  const { field, wrong, active, onFocus, onRemove } = props;
  const { texts, locale } = useScene();
  const { option } = field;
  const name = optionName(option, locale);
  return (
    <span
      class={`option ${wrong === null ? "" : "wrong"} ${active === null ? "" : "current"}`}
      title={wrong ?? undefined}
    >
      <label class="option-name" for={fieldId(option.name)}>
        {name}
      </label>
      {option.type === OptionKind.attachment ? (
        <FileField {...props} />
      ) : (
        <GrowingField
          id={fieldId(option.name)}
          label={name}
          text={field.input.text}
          listed={active !== null}
          active={active ?? -1}
          wrong={wrong !== null}
          numeric={option.type === OptionKind.integer || option.type === OptionKind.number}
          onFocus={onFocus}
          onInput={props.onInput}
        />
      )}
      {option.required !== true && (
        <button
          type="button"
          class="option-remove"
          aria-label={texts.removeOption(name)}
          tabIndex={-1}
          onClick={onRemove}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}

interface GrowingFieldProps {
  id: string;
  label: string;
  text: string;
  placeholder?: string;
  /** Whether a list of suggestions belongs to it now. */
  listed: boolean;
  active: number;
  wrong?: boolean;
  numeric?: boolean;
  /** Whether it may hold several lines; else they become one. */
  keepLines?: boolean;
  onFocus: () => void;
  onInput: (text: string) => void;
}

/** A text field as wide and high as its text; a mirror of the text under it gives the size. */
export function GrowingField(props: GrowingFieldProps): JSX.Element {
  const { id, label, text, placeholder, listed, active, onFocus, onInput } = props;
  return (
    <span class="growing" data-text={text === "" ? (placeholder ?? "") : text}>
      <textarea
        id={id}
        rows={1}
        cols={1}
        aria-label={label}
        aria-haspopup="listbox"
        aria-controls={SUGGESTIONS_ID}
        aria-autocomplete="list"
        aria-invalid={props.wrong === true}
        {...(listed && active >= 0 ? { "aria-activedescendant": suggestionId(active) } : {})}
        {...(props.numeric === true ? { inputMode: "decimal" as const } : {})}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="send"
        placeholder={placeholder ?? ""}
        value={text}
        onFocus={onFocus}
        onInput={(event) => {
          const { value } = event.currentTarget;
          onInput(props.keepLines === true ? value : value.replace(/\s*\n\s*/g, " "));
        }}
      />
    </span>
  );
}

function FileField({ field, wrong, onFocus, onFile }: OptionFieldProps): JSX.Element {
  const { texts } = useScene();
  const { file } = field.input;
  const preview = useMemo(() => (file?.type.startsWith("image/") ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => () => (preview === null ? undefined : URL.revokeObjectURL(preview)), [preview]);
  return (
    <>
      <button
        id={fieldId(field.option.name)}
        type="button"
        class="option-file"
        aria-invalid={wrong !== null}
        onFocus={onFocus}
        onClick={(event) =>
          event.currentTarget.parentElement?.querySelector<HTMLInputElement>("input[type=file]")?.click()
        }
        onKeyDown={(event) => {
          if (file === undefined || (event.key !== "Backspace" && event.key !== "Delete")) return;
          event.preventDefault();
          event.stopPropagation();
          onFile(undefined);
        }}
      >
        {preview !== null && <img src={preview} alt="" />}
        {file === undefined ? texts.chooseFile : `${file.name} · ${formatFileSize(file.size)}`}
      </button>
      <input
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen !== undefined) onFile(chosen);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
