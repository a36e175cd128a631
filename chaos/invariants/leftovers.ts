import type { Evidence } from "../evidence.ts";

/** The archive holds what the jobs hold: no more, no less. */
export function archiveIsTidy({ archive, jobs }: Evidence): string[] {
  const kept = jobs.filter(({ deletedAt }) => deletedAt === null);
  const named = new Set(kept.flatMap(({ files, inputs }) => [...files, ...inputs].map(({ path }) => path)));
  const borrowed = new Set(
    jobs.flatMap(({ input }) => [...JSON.stringify(input).matchAll(/"path":"([^"]+)"/g)].map(([, path = ""]) => path)),
  );
  const orphans = [...archive.keys()].filter((path) => !named.has(path) && !borrowed.has(path));
  const missing = kept.flatMap(({ id, files }) =>
    files
      .filter(({ path, bytes }) => archive.get(path) !== bytes)
      .map(({ path }) => `the file ${path} of job ${id} is missing or cut`),
  );
  return [...orphans.map((path) => `the file ${path} belongs to no job`), ...missing];
}

/** No secret reached the log or a message. */
export function secretsAreKept({ lines, messages, secrets }: Evidence): string[] {
  const log = lines.join("\n");
  const said = JSON.stringify(messages.map(({ message }) => message));
  return secrets.flatMap((secret) => [
    ...(log.includes(secret)
      ? [`a secret is in the log: ${lines.find((line) => line.includes(secret))?.slice(0, 300)}`]
      : []),
    ...(said.includes(secret) ? ["a secret is in a message"] : []),
  ]);
}

/** No request broke a rule of Discord's. A second try after a lost answer finds the first one taken: that is none. */
export function rulesAreKept({ violations }: Evidence): string[] {
  return violations
    .filter(({ rule }) => rule !== "40060")
    .map(({ request, rule, detail }) => `${request.slice(0, 80)} broke ${rule}: ${detail}`);
}
