/** Discord's nested description of what is wrong with a form: field names down to `_errors`. */
export interface FormErrorTree {
  _errors?: { code: string; message: string }[];
  [field: string]: FormErrorTree | { code: string; message: string }[] | undefined;
}

export interface FormError {
  path: readonly (string | number)[];
  code: string;
  message: string;
}

/** Collects what is wrong with one request body; a child shares the list and adds its place to each path. */
export class FormErrors {
  readonly found: FormError[];
  readonly #at: readonly (string | number)[];

  constructor(found: FormError[] = [], at: readonly (string | number)[] = []) {
    this.found = found;
    this.#at = at;
  }

  at(...path: (string | number)[]): FormErrors {
    return new FormErrors(this.found, [...this.#at, ...path]);
  }

  add(code: string, message: string): void {
    this.found.push({ path: this.#at, code, message });
  }
}

/** Folds a flat list into the tree that Discord sends as `errors`. */
export function treeOf(errors: readonly FormError[]): FormErrorTree {
  const root: FormErrorTree = {};
  for (const { path, code, message } of errors) {
    let node = root;
    for (const step of path) {
      const key = String(step);
      const next = Object.hasOwn(node, key) ? node[key] : undefined;
      const child: FormErrorTree = next === undefined || Array.isArray(next) ? {} : next;
      node[key] = child;
      node = child;
    }
    node._errors = [...(node._errors ?? []), { code, message }];
  }
  return root;
}
