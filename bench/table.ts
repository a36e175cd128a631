import type { Row, Value } from "./bench.ts";

/** A bench's rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const promised = rows.some(({ promise }) => promise !== undefined);
  const lines = rows.map(({ what, values, promise }) => [
    what,
    ...columns.map((column) => (values[column] === undefined ? "" : shown(values[column]))),
    ...(promised ? [promise === undefined ? "" : `${promise.text}: ${promise.kept ? "kept" : "**not kept**"}`] : []),
  ]);
  const heads = ["", ...columns, ...(promised ? ["promised"] : [])];
  return [heads, heads.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The median, with the least and the most where there were several rounds. */
function shown(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return rounded(value);
  const { min, median, max } = value;
  const [low, high] = [rounded(min), rounded(max)];
  return low === high ? rounded(median) : `${rounded(median)} (${low}–${high})`;
}

/** Three digits that say something. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
