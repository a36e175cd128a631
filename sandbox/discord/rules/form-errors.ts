/** Discord's nested description of what is wrong with a form: field names down to `_errors`. */
export interface FormErrorTree {
  _errors?: { code: string; message: string }[];
  [field: string]: FormErrorTree | { code: string; message: string }[] | undefined;
}

export interface FormError {
  path: (string | number)[];
  code: string;
  message: string;
}

/** Collects what is wrong with one request body; a child shares the list and adds its place to each path. */
export class FormErrors {
  readonly found: FormError[];
  readonly #at: (string | number)[];

  constructor(found: FormError[] = [], at: (string | number)[] = []) {
    this.found = found;
    this.#at = at;
  }

  at(...path: (string | number)[]): FormErrors {
    return new FormErrors(this.found, [...this.#at, ...path]);
  }

  add(code: string, message: string): void {
    this.found.push({ path: this.#at, code, message });
  }

  required(): void {
    this.add("BASE_TYPE_REQUIRED", "This field is required");
  }

  choice(allowed: readonly (string | number)[]): void {
    this.add("BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
  }

  /** Characters of a text or entries of a list; says nothing when the length fits. */
  length(length: number, min: number, max: number): void {
    if (length >= min && length <= max) return;
    if (min > 0) this.add("BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
    else this.add("BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
  }
}

export function treeOf(errors: FormError[]): FormErrorTree {
  const root: FormErrorTree = {};
  for (const { path, code, message } of errors) {
    let node = root;
    for (const step of path) {
      const key = String(step);
      const next = node[key];
      const child: FormErrorTree = next === undefined || Array.isArray(next) ? {} : next;
      node[key] = child;
      node = child;
    }
    node._errors = [...(node._errors ?? []), { code, message }];
  }
  return root;
}
