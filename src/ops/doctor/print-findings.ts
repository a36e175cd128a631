import type { Finding } from "./finding.ts";

const SIGNS = { ok: "ok     ", warning: "warning", problem: "PROBLEM" } as const;

/** For eyes: one line a finding, what to do on a second. */
export function findingsAsText(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ level, check, found, todo }) => [
    `${SIGNS[level]}  ${check}: ${found}`,
    ...(todo === null ? [] : [`         → ${todo}`]),
  ]);
  const count = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  const some = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const counted = `${count("ok")} ok, ${some(count("warning"), "warning")}, ${some(count("problem"), "problem")}`;
  return [...lines, "", counted, ""].join("\n");
}

/** For programs. */
export function findingsAsJson(findings: readonly Finding[]): string {
  const healthy = findings.every(({ level }) => level !== "problem");
  return `${JSON.stringify({ healthy, findings }, null, 2)}\n`;
}
