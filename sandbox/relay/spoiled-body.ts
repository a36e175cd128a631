import type { Answer } from "./answer.ts";

/** What can come where a picture should be. */
export const OTHER_FILES: Readonly<Record<"text" | "web page" | "archive" | "nothing", Buffer>> = {
  text: Buffer.from("This is not a picture. ".repeat(40)),
  "web page": Buffer.from("<!doctype html><title>Sign in</title><p>Please sign in to go on."),
  archive: Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), Buffer.alloc(600)]),
  nothing: Buffer.alloc(0),
};

/** A status as it was long ago, answered like one that still goes on. */
export function sentBack(answer: Answer): Pick<Answer, "status" | "body"> {
  const body = answer.body.toString().replace(/"status":"[A-Z_]+"/, '"status":"IN_QUEUE","queue_position":7');
  return { status: answer.status === 200 ? 202 : answer.status, body: Buffer.from(body) };
}

/** As text: parsed and written again, a seed would lose digits. Only fields whose value is plain are found. */
export function withoutFields(body: Buffer, fields: readonly string[]): Buffer {
  const text = fields.reduce(
    (left, field) =>
      left.replace(new RegExp(`"${field}":(?:"[^"]*"|[-\\w.]+|\\{[^{}]*\\}|\\[[^[\\]]*\\])(,|(?=\\}))`), ""),
    body.toString(),
  );
  return Buffer.from(text.replace(/,\}$/, "}"));
}

export function withDoubledFields(body: Buffer): Buffer {
  const inner = body.toString().trim().slice(1, -1);
  return inner === "" ? body : Buffer.from(`{${inner},${inner}}`);
}
