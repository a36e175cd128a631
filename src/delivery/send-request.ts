import { STATUS_CODES } from "node:http";
import type { RESTOptions, ResponseLike } from "discord.js";
import { Agent, type Dispatcher, Headers, request } from "undici";

/** HTTP/2 stays off: there a request may be sent again after GOAWAY. */
const agent = new Agent({ allowH2: false });

/**
 * What discord.js sends with. Its own way makes one piece of every form first, in memory; here a form is sent part by
 * part, from where it lies.
 */
export const sendRequest: RESTOptions["makeRequest"] = async (url, { method, headers, body, signal }) => {
  const options = { dispatcher: agent, method: method ?? "GET", headers, body, signal };
  try {
    // The types of discord.js are those of fetch; what it hands over is a record of headers and a body that it did not touch.
    const answer = await request(url, options as Parameters<typeof request>[1]);
    return responseOf(answer, await answer.body.arrayBuffer());
  } catch (error) {
    throw asReset(error) ?? error;
  }
};

/** Read to its end, which discord.js does not do with every one: an answer that is left unread holds its connection. */
function responseOf({ statusCode, headers }: Dispatcher.ResponseData<unknown>, body: ArrayBuffer): ResponseLike {
  const text = () => Buffer.from(body).toString();
  return {
    body: null,
    bodyUsed: true,
    arrayBuffer: async () => body,
    json: async () => JSON.parse(text()),
    text: async () => text(),
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    status: statusCode,
    statusText: STATUS_CODES[statusCode] ?? "",
    ok: statusCode >= 200 && statusCode < 300,
  };
}

/** A broken connection as discord.js knows it, which tries again then. Every request here may be repeated. */
function asReset(error: unknown): Error | null {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  const broken = code === "ECONNRESET" || code === "UND_ERR_SOCKET" || code === "EPIPE";
  return broken ? Object.assign(new Error("the connection was reset"), { code: "ECONNRESET", cause: error }) : null;
}
