import type { JSX } from "preact";
import { formatFileSize } from "../../text/file-size.ts";
import { Icon } from "../icons.tsx";
import { useScene } from "../scene.ts";

/** Files that were dropped before a command was chosen. */
export function HeldFiles({
  files,
  onRemove,
}: {
  files: readonly File[];
  onRemove: (file: File) => void;
}): JSX.Element | null {
  const { texts } = useScene();
  if (files.length === 0) return null;
  return (
    <div class="held-files">
      {files.map((file, index) => (
        <span key={`${index} ${file.name}`} class="held-file">
          <Icon name="file" size={16} />
          {file.name} · {formatFileSize(file.size)}
          <button
            type="button"
            class="option-remove"
            aria-label={texts.removeFile(file.name)}
            onClick={() => onRemove(file)}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <span class="held-note">{texts.heldFiles}</span>
    </div>
  );
}
