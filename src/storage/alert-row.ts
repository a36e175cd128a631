export interface AlertRow {
  key: string;
  facts: string;
  opened_at: number;
  seen_at: number;
  solved_at: number | null;
  shown: "open" | "solved" | null;
  channel_id: string | null;
  message_id: string | null;
  showing_until: number;
}
