import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { RecordedRequest as DiscordRequest, Violation } from "../sandbox/discord/recorded-requests.ts";
import type { InteractionRow, MessageRow } from "../sandbox/discord/rows.ts";
import type { QueueRequest } from "../sandbox/relay/request.ts";
import type { House } from "./house.ts";
import type { Asked } from "./people.ts";
import type { Supervisor } from "./supervisor.ts";

/** A row of the program's table of jobs, as far as it is judged. */
export interface JobEvidence {
  readonly id: string;
  readonly state: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly userId: string;
  readonly channelId: string;
  readonly messageId: string | null;
  readonly interactionToken: string | null;
  readonly claimedBy: string | null;
  readonly requestId: string | null;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly inputs: readonly { readonly path: string }[];
  readonly failure: { readonly kind: string; readonly charged: "no" | "maybe" | "yes" } | null;
  readonly endedAt: number | null;
  readonly toldAt: number | null;
  readonly deletedAt: number | null;
  /** Only its member sees it. */
  readonly ephemeral: boolean;
  /** The batch with the message and the line that show it. */
  readonly batch: { readonly id: string; readonly page: number; readonly place: number } | null;
  readonly ledger: { readonly state: string; readonly micros: number; readonly endedAt: number | null } | null;
}

/** What three sides hold when all is over. */
export interface Evidence {
  readonly jobs: readonly JobEvidence[];
  readonly relay: readonly QueueRequest[];
  readonly messages: readonly MessageRow[];
  readonly interactions: readonly InteractionRow[];
  readonly discordRequests: readonly DiscordRequest[];
  readonly violations: readonly Violation[];
  readonly asked: readonly Asked[];
  /** Paths below the archive with their bytes. */
  readonly archive: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
  readonly secrets: readonly string[];
  readonly supervisor: Pick<Supervisor, "ownEnds" | "problems">;
}

/** Also in PostgreSQL. */
export const JOBS = `select jobs.*, ledger.state as ledger_state, ledger.amount_micros, ledger.ended_at as ledger_ended_at
  from jobs left join ledger on ledger.job_id = jobs.id order by jobs.created_at`;

/** Reads the jobs beside the running program; null while there is no readable table. */
export function readJobs(file: string): JobEvidence[] | null {
  if (!existsSync(file)) return null;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
    return database.prepare(JOBS).all().map(toJob);
  } catch {
    return null;
  } finally {
    database?.close();
  }
}

export function toJob(row: Record<string, unknown>): JobEvidence {
  const json = (name: string) => JSON.parse(String(row[name] ?? "null"));
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  const time = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {
    id: String(row["id"]),
    state: String(row["state"]),
    model: String(row["model"]),
    input: json("input"),
    userId: String(row["user_id"]),
    channelId: String(row["channel_id"]),
    messageId: text("message_id"),
    interactionToken: text("interaction_token"),
    claimedBy: text("claimed_by"),
    requestId: json("request")?.requestId ?? null,
    files: json("files") ?? [],
    inputs: json("inputs") ?? [],
    failure: json("failure"),
    endedAt: time("ended_at"),
    toldAt: time("told_at"),
    deletedAt: time("deleted_at"),
    ephemeral: Number(row["ephemeral"]) === 1,
    batch:
      row["batch_id"] === null
        ? null
        : { id: String(row["batch_id"]), page: Number(row["batch_page"]), place: Number(row["batch_place"]) },
    ledger:
      row["ledger_state"] === null
        ? null
        : {
            state: String(row["ledger_state"]),
            micros: Number(row["amount_micros"]),
            endedAt: time("ledger_ended_at"),
          },
  };
}

export function gather(house: House, supervisor: Supervisor, asked: readonly Asked[]): Evidence {
  const { store, discord, relay, disk } = house;
  const interactions = store.collection<InteractionRow>("discord.interactions").values();
  return {
    jobs: readJobs(disk.database) ?? [],
    relay: relay.taken(),
    messages: store.collection<MessageRow>("discord.messages").values(),
    interactions,
    discordRequests: discord.requests(),
    violations: discord.violations(),
    asked,
    archive: filesBelow(join(disk.directory, "bot", "archive")),
    lines: supervisor.programs.flatMap(({ lines }) => lines),
    secrets: [discord.token, relay.key, ...interactions.map(({ token }) => token)],
    supervisor,
  };
}

/** Their bytes by their paths. */
export function filesBelow(directory: string): Map<string, number> {
  if (!existsSync(directory)) return new Map();
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(directory, file), statSync(file).size]));
}
