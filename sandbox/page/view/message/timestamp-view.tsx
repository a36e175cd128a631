import type { JSX } from "preact";
import type { TimestampStyle } from "../../text/markdown-tree.ts";
import { formatTimestamp, messageTime } from "../../text/timestamp.ts";
import { useNow, useScene } from "../scene.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** A `<t:…>` timestamp; relative ones keep counting. */
export function TimestampView({ seconds, style }: { seconds: number; style: TimestampStyle }): JSX.Element {
  const { format, session } = useScene();
  const away = Math.abs(session.clock.now() - seconds * SECOND_MS);
  const now = useNow(style === "R" && away < 2 * MINUTE_MS ? SECOND_MS : MINUTE_MS / 2);
  return (
    <time class="timestamp" dateTime={isoTime(seconds * SECOND_MS)} title={formatTimestamp(seconds, "F", now, format)}>
      {formatTimestamp(seconds, style, now, format)}
    </time>
  );
}

/** When a message was written, in milliseconds since the Unix epoch. */
export function MessageTime({ time, short = false }: { time: number; short?: boolean }): JSX.Element {
  const { format, texts, session } = useScene();
  const now = session.clock.now();
  const shown = short ? formatTimestamp(time / SECOND_MS, "t", now, format) : messageTime(time, now, format, texts);
  return (
    <time class="message-time" dateTime={isoTime(time)} title={formatTimestamp(time / SECOND_MS, "F", now, format)}>
      {shown}
    </time>
  );
}

/** Times beyond what a calendar holds (±8.64e15 ms) have no ISO form. */
function isoTime(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : "";
}
