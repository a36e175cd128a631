import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { openArchive } from "../../media/archive/open-archive.ts";
import { MEDIA_HOSTS } from "../../media/media-hosts.ts";
import type { StoredFile } from "../../media/stored-file.ts";
import { pathsOf } from "../../relay/addresses.ts";
import type { QueueRequest } from "../../relay/queue-request.ts";
import type { RelayResult } from "../../relay/result.ts";
import { ask } from "../ask.ts";
import { JOB } from "./observe-relay.ts";
import { askRequest, shownAnswer } from "./relay-reads.ts";
import type { SmokeSurroundings } from "./smoke-surroundings.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const LIMIT_MS = 60_000;
/** Headers that say how long a file lives, or who keeps it. */
const TELLING = [
  "content-length",
  "expires",
  "cache-control",
  "last-modified",
  "age",
  "x-fal-expires-at",
  "accept-ranges",
];

/** The result's body and whether the picture is what was asked for. */
export async function observeResult(
  submitted: QueueRequest,
  result: RelayResult,
  { config, clock, notebook }: SmokeSurroundings,
): Promise<void> {
  const answer = await askRequest(pathsOf(JOB.endpoint, submitted), "responsePath", config, clock);
  const body = z.looseObject({}).safeParse(answer.ok ? answer.json : undefined);
  const fields = body.success
    ? `fields ${Object.keys(body.data).join(", ")}`
    : shownAnswer(answer, submitted.requestId);
  const type = answer.ok ? answer.headers.get("content-type") : null;
  notebook.note(
    "the result's body",
    "200 application/json with images, seed, timings, has_nsfw_concepts, prompt",
    `${answer.ok ? answer.status : "no answer"} ${type ?? "no content type"}, ${fields}`,
    type?.startsWith("application/json") ? "as expected" : "differs",
  );
  const [media] = result.media;
  const found = `${result.media.length} pictures, ${media?.width ?? "?"} × ${media?.height ?? "?"}, ${media?.contentType ?? "?"}, seed ${result.seed ?? "not told"}`;
  const asked = `1 pictures, ${JOB.width} × ${JOB.height}, image/png, seed ${JOB.body.seed}`;
  notebook.note("what was asked for and what came", asked, found, found === asked ? "as expected" : "differs");
}

/** Where the file lies, what its headers say, and whether Easel's own download takes it. */
export async function observeFile(
  result: RelayResult,
  { config, clock, notebook }: SmokeSurroundings,
): Promise<{ file: StoredFile; path: string; discard: () => Promise<void> } | null> {
  const url = result.media[0]?.url;
  if (url === undefined) {
    notebook.note("the picture's file", "an address", "the result names none", "broken");
    return null;
  }
  const origins = [new URL(config.relayUrl).origin, ...config.resultHosts.origins];
  const hosts = [...MEDIA_HOSTS, ...config.resultHosts.hosts];
  await observeAddress(url, [...origins, ...hosts], { clock, notebook });
  const directory = await mkdtemp(join(tmpdir(), "easel-smoke-"));
  const archive = await openArchive({ directory, clock });
  const discard = async () => {
    await archive.close();
    await rm(directory, { recursive: true, force: true });
  };
  const startedAt = clock.now();
  const saved = await archive.download({
    url,
    jobId: "smoke",
    name: "0",
    maxBytes: MAX_BYTES,
    timeLimitMs: LIMIT_MS,
    accept: "image",
    allowedOrigins: origins,
    allowedHosts: hosts,
  });
  const what = "downloading it as the bot does";
  const expected = "a whole picture";
  if (!saved.ok) {
    const hint = saved.error.kind === "forbidden_host" ? "; add its host to RESULT_HOSTS" : "";
    notebook.note(what, expected, `${saved.error.kind}: ${saved.error.detail}${hint}`, "broken");
    await discard();
    return null;
  }
  const { bytes, mime, width, height } = saved.file;
  const found = `${mime}, ${width} × ${height}, ${bytes} bytes in ${clock.now() - startedAt} ms`;
  notebook.note(what, expected, found, "as expected");
  return { file: saved.file, path: join(directory, saved.file.path), discard };
}

async function observeAddress(
  url: string,
  places: readonly string[],
  { clock, notebook }: Pick<SmokeSurroundings, "clock" | "notebook">,
): Promise<void> {
  if (url.startsWith("data:")) {
    notebook.note("where the file lies", "at an address", "inside the result, as a data: address", "differs");
    return;
  }
  const { origin, host } = new URL(url);
  const known = places.some((place) => place === origin || place === host || host.endsWith(`.${place}`));
  notebook.note("where the file lies", places.join(", "), origin, known ? "as expected" : "broken");
  const head = await ask(url, { headersOnly: true }, clock);
  const told = head.ok ? TELLING.flatMap((name) => named(name, head.headers.get(name))) : [];
  const found = head.ok
    ? `${head.status} ${head.headers.get("content-type") ?? "no type"}${told.length > 0 ? `; ${told.join("; ")}` : "; nothing about its life"}`
    : `no answer (${head.why})`;
  notebook.note(
    "the file without the key, and its headers",
    "200 image/png",
    found,
    head.ok && head.status === 200 ? "as expected" : "differs",
  );
}

function named(name: string, value: string | null): string[] {
  return value === null ? [] : [`${name}: ${value}`];
}
