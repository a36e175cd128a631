import type { DatabaseSync } from "node:sqlite";
import { type Kysely, sql } from "kysely";
import { wantedWords, wordsOfInput } from "./search-words.ts";
import type { TextSearch } from "./text-search.ts";

/** FTS5, kept by triggers: whoever writes a job cannot forget it. */
export const sqliteTextSearch: TextSearch = {
  async create(database) {
    await createTables(database);
    await followJobs(database);
    await sql`insert into job_texts (job_id, words) select id, words_of_input(input) from jobs`.execute(database);
  },
  matches(text) {
    const query = queryOf(text);
    if (query === null) return sql`1 = 0`;
    return sql`jobs.id in (select job_texts.job_id from job_words join job_texts on job_texts.number = job_words.rowid where job_words match ${query})`;
  },
  inOrder(text) {
    const query = queryOf(text);
    if (query === null) return null;
    // By its rowid alone FTS5 gives what it finds in order.
    return sql`(select job_texts.job_id, job_words.rowid as number from job_words join job_texts on job_texts.number = job_words.rowid where job_words match ${query})`;
  },
};

function queryOf(text: string): string | null {
  // A quoted string is a phrase; the star lets its last word go on.
  const phrases = wantedWords(text).map((phrase) => `"${phrase}"*`);
  return phrases.length === 0 ? null : phrases.join(" ");
}

/** What the triggers call; every connection that writes jobs needs it. */
export function defineSearchFunctions(database: DatabaseSync): void {
  database.function("words_of_input", { deterministic: true }, (json) => wordsOfInput(String(json)));
}

async function createTables(database: Kysely<unknown>): Promise<void> {
  await sql`create table job_texts (
    -- Stays the same when the file is compacted, which a rowid of jobs would not.
    number integer primary key,
    job_id text not null unique references jobs (id) on delete cascade,
    -- The words of the job's input, one space between two.
    words text not null
  )`.execute(database);
  await sql`create virtual table job_words using fts5 (
    words, content = 'job_texts', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
  )`.execute(database);
}

async function followJobs(database: Kysely<unknown>): Promise<void> {
  await sql`create trigger job_texts_added after insert on job_texts begin
    insert into job_words (rowid, words) values (new.number, new.words);
  end`.execute(database);
  await sql`create trigger job_texts_removed after delete on job_texts begin
    insert into job_words (job_words, rowid, words) values ('delete', old.number, old.words);
  end`.execute(database);
  await sql`create trigger jobs_added after insert on jobs begin
    insert into job_texts (job_id, words) values (new.id, words_of_input(new.input));
  end`.execute(database);
  await sql`create trigger jobs_reworded after update of input on jobs begin
    delete from job_texts where job_id = new.id;
    insert into job_texts (job_id, words) values (new.id, words_of_input(new.input));
  end`.execute(database);
}
