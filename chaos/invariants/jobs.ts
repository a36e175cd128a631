import type { Evidence, JobEvidence } from "../evidence.ts";

const ENDS = ["delivered", "failed", "uncertain", "canceled"];

/** Each admitted job ended in one state, was told, and holds nothing that it needed only on its way. */
export function everyJobEnded({ jobs }: Evidence): string[] {
  return jobs.flatMap((job) => {
    const problems: string[] = [];
    if (!ENDS.includes(job.state)) problems.push(`is still ${job.state}`);
    if (job.endedAt === null) problems.push("has no time of its end");
    if (job.toldAt === null) problems.push("was never told");
    if (job.claimedBy !== null) problems.push("is claimed still");
    if (job.interactionToken !== null) problems.push("keeps its interaction token");
    if ((job.failure === null) !== (job.state === "delivered"))
      problems.push("has a failure that does not fit its state");
    return problems.map((problem) => `job ${job.id} (${job.state}) ${problem}`);
  });
}

/** Whoever read that it began has a job. */
export function noJobWasLost({ asked, interactions, jobs }: Evidence): string[] {
  return asked.flatMap(({ ask, answer }) => {
    if (answer.outcome !== "answered") return [];
    const interaction = interactions.find(({ id }) => id === answer.interaction);
    if (interaction === undefined || interaction.ephemeral || interaction.originalId === null) return [];
    const prompt = String(ask.options["prompt"]);
    const job = jobs.find((each) => each.input["prompt"] === prompt && each.input["seed"] === ask.options["seed"]);
    return job === undefined ? [`"${prompt}" was answered, but there is no job of it`] : [];
  });
}

/** The program did not fall by itself, unless its disk or Discord was down; and then with a sentence. */
export function noOwnEnds({ supervisor, lines }: Evidence): string[] {
  const ends = supervisor.ownEnds.flatMap(({ code, signal, lastLines, during }) => {
    const told = lastLines.some((line) => !line.startsWith("{") && /[.:]$/.test(line.trim()));
    if (code === 1 && told && during !== "") return [];
    return [
      `the program ended by itself (${code ?? signal}) during "${during}": ${lastLines.join(" | ").slice(0, 600)}`,
    ];
  });
  const traces = lines.filter((line) => /^\s+at |^(Uncaught|Unhandled)|ERR_UNHANDLED/.test(line));
  return [
    ...supervisor.problems,
    ...ends,
    ...traces.slice(0, 3).map((line) => `a stack trace on the console: ${line}`),
  ];
}

/** Faults of ours that the log admits. SQLite's own words are the disk's. */
export function nothingUnforeseen({ lines }: Evidence): string[] {
  const unforeseen = /unforeseen way|put aside after an error|could not be finished/;
  return lines
    .filter((line) => unforeseen.test(line) && !/ERR_SQLITE_ERROR|ENOSPC|EACCES|EROFS/.test(line))
    .map((line) => `unforeseen: ${line.slice(0, 700)}`)
    .slice(0, 3);
}

export function describeJob(job: JobEvidence): string {
  const { id, state, requestId, failure, ledger, files } = job;
  const end = failure === null ? "" : ` ${failure.kind}/${failure.charged}`;
  const money = ledger === null ? "no ledger" : `${ledger.state} ${ledger.micros}`;
  return `${id} ${state}${end}, request ${requestId ?? "-"}, ${files.length} files, ${money}: ${JSON.stringify(job.input["prompt"])} seed ${job.input["seed"]}`;
}
