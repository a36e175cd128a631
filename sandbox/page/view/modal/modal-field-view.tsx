import type {
  APICheckboxGroupComponent,
  APIFileUploadComponent,
  APIRadioGroupComponent,
  APITextInputComponent,
} from "discord-api-types/v10";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { ComponentKind } from "../../protocol.ts";
import { formatFileSize } from "../../text/file-size.ts";
import { choicesOf } from "../components/select-choices.ts";
import { SelectMenu } from "../components/select-menu.tsx";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";
import { type Answer, countOf, type Field } from "./modal-answer.ts";

interface ModalFieldProps {
  field: Field;
  answer: Answer;
  problem: string | null;
  onAnswer: (answer: Answer) => void;
}

/** A labelled field of a modal. */
export function ModalFieldView({ field, answer, problem, onAnswer }: ModalFieldProps): JSX.Element {
  const { component } = field;
  const id = `modal-${component.custom_id}`;
  const required = countOf(component).least > 0 && component.type !== ComponentKind.checkbox;
  return (
    <div class={`modal-field ${problem === null ? "" : "wrong"}`}>
      <label for={id}>
        {field.label}
        {required && (
          <span class="required" aria-hidden="true">
            {" *"}
          </span>
        )}
      </label>
      {field.description !== undefined && <p class="field-description">{field.description}</p>}
      <Control id={id} field={field} answer={answer} onAnswer={onAnswer} />
      {problem !== null && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  id: string;
  field: Field;
  answer: Answer;
  onAnswer: (answer: Answer) => void;
}

function Control({ id, field, answer, onAnswer }: ControlProps): JSX.Element {
  const { world } = useScene();
  const { component } = field;
  switch (component.type) {
    case ComponentKind.textInput:
      return (
        <TextInput id={id} input={component} value={answer.kind === "text" ? answer.value : ""} onAnswer={onAnswer} />
      );
    case ComponentKind.checkbox:
      return (
        <input
          id={id}
          type="checkbox"
          checked={answer.kind === "flag" && answer.value}
          onChange={(event) => onAnswer({ kind: "flag", value: event.currentTarget.checked })}
        />
      );
    case ComponentKind.radioGroup:
    case ComponentKind.checkboxGroup:
      return (
        <Options id={id} group={component} values={answer.kind === "values" ? answer.values : []} onAnswer={onAnswer} />
      );
    case ComponentKind.fileUpload:
      return (
        <Upload
          id={id}
          upload={component}
          label={field.label}
          files={answer.kind === "files" ? answer.files : []}
          onAnswer={onAnswer}
        />
      );
    default:
      return (
        <SelectMenu
          choices={choicesOf(component, world)}
          chosen={answer.kind === "values" ? answer.values : []}
          {...countOf(component)}
          label={field.label}
          placeholder={component.placeholder}
          onChoose={(values) => onAnswer({ kind: "values", values })}
        />
      );
  }
}

interface TextInputProps {
  id: string;
  input: APITextInputComponent;
  value: string;
  onAnswer: (answer: Answer) => void;
}

const PARAGRAPH = 2;

function TextInput({ id, input, value, onAnswer }: TextInputProps): JSX.Element {
  const shared = {
    id,
    value,
    placeholder: input.placeholder ?? "",
    onInput: (event: { currentTarget: { value: string } }) =>
      onAnswer({ kind: "text", value: event.currentTarget.value }),
    ...(input.max_length === undefined ? {} : { maxLength: input.max_length }),
  };
  const left = input.max_length === undefined ? null : `${value.length}/${input.max_length}`;
  return (
    <div class="text-input">
      {input.style === PARAGRAPH ? <textarea rows={5} {...shared} /> : <input type="text" {...shared} />}
      {left !== null && <span class="text-count">{left}</span>}
    </div>
  );
}

interface OptionsProps {
  id: string;
  group: APIRadioGroupComponent | APICheckboxGroupComponent;
  values: readonly string[];
  onAnswer: (answer: Answer) => void;
}

function Options({ id, group, values, onAnswer }: OptionsProps): JSX.Element {
  const single = group.type === ComponentKind.radioGroup;
  const toggle = (value: string, on: boolean) => {
    const others = single ? [] : values.filter((each) => each !== value);
    onAnswer({ kind: "values", values: on ? [...others, value] : others });
  };
  return (
    <div class="options" role={single ? "radiogroup" : "group"}>
      {group.options.map((option, index) => (
        <label key={option.value} class="option-line">
          <input
            {...(index === 0 ? { id } : {})}
            type={single ? "radio" : "checkbox"}
            name={id}
            checked={values.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span>
            {option.label}
            {option.description !== undefined && <span class="choice-description">{option.description}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

interface UploadProps {
  id: string;
  upload: APIFileUploadComponent;
  label: string;
  files: readonly File[];
  onAnswer: (answer: Answer) => void;
}

/** `file_types` as an <input> names them: "image" becomes image/*, an extension stays. */
function acceptOf(types: readonly string[]): string {
  return types.map((type) => (type.startsWith(".") ? type : `${type}/*`)).join(",");
}

function Upload({ id, upload, label, files, onAnswer }: UploadProps): JSX.Element {
  const { texts } = useScene();
  const input = useRef<HTMLInputElement>(null);
  const { most } = countOf(upload);
  const add = (chosen: Iterable<File>) => onAnswer({ kind: "files", files: [...files, ...chosen].slice(0, most) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same
    <div
      class="upload"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        add(event.dataTransfer?.files ?? []);
      }}
    >
      {files.map((file, index) => (
        <span key={`${index} ${file.name}`} class="held-file">
          <Icon name="file" size={16} />
          {file.name} · {formatFileSize(file.size)}
          <button
            type="button"
            class="option-remove"
            aria-label={texts.removeFile(file.name)}
            onClick={() => onAnswer({ kind: "files", files: files.filter((each) => each !== file) })}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <button
        id={id}
        type="button"
        class="button secondary"
        aria-label={`${label}: ${texts.chooseFiles}`}
        disabled={files.length >= most}
        onClick={() => input.current?.click()}
      >
        {texts.chooseFiles}
      </button>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        multiple={most > 1}
        accept={acceptOf(upload.file_types ?? [])}
        onChange={(event) => {
          add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
