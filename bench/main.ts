/** npm run bench -- [NAME …] [--quick] [--json]: measures what was promised, on this machine. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ack } from "./ack.ts";
import { readArguments } from "./arguments.ts";
import { autocomplete } from "./autocomplete.ts";
import { type Bench, part } from "./bench.ts";
import { edits } from "./edits.ts";
import { following } from "./following.ts";
import { history } from "./history.ts";
import { presentSetting } from "./machine.ts";
import { overhead } from "./overhead.ts";
import { scale } from "./scale.ts";
import { start } from "./start.ts";
import { tableOf } from "./table.ts";

const BENCHES: Readonly<Record<string, Bench>> = {
  ack,
  overhead,
  following,
  scale,
  start,
  history,
  edits,
  autocomplete,
};

const read = readArguments(process.argv.slice(2), Object.keys(BENCHES));
if (!read.ok) {
  process.stderr.write(`${read.problem}\n`);
  process.exit(1);
}
const { names, quick, json } = read.wish;
execFileSync(process.execPath, [join(import.meta.dirname, "../build/main.ts")]);
const setting = presentSetting();
const say = (line: string) => void process.stderr.write(`${line}\n`);
const results = [];
if (!json) {
  const { machine, date, commit } = setting;
  process.stdout.write(`${date} · ${machine} · commit ${commit}${quick ? " · short form" : ""}\n`);
}
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) continue;
  say(`${name} …`);
  const from = performance.now();
  const terms = { quick, say: (line: string) => say(`  ${line}`) };
  const rows = await part(name, terms, () => bench.run(terms));
  const seconds = Math.round((performance.now() - from) / 1_000);
  say(`  ${seconds} s`);
  results.push({ bench: name, about: bench.about, seconds, rows });
  if (!json) process.stdout.write(`\n### ${name}\n\n${bench.about}\n\n${tableOf(rows)}\n`);
}
if (json) process.stdout.write(`${JSON.stringify({ ...setting, quick, results }, null, 2)}\n`);
process.exit(results.some(({ rows }) => rows.some(({ values }) => "failed" in values)) ? 1 : 0);
