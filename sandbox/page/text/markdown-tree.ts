/** What a message's text means, as data: the page draws it with elements and never hands text to an HTML parser. */
export type Block =
  /** Its text keeps its line breaks. */
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "heading"; level: 1 | 2 | 3; content: Inline[] }
  | { kind: "small"; content: Inline[] }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; ordered: boolean; start: number; items: ListItem[] }
  | { kind: "fence"; language: string; code: string };

export interface ListItem {
  content: Inline[];
  children: Block[];
}

export type TimestampStyle = "t" | "T" | "d" | "D" | "f" | "F" | "R";
export type MentionKind = "user" | "role" | "channel" | "everyone" | "command";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "underline" | "strike" | "spoiler"; content: Inline[] }
  | { kind: "code"; code: string }
  | { kind: "link"; address: string; content: Inline[] }
  /** `id` is a snowflake, for a command its name, for everyone "everyone" or "here". */
  | { kind: "mention"; of: MentionKind; id: string }
  | { kind: "emoji"; name: string; id: string }
  /** Seconds since the Unix epoch. */
  | { kind: "timestamp"; seconds: number; style: TimestampStyle };
