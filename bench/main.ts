/** npm run bench -- [NAME …] [--json]: measures what was promised, on this machine. */
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { autocomplete } from "./autocomplete.ts";
import { type Bench, quantile } from "./bench.ts";

const BENCHES: Readonly<Record<string, Bench>> = { autocomplete };

const { values, positionals } = parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench called ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.\n`,
  );
  process.exit(1);
}

const gigabytes = Math.round(totalmem() / 2 ** 30);
const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${gigabytes} GB, Node ${process.version}`;
const date = new Date().toISOString().slice(0, 10);
const results = [];
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) continue;
  const measured = await bench.run((line) => void process.stderr.write(`${line}\n`));
  for (const { what, samples } of measured) {
    const [median, p95] = [quantile(samples, 0.5), quantile(samples, 0.95)];
    results.push({ bench: name, what, count: samples.length, medianMs: rounded(median), p95Ms: rounded(p95) });
  }
}

if (values.json) process.stdout.write(`${JSON.stringify({ date, machine, results }, null, 2)}\n`);
else {
  process.stdout.write(`${date} · ${machine}\n`);
  for (const { bench, what, count, medianMs, p95Ms } of results)
    process.stdout.write(`${bench}: ${what}: median ${medianMs} ms, 95 % below ${p95Ms} ms (${count} times)\n`);
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
