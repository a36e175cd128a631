import { once } from "node:events";
import { createServer } from "node:net";
import { type Finding, ok, warning } from "./finding.ts";

/** Whether the sandbox's two ports can be opened; the real bot listens on none. */
export async function checkPorts(port: number): Promise<Finding> {
  const taken: number[] = [];
  for (const each of [port, port + 1]) if (!(await isFree(each))) taken.push(each);
  if (taken.length === 0) return ok("ports", `${port} and ${port + 1} are free for the sandbox`);
  const todo = "Fine if that is the sandbox itself; else set SANDBOX_PORT to a free port with a free one after it.";
  return warning("ports", `in use: ${taken.join(" and ")}`, todo);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
