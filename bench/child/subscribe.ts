import { createFalClient } from "@fal-ai/client";

/**
 * Follows requests as people do who use the client of fal's own, with its defaults. Asked over IPC for one request at a
 * time; says for each when it had the result.
 */
const [relayUrl = "", mode = "polling"] = process.argv.slice(2);
const client = createFalClient({
  credentials: "bench-key",
  fetch: (address: string | URL | Request, init?: RequestInit) =>
    fetch(String(address).replace("https://queue.fal.run", relayUrl), init),
});

process.on("message", (asked: { endpoint: string; prompt: string }) => {
  const options = { input: { prompt: asked.prompt }, mode: mode === "streaming" ? "streaming" : "polling" } as const;
  client.subscribe(asked.endpoint, options).then(
    () => process.send?.({ prompt: asked.prompt }),
    (error: unknown) => process.send?.({ prompt: asked.prompt, error: String(error) }),
  );
});
process.send?.("ready");
