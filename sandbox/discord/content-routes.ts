import { Readable } from "node:stream";
import type { Hono } from "hono";
import type { AttachmentFiles } from "./attachment-files.ts";
import { drawAvatar } from "./avatars.ts";
import type { State } from "./state.ts";
import { userOf } from "./wire-objects.ts";

/** What Discord's CDN serves: attachments behind expiring addresses, and avatars. */
export function contentRoutes(app: Hono, { files, state }: { files: AttachmentFiles; state: State }): void {
  for (const path of ["/attachments/:channel/:id/:name", "/ephemeral-attachments/:application/:id/:name"]) {
    app.get(path, (c) => {
      const url = new URL(c.req.url);
      const opened = files.open(decodeURI(url.pathname), url.searchParams);
      if (opened === undefined) return c.text("This content is no longer available.", 404);
      c.header("Content-Type", opened.row.contentType);
      c.header("Content-Length", String(opened.row.size));
      c.header("Cache-Control", "private, max-age=3600");
      // An uploaded page must not run as a part of the sandbox.
      c.header("Content-Security-Policy", "sandbox; default-src 'none'; img-src 'self'; media-src 'self'");
      c.header("X-Content-Type-Options", "nosniff");
      return c.body(Readable.toWeb(opened.bytes) as ReadableStream);
    });
  }
  for (const path of ["/avatars/:user/:file", "/embed/avatars/:file"]) {
    app.get(path, (c) => {
      const user = userOf(state, c.req.param("user") ?? "");
      c.header("Content-Type", "image/svg+xml");
      c.header("Cache-Control", "public, max-age=86400");
      return c.body(drawAvatar(user?.global_name ?? user?.username ?? "?", user?.id ?? "0"));
    });
  }
}
