/** Why the database of DATABASE_URL cannot be used, as src/storage/unusable-database.ts has it. */
interface Unusable {
  readonly problem: string;
  /** In the words of the server or the network. */
  readonly detail: string;
}

const SENTENCES: Readonly<Record<string, (detail: string) => string>> = {
  unreachable: (detail) =>
    `The database of DATABASE_URL cannot be reached (${detail}). Check its host and port, and that PostgreSQL runs and listens there.`,
  unknown_host: (detail) => `The host in DATABASE_URL is not known (${detail}). Check its name.`,
  password_refused: (detail) =>
    `PostgreSQL does not accept the user or password of DATABASE_URL (${detail}). Check both; special characters of the password are percent-encoded.`,
  no_such_database: (detail) =>
    `DATABASE_URL names a database that is not there (${detail}). Create it, or check its name.`,
  tls_needed: (detail) =>
    `PostgreSQL takes only encrypted connections (${detail}). Add ?sslmode=require to DATABASE_URL.`,
  tls_refused: (detail) =>
    `The encrypted connection to PostgreSQL could not be made (${detail}). Check sslmode and sslrootcert in DATABASE_URL.`,
  not_allowed: (detail) =>
    `The user of DATABASE_URL may not make or change tables (${detail}). Make them the database's owner.`,
  full: (detail) =>
    `PostgreSQL has no connection left (${detail}). Raise max_connections: each process of Easel opens ten.`,
  too_old: (detail) => `The PostgreSQL of DATABASE_URL is too old (version ${detail}). Upgrade it.`,
  not_utf8: (detail) =>
    `The database of DATABASE_URL has the encoding ${detail}. Create it anew with encoding UTF8: create database easel encoding 'UTF8' template template0.`,
};

/** What is wrong, and what the operator does about it. */
export function databaseSentence({ problem, detail }: Unusable): string {
  return SENTENCES[problem]?.(detail) ?? `The database of DATABASE_URL cannot be used (${detail}).`;
}
