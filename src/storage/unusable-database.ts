export type DatabaseProblem =
  | "unreachable"
  | "unknown_host"
  | "password_refused"
  | "no_such_database"
  | "tls_needed"
  | "tls_refused"
  | "not_allowed"
  | "full"
  | "too_old"
  | "not_utf8";

/** Why a PostgreSQL database cannot be used. Neither the message nor the detail holds its address. */
export class UnusableDatabase extends Error {
  readonly kind = "database_unusable";
  readonly problem: DatabaseProblem;
  /** In the words of the server or the network. */
  readonly detail: string;

  constructor(problem: DatabaseProblem, detail: string) {
    super(`the database cannot be used: ${problem} (${detail})`);
    this.problem = problem;
    this.detail = detail;
  }

  /** From what making the tables threw; null where that is not about who may do what. */
  static fromTables(error: unknown): UnusableDatabase | null {
    const made = UnusableDatabase.from(error);
    return made.problem === "not_allowed" ? made : null;
  }

  /** From what connecting threw. */
  static from(error: unknown): UnusableDatabase {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
    const detail = error instanceof Error && error.message !== "" ? error.message : code;
    return new UnusableDatabase(problemOf(code, detail), detail);
  }
}

/** SQLSTATEs of PostgreSQL's appendix A, codes of Node, and sentences of pg where it has no code. */
function problemOf(code: string, detail: string): DatabaseProblem {
  if (code === "28000" && /no encryption|SSL off/i.test(detail)) return "tls_needed";
  if (code === "28P01" || code === "28000" || /password must be a string|no password/i.test(detail))
    return "password_refused";
  if (code === "3D000") return "no_such_database";
  if (code === "42501") return "not_allowed";
  if (code === "53300") return "full";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown_host";
  if (/does not support SSL|certificate|SSL|TLS/i.test(detail)) return "tls_refused";
  return "unreachable";
}
