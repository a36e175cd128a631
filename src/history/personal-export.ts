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
  /** Pictures too large for any file here. */
  readonly leftOut: number;
  /** How far it came, where there is more. */
  readonly next: Exported | null;
  readonly discard: () => Promise<void>;
}

/** Up to which job an export came; of the last one, how many files, where the rest belongs into the next part. */
export interface Exported {
  readonly job: JobId;
  readonly files: number | null;
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

  /** What comes after, as far as it fits into `limitBytes`; null where nothing does. */
  async part(userId: string, after: Exported | null, limitBytes: number): Promise<ExportPart | null> {
    const rows = await this.#rowsAfter(userId, after);
    const records = after === null ? await this.#recordsOf(userId) : null;
    if (rows.length === 0 && records === null) return null;
    const fitting = new Fitting(limitBytes - SPARE_BYTES, this.#archive);
    for (const row of rows) if (!(await fitting.take(row, row.id === after?.job ? (after.files ?? 0) : 0))) break;
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
    const { begun: jobs, files, leftOut, last } = fitting;
    const isAll = last === null || (last.files === null && last.job === rows.at(-1)?.id && rows.length < MOST_JOBS);
    return { path, jobs, pictures: files.length, leftOut, next: isAll ? null : last, discard };
  }

  async #recordsOf(userId: string): Promise<Record<string, unknown>> {
    const all = [...OWN_RECORDS, ...this.#records];
    const entries = await Promise.all(
      all.map(async ({ name, of }) => [name, await of(this.#database, userId)] as const),
    );
    return { user_id: userId, ...Object.fromEntries(entries) };
  }

  async #rowsAfter(userId: string, after: Exported | null): Promise<ExportedRow[]> {
    const beside = sql`select beside.created_at from jobs as beside where beside.id = ${after?.job}`;
    const later = sql<SqlBool>`(jobs.created_at, jobs.id) > ((${beside}), ${after?.job})`;
    return this.#database
      .selectFrom("jobs")
      .leftJoin("ledger", "ledger.job_id", "jobs.id")
      .selectAll("jobs")
      .select(["ledger.amount_micros", "ledger.currency", "ledger.state as charge"])
      .where("jobs.user_id", "=", userId)
      .where("jobs.forgotten_at", "is", null)
      .$if(after !== null, (query) =>
        query.where(({ eb, or }) => (after?.files == null ? later : or([later, eb("jobs.id", "=", after.job)]))),
      )
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
  /** Jobs of which no part before had anything. */
  begun = 0;
  leftOut = 0;
  last: Exported | null = null;
  readonly #most: number;
  readonly #archive: Pick<Archive, "sizeOf">;
  #bytes = 0;

  constructor(most: number, archive: Pick<Archive, "sizeOf">) {
    this.#most = most;
    this.#archive = archive;
  }

  /**
   * A job stays together where it can: what is larger than a part of its own goes on in the next.
   * @param from how many of its files the part before had
   * @returns whether all of it is in
   */
  async take(row: ExportedRow, from: number): Promise<boolean> {
    const found = await this.#filesOf(row);
    const told = Buffer.byteLength(JSON.stringify(factsOf(row, found))) * 2;
    const needed = found.slice(from).reduce((sum, file) => sum + this.#bytesOf(file, told), told);
    if (this.jobs.length > 0 && this.#bytes + needed > this.#most) return false;
    this.#bytes += told;
    const fitting: ZippedFile[] = [];
    let taken = from;
    for (const file of found.slice(from)) {
      const bytes = this.#bytesOf(file, told);
      if (this.#bytes + bytes > this.#most) break;
      taken += 1;
      if (bytes === 0) this.leftOut += 1;
      else fitting.push(file);
      this.#bytes += bytes;
    }
    if (from === 0) this.begun += 1;
    this.files.push(...fitting);
    this.jobs.push(factsOf(row, found, fitting));
    this.last = { job: row.id as JobId, files: taken < found.length ? taken : null };
    return taken === found.length;
  }

  /** 0 of a file that is too large for any part. */
  #bytesOf({ bytes }: ZippedFile, told: number): number {
    const all = bytes + ENTRY_BYTES;
    return told + all > this.#most ? 0 : all;
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
