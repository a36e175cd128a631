import { once } from "node:events";
import { createServer } from "node:http";
import type { TestContext } from "node:test";

/** A service that answers each path with the JSON it was given, and everything else with 404. @returns its address */
export async function scriptedService(t: TestContext, answers: Readonly<Record<string, unknown>>): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "/";
    const known = Object.hasOwn(answers, path);
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(known ? answers[path] : { detail: "Request not found" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on no port");
  return `http://127.0.0.1:${address.port}`;
}
