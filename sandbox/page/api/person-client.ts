import type {
  APIApplicationCommand,
  APIMessage,
  InteractionAnswer,
  InteractionRequest,
  World,
} from "../../discord/person-api.ts";

/** An answer, or a sentence that says why there is none. `status` 0: the server was not reached. */
export type Got<T> = { ok: true; value: T } | { ok: false; status: number; error: string };

/** Files by the name that the request gives them. */
export type Files = ReadonlyMap<string, File>;

/** What a person can see and do at the sandbox's Discord, over HTTP. See person-api.ts. */
export class PersonClient {
  readonly #base: string;

  /** `base` is the server's origin; the page itself uses "". */
  constructor(base: string) {
    this.#base = base;
  }

  world(user: string): Promise<Got<World>> {
    return this.#ask(`world${user === "" ? "" : `?user=${user}`}`);
  }

  async messages(user: string, channel: string): Promise<Got<APIMessage[]>> {
    const got = await this.#ask<{ messages: APIMessage[] }>(`channels/${channel}/messages?user=${user}`);
    return got.ok ? { ok: true, value: got.value.messages } : got;
  }

  async commands(user: string, channel: string): Promise<Got<APIApplicationCommand[]>> {
    const got = await this.#ask<{ commands: APIApplicationCommand[] }>(`channels/${channel}/commands?user=${user}`);
    return got.ok ? { ok: true, value: got.value.commands } : got;
  }

  write(user: string, channel: string, content: string, files: Files): Promise<Got<{ message: APIMessage }>> {
    return this.#ask(`channels/${channel}/messages`, body({ user, content }, files));
  }

  remove(user: string, channel: string, message: string): Promise<Got<unknown>> {
    return this.#ask(`channels/${channel}/messages/${message}?user=${user}`, { method: "DELETE" });
  }

  speak(user: string, locale: string): Promise<Got<unknown>> {
    return this.#ask(`language?user=${user}&locale=${locale}`, { method: "PUT" });
  }

  takeAlong(user: string, along: boolean): Promise<Got<unknown>> {
    return this.#ask(`installation?user=${user}`, { method: along ? "PUT" : "DELETE" });
  }

  interact(request: InteractionRequest, files: Files = new Map()): Promise<Got<InteractionAnswer>> {
    return this.#ask("interactions", body(request, files));
  }

  async #ask<T>(path: string, init: RequestInit = {}): Promise<Got<T>> {
    try {
      const answer = await fetch(`${this.#base}/sandbox/api/${path}`, init);
      const text = await answer.text();
      if (!answer.ok) return { ok: false, status: answer.status, error: errorIn(text) };
      return { ok: true, value: (text === "" ? null : JSON.parse(text)) as T };
    } catch {
      return { ok: false, status: 0, error: "" };
    }
  }
}

/** JSON, or with files multipart/form-data around it. */
function body(content: unknown, files: Files): RequestInit {
  const json = JSON.stringify(content);
  if (files.size === 0) return { method: "POST", headers: { "content-type": "application/json" }, body: json };
  const form = new FormData();
  form.set("payload_json", json);
  for (const [name, file] of files) form.set(name, file, file.name);
  return { method: "POST", body: form };
}

function errorIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null) return "";
    const { error } = body as { error?: unknown };
    return typeof error === "string" ? error : "";
  } catch {
    return "";
  }
}
