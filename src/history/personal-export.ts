import { rm } from "node:fs/promises";
import { type SqlBool, sql } from "kysely";
import type { Clock } from "../clock.ts";
import type { JobId } from "../jobs/job.ts";
import { archivedFile, archivedInput } from "../jobs/stored.ts";
import type { Archive } from "../media/archive.ts";
import type { Database } from "../storage/database.ts";
import type { JobRow } from "../storage/schema.ts";
import type { ZippedFile } from "./export-zip.ts";
import { OWN_RECORDS, type PersonalRecords } from "./personal-records.ts";

/** A ZIP file with some of what is stored about a person, oldest first. */
export interface ExportPart {
  /** Absolute. */
  readonly path: string;
  readonly jobs: number;
  readonly pictures: number;
  /** Pictures too large for a file here. */
  readonly leftOut: number;
  /** The last job in it, where there are more. */
  readonly next: JobId | null;
  readonly discard: () => Promise<void>;
}

/** Jobs in one part at most, however small they are. */
const MOST_JOBS = 1_000;
/** What a file needs in a ZIP besides its bytes, its name among it. */
const ENTRY_BYTES = 512;
/** What the ZIP and the records beside the jobs need. */
const SPARE_BYTES = 128_000;

type ExportedRow = JobRow & { amount_micros: number | null; currency: string | null; charge: string | null };

export class PersonalExport {
  readonly #database: Database;
  readonly #archive: Pick<Archive, "local" | "sizeOf" | "temporaryPath">;
  readonly #clock: Clock;
  readonly #records: readonly PersonalRecords[];

  constructor(options: {
    database: Database;
    archive: Pick<Archive, "local" | "sizeOf" | "temporaryPath">;
    clock: Clock;
    records: readonly PersonalRecords[];
  }) {
    this.#database = options.database;
    this.#archive = options.archive;
    this.#clock = options.clock;
    this.#records = options.records;
  }

  /** What comes after a job, as far as it fits into `limitBytes`; null where nothing does. */
  async part(userId: string, after: JobId | null, limitBytes: number): Promise<ExportPart | null> {
    const rows = await this.#rowsAfter(userId, after);
    const records = after === null ? await this.#recordsOf(userId) : null;
    if (rows.length === 0 && records === null) return null;
    const fitting = new Fitting(limitBytes - SPARE_BYTES, this.#archive);
    for (const row of rows) if (!(await fitting.take(row))) break;
    const path = this.#archive.temporaryPath("zip");
    const discard = () => rm(path, { force: true });
    const at = this.#clock.now();
    const texts = [{ name: "requests.json", text: JSON.stringify(fitting.jobs, null, 1), at }];
    if (records !== null) texts.push({ name: "about-you.json", text: JSON.stringify(records, null, 1), at });
    try {
      const { writeZip } = await import("./export-zip.ts");
      await writeZip(path, fitting.files, this.#archive, texts);
    } catch (error) {
      await discard();
      throw error;
    }
    const { pictures, leftOut } = fitting;
    const taken = fitting.jobs.length;
    const next = taken < rows.length || rows.length === MOST_JOBS ? (rows[taken - 1]?.id as JobId | undefined) : null;
    return { path, jobs: taken, pictures, leftOut, next: next ?? null, discard };
  }

  async #recordsOf(userId: string): Promise<Record<string, unknown>> {
    const all = [...OWN_RECORDS, ...this.#records];
    const entries = await Promise.all(
      all.map(async ({ name, of }) => [name, await of(this.#database, userId)] as const),
    );
    return { user_id: userId, ...Object.fromEntries(entries) };
  }

  async #rowsAfter(userId: string, after: JobId | null): Promise<ExportedRow[]> {
    const beside = sql`select beside.created_at from jobs as beside where beside.id = ${after}`;
    return this.#database
      .selectFrom("jobs")
      .leftJoin("ledger", "ledger.job_id", "jobs.id")
      .selectAll("jobs")
      .select(["ledger.amount_micros", "ledger.currency", "ledger.state as charge"])
      .where("jobs.user_id", "=", userId)
      .where("jobs.forgotten_at", "is", null)
      .$if(after !== null, (query) => query.where(sql<SqlBool>`(jobs.created_at, jobs.id) > ((${beside}), ${after})`))
      .orderBy("jobs.created_at")
      .orderBy("jobs.id")
      .limit(MOST_JOBS)
      .execute();
  }
}

/** Jobs with their files, as far as they fit together. */
class Fitting {
  readonly jobs: object[] = [];
  readonly files: ZippedFile[] = [];
  pictures = 0;
  leftOut = 0;
  readonly #most: number;
  readonly #archive: Pick<Archive, "sizeOf">;
  #bytes = 0;

  constructor(most: number, archive: Pick<Archive, "sizeOf">) {
    this.#most = most;
    this.#archive = archive;
  }

  /** @returns false where it belongs into the next part; the first job never does, only files of it are left out */
  async take(row: ExportedRow): Promise<boolean> {
    const found = await this.#filesOf(row);
    const size = (files: readonly ZippedFile[]) => files.reduce((sum, { bytes }) => sum + bytes + ENTRY_BYTES, 0);
    const told = Buffer.byteLength(JSON.stringify(factsOf(row, found))) * 2;
    if (this.jobs.length > 0 && this.#bytes + told + size(found) > this.#most) return false;
    let room = this.#most - this.#bytes - told;
    const fitting = found.filter((file) => {
      const fits = file.bytes + ENTRY_BYTES <= room;
      if (fits) room -= file.bytes + ENTRY_BYTES;
      return fits;
    });
    this.#bytes += told + size(fitting);
    this.jobs.push(factsOf(row, found, fitting));
    this.files.push(...fitting);
    this.pictures += fitting.length;
    this.leftOut += found.length - fitting.length;
    return true;
  }

  async #filesOf(row: ExportedRow): Promise<ZippedFile[]> {
    const made = archivedFile.array().parse(JSON.parse(row.files ?? "[]"));
    const given = archivedInput.array().parse(JSON.parse(row.inputs ?? "[]"));
    const named = [
      ...made
        .filter(({ withheld }) => !withheld)
        .map(({ path }, index) => ({ path, name: `pictures/${row.id}-${index + 1}${endingOf(path)}` })),
      ...given.map(({ path }, index) => ({ path, name: `given/${row.id}-${index + 1}${endingOf(path)}` })),
    ];
    const sized = named.map(async ({ path, name }): Promise<ZippedFile[]> => {
      const bytes = await this.#archive.sizeOf(path);
      return bytes === null ? [] : [{ path, name, bytes, at: Number(row.created_at) }];
    });
    return (await Promise.all(sized)).flat();
  }
}

function endingOf(path: string): string {
  return /\.\w+$/.exec(path)?.[0] ?? "";
}

function factsOf(row: ExportedRow, found: readonly ZippedFile[], fitting: readonly ZippedFile[] = found): object {
  const time = (moment: number | null) => (moment === null ? null : new Date(Number(moment)).toISOString());
  const json = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return {
    id: row.id,
    model: row.model,
    state: row.state,
    asked_for: json(row.input),
    result: json(row.result),
    failure: json(row.failure),
    server: row.guild_id,
    channel: row.channel_id,
    message: row.message_id,
    language: row.locale,
    asked_at: time(row.created_at),
    ended_at: time(row.ended_at),
    deleted_at: time(row.deleted_at),
    price: row.amount_micros === null ? null : Number(row.amount_micros) / 1_000_000,
    currency: row.currency,
    charge: row.charge,
    files: found.map((file) => ({ name: file.name, bytes: file.bytes, in_this_zip: fitting.includes(file) })),
  };
}
