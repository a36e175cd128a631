import { makePlan } from "./plan.ts";
import type { QueueRequest } from "./request.ts";

export interface LogLine {
  readonly message: string;
  readonly level: string;
  readonly source: string;
  readonly timestamp: string;
}

const BAR_CELLS = 10;
const LINES_OF_STEPS = 10;

/** What the run has logged by `now`: a function of the request alone, so that a restart tells the same story. */
export function logsOf(request: QueueRequest, now: number): LogLine[] {
  const { startedAt, durationMs, failure } = request;
  if (startedAt === undefined || durationMs === undefined) return [];
  const plan = makePlan(request.body);
  const stepLines = Array.from({ length: LINES_OF_STEPS + 1 }, (_, index) => {
    const done = Math.round((plan.steps * index) / LINES_OF_STEPS);
    return { after: 0.15 + 0.75 * (index / LINES_OF_STEPS), message: progressLine(done, plan.steps) };
  });
  const reached = [
    { after: 0, message: `Loading ${request.endpoint}` },
    ...(plan.files.length > 0 ? [{ after: 0.05, message: `Downloading ${plan.files.length} input file(s)` }] : []),
    ...stepLines,
    { after: 0.95, message: `Uploading ${plan.count} file(s)` },
  ].filter(({ after }) => startedAt + after * durationMs <= now && (failure === undefined || after < 0.1));
  const lines = reached.map(({ after, message }) => line(message, "INFO", startedAt + after * durationMs));
  if (failure === undefined || request.finishedAt === undefined) return lines;
  return [...lines, line(`Failed: ${failure.type}`, "ERROR", request.finishedAt)];
}

function line(message: string, level: string, at: number): LogLine {
  return { message, level, source: "USER", timestamp: new Date(at).toISOString() };
}

/** As a progress bar writes it to a terminal, which is what fal's logs of FLUX models are. */
function progressLine(done: number, steps: number): string {
  const percent = Math.round((100 * done) / steps);
  const full = Math.floor((BAR_CELLS * done) / steps);
  return `${String(percent).padStart(3)}%|${"█".repeat(full)}${" ".repeat(BAR_CELLS - full)}| ${done}/${steps}`;
}
