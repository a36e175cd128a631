/** Why the database of DATABASE_URL cannot be used, as src/storage/unusable-database.ts has it. */
interface Unusable {
  readonly problem: string;
  /** In the words of the server or the network. */
  readonly detail: string;
}

/** What is wrong, and what the operator does about it. */
interface DatabaseSentence {
  readonly found: string;
  readonly todo: string;
}

const SENTENCES: Readonly<Record<string, readonly [found: string, todo: string]>> = {
  unreachable: [
    "The database of DATABASE_URL cannot be reached",
    "Check its host and port, and that PostgreSQL runs and listens there.",
  ],
  unknown_host: ["The host in DATABASE_URL is not known", "Check its name."],
  password_refused: [
    "PostgreSQL does not accept the user or password of DATABASE_URL",
    "Check both; special characters of the password are percent-encoded.",
  ],
  no_such_database: ["DATABASE_URL names a database that is not there", "Create it, or check its name."],
  tls_needed: ["PostgreSQL takes only encrypted connections", "Add ?sslmode=require to DATABASE_URL."],
  tls_refused: [
    "The encrypted connection to PostgreSQL could not be made",
    "Check sslmode and sslrootcert in DATABASE_URL.",
  ],
  not_allowed: ["The user of DATABASE_URL may not make or change tables", "Make them the database's owner."],
  full: ["PostgreSQL has no connection left", "Raise max_connections: each process of Easel opens ten."],
  too_old: ["The PostgreSQL of DATABASE_URL is too old", "Upgrade it."],
  not_utf8: [
    "The database of DATABASE_URL has an encoding that does not hold every language",
    "Create it anew: create database easel encoding 'UTF8' template template0.",
  ],
};

export function databaseSentence({ problem, detail }: Unusable): DatabaseSentence {
  const [found, todo] = SENTENCES[problem] ?? ["The database of DATABASE_URL cannot be used", "Check it."];
  return { found: `${found} (${detail}).`, todo };
}
