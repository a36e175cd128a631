import { existsSync } from "node:fs";
import { mkdtemp, open, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDirectoryLocked } from "../directory-lock.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const GIB = 1024 ** 3;
const LITTLE_BYTES = 2 * GIB;
const TOO_LITTLE_BYTES = 0.25 * GIB;

/** DATA_DIR: whether it is in use, can be written, and has room. Leaves it as it was, and makes nothing that is missing. */
export async function checkDirectory(directory: string): Promise<Finding[]> {
  const written = await checkWritable("data directory", directory);
  if (written.level === "problem") return [written];
  const archive = join(directory, "archive");
  const use = isDirectoryLocked(directory) ? "Easel runs on it now" : "no Easel runs on it now";
  return [
    ok("data directory", `${directory}; ${use}`),
    existsSync(archive)
      ? await checkWritable("archive", archive)
      : ok("archive", "will be made when the first picture is kept"),
    await checkSpace(directory),
  ];
}

/** By writing, which is the only proof: permissions, quotas and read-only mounts all speak here. */
async function checkWritable(check: string, directory: string): Promise<Finding> {
  try {
    const probe = await mkdtemp(join(existing(directory), ".doctor-"));
    try {
      const file = await open(join(probe, "probe"), "wx");
      await file.writeFile("Easel was here.").then(() => file.sync());
      await file.close();
    } finally {
      await rm(probe, { recursive: true, force: true });
    }
    return ok(check, `${directory} can be written`);
  } catch (error) {
    return problem(check, `${directory} cannot be written (${codeOf(error)})`, TODO[codeOf(error)] ?? TODO_OTHER);
  }
}

const TODO_OTHER = "Give Easel's user write permission there, or set DATA_DIR to another directory.";
const TODO: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: make room. Jobs wait until there is some.",
  ENOTDIR: "It is a file: set DATA_DIR to a directory.",
};

async function checkSpace(directory: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(existing(directory));
  const free = bavail * bsize;
  const found = `${(free / GIB).toFixed(1)} GiB free where ${directory} lies`;
  const todo = "Make room, or move DATA_DIR to a larger disk: every picture is kept.";
  if (free < TOO_LITTLE_BYTES) return problem("disk", found, todo);
  return free < LITTLE_BYTES ? warning("disk", found, todo) : ok("disk", found);
}

/** The directory, or the nearest one above it that is there. */
function existing(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory ? directory : existing(dirname(directory));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
