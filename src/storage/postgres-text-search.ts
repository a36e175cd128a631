import { type Kysely, sql } from "kysely";
import { UNSPACED_CHARACTER, WORD_CHARACTER, wantedWords } from "./search-words.ts";
import type { TextSearch } from "./text-search.ts";

/** A tsvector, kept by a trigger: whoever writes a job cannot forget it. Its words are cut as SQLite's search has them. */
export const postgresTextSearch: TextSearch = {
  async create(database) {
    await createFunctions(database);
    await sql`create table job_texts (
      job_id text primary key references jobs (id) on delete cascade,
      -- The words of the job's input, with their places.
      words tsvector not null
    )`.execute(database);
    await sql`insert into job_texts (job_id, words) select id, search_words(texts_of_input(input)) from jobs`.execute(
      database,
    );
    await sql`create index job_words on job_texts using gin (words)`.execute(database);
    await followJobs(database);
  },
  matches(text) {
    const words = wantedWords(text);
    if (words.length === 0) return sql`1 = 0`;
    return sql`jobs.id in (select job_texts.job_id from job_texts where job_texts.words @@ search_query(${JSON.stringify(words)}))`;
  },
  inOrder: () => null,
};

/** Of a word: PostgreSQL refuses a job whose words are longer than 2,046 bytes. */
const LONGEST_WORD = 100;

async function createFunctions(database: Kysely<unknown>): Promise<void> {
  const create = (text: string) => sql.raw(`create function ${text}`).execute(database);
  // What JSON writes as \uXXXX is what PostgreSQL's texts cannot hold: control characters and halves of characters.
  await create(String.raw`texts_of_input(input text) returns text language plpgsql immutable as $$ begin
    return (select coalesce(string_agg(value #>> '{}', ' '), '')
      from json_each(regexp_replace(input, '(?<!\\)((?:\\\\)*)\\u[0-9a-fA-F]{4}', '\1 ', 'g')::json)
      where json_typeof(value) = 'string');
  exception when data_exception then return ''; end $$`);
  // In small letters and, in Latin writing, without accents; words apart by one space.
  await create(String.raw`search_text(given text) returns text language sql immutable as $$
    select btrim(regexp_replace(regexp_replace(regexp_replace(normalize(regexp_replace(normalize(
      lower(normalize(given, nfkc) collate ${await lowerCollation(database)}), nfd),
      '([a-zæøʒı])[\u0300-\u036f]+', '\1', 'g'), nfc),
      '(${characterClass(UNSPACED_CHARACTER)})', ' \1 ', 'g'),
      '${characterClass(WORD_CHARACTER, "^")}+', ' ', 'g'),
      '([^ ]{${LONGEST_WORD}})[^ ]+', '\1', 'g')) $$`);
  await create(`search_words(given text) returns tsvector language sql immutable as $$
    select coalesce(string_agg(word || ':' || place, ' '), '')::tsvector
      from regexp_split_to_table(search_text(given), ' ') with ordinality as each (word, place) where word <> '' $$`);
  // Of a JSON array of phrases: all of them, the last word of each possibly only begun.
  await create(`search_query(phrases text) returns tsquery language sql immutable as $$
    select string_agg('(' || replace(search_text(phrase), ' ', ' <-> ') || ':*)', ' & ')::tsquery
      from json_array_elements_text(phrases::json) as phrase where search_text(phrase) <> '' $$`);
}

async function followJobs(database: Kysely<unknown>): Promise<void> {
  await sql`create function follow_job_texts() returns trigger language plpgsql as $$ begin
    insert into job_texts (job_id, words) values (new.id, search_words(texts_of_input(new.input)))
      on conflict (job_id) do update set words = excluded.words;
    return null;
  end $$`.execute(database);
  await sql`create trigger jobs_reworded after insert or update of input on jobs
    for each row execute function follow_job_texts()`.execute(database);
}

/** One that knows the small letters of every language, whatever the database's own does; without ICU, its own. */
async function lowerCollation(database: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ there: boolean }>`select exists (
    select from pg_collation where collname = 'und-x-icu') as there`.execute(database);
  return rows[0]?.there ? `"und-x-icu"` : `"default"`;
}

/** The same characters for PostgreSQL, whose expressions know no scripts. */
function characterClass(character: RegExp, not = ""): string {
  const ranges: string[] = [];
  const escaped = (code: number) => `\\U${code.toString(16).padStart(8, "0")}`;
  let first = -1;
  for (let code = 0; code <= 0x110000; code += 1) {
    const belongs = code < 0x110000 && character.test(String.fromCodePoint(code));
    if (belongs && first < 0) first = code;
    if (belongs || first < 0) continue;
    ranges.push(`${escaped(first)}-${escaped(code - 1)}`);
    first = -1;
  }
  return `[${not}${ranges.join("")}]`;
}
