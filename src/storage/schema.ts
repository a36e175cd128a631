import type { AlertRow } from "./alert-row.ts";

/** The tables as stored; migrations/ says what each column means. Times are milliseconds since the Unix epoch. */
export interface Schema {
  jobs: JobRow;
  ledger: LedgerRow;
  relay_traits: RelayTraitsRow;
  policy_settings: PolicySettingsRow;
  policy_audit: PolicyAuditRow;
  policy_scopes: PolicyScopeRow;
  budget_warnings: BudgetWarningRow;
  credits: CreditsRow;
  admissions: AdmissionsRow;
  batches: BatchRow;
  batch_pages: BatchPageRow;
  report_cases: ReportCaseRow;
  reports: ReportRow;
  favourites: FavouriteRow;
  history_views: HistoryViewRow;
  forgotten_people: ForgottenPersonRow;
  relay_keys: RelayKeyRow;
  given_pictures: GivenPictureRow;
  presets: PresetRow;
  preferences: PreferenceRow;
  processes: ProcessRow;
  message_turns: MessageTurnRow;
  relay_rests: RelayRestRow;
  alerts: AlertRow;
  told_commands: ToldCommandsRow;
  taken_interactions: TakenInteractionRow;
  folder_texts: FolderTextRow;
  folder_versions: FolderVersionRow;
  serving: ServingRow;
}

export interface JobRow {
  id: string;
  state: string;
  model: string;
  input: string;
  guild_id: string | null;
  channel_id: string;
  user_id: string;
  locale: string;
  application_id: string;
  interaction_token: string | null;
  interaction_created_at: number;
  attachment_size_limit: number;
  message_id: string | null;
  priority: number;
  run_at: number;
  attempts: number;
  claimed_by: string | null;
  cancel_requested_at: number | null;
  inputs: string | null;
  request: string | null;
  result: string | null;
  files: string | null;
  failure: string | null;
  created_at: number;
  submitted_at: number | null;
  started_at: number | null;
  generated_at: number | null;
  saved_at: number | null;
  ended_at: number | null;
  told_at: number | null;
  deleted_at: number | null;
  images: number;
  credits: number;
  withheld: number;
  ephemeral: number;
  flagged_results: string;
  forgotten_at: number | null;
  payer: string | null;
  went_on_from: string | null;
  privately: number;
  by_token_only: number;
  batch_id: string | null;
  batch_page: number | null;
  batch_place: number | null;
  applied: string | null;
  called_at: number | null;
}

export interface PresetRow {
  id: string;
  scope: string;
  name: string;
  name_key: string;
  words: string;
  negative: string;
  settings: string;
  made_by: string | null;
  changed_at: number;
  shared_at: number | null;
}

export interface PreferenceRow {
  user_id: string;
  model: string;
  settings: string;
  changed_at: number;
}

export interface GivenPictureRow {
  id: string;
  user_id: string;
  picture: string;
  at: number;
}

export interface BatchRow {
  id: string;
  user_id: string;
  preview: string | null;
  interaction_token: string | null;
  created_at: number;
}

export interface BatchPageRow {
  batch_id: string;
  page: number;
  message_id: string | null;
  interaction_token: string | null;
  token_at: number | null;
  shown: string;
}

export interface LedgerRow {
  job_id: string;
  guild_id: string | null;
  amount_micros: number;
  currency: string;
  state: "reserved" | "settled" | "released";
  reserved_at: number;
  ended_at: number | null;
  payer: string | null;
}

export interface RelayKeyRow {
  id: string;
  guild_id: string;
  sealed: string | null;
  set_by: string;
  set_at: number;
  removed_at: number | null;
  refused_at: number | null;
}

export interface RelayTraitsRow {
  relay_url: string;
  traits: string;
}

export interface PolicySettingsRow {
  scope: string;
  settings: string;
  changed_at: number;
  changed_by: string;
}

export interface PolicyAuditRow {
  id: string;
  scope: string;
  number: number;
  at: number;
  by: string;
  deed: string;
  undoes: string | null;
}

export interface PolicyScopeRow {
  scope: string;
  entries: number;
}

export interface BudgetWarningRow {
  guild_id: string;
  period: string;
  starts_at: number;
}

export interface CreditsRow {
  guild_id: string;
  user_id: string;
  given: number;
}

export interface AdmissionsRow {
  id: number;
  admitted: number;
}

export interface ReportCaseRow {
  job_id: string;
  guild_id: string;
  channel_id: string | null;
  message_id: string | null;
  decision: "kept" | "removed" | null;
  decided_by: string | null;
  decided_at: number | null;
}

export interface ReportRow {
  job_id: string;
  user_id: string;
  reason: string;
  at: number;
}

export interface FavouriteRow {
  user_id: string;
  job_id: string;
  picture: number;
  at: number;
}

export interface HistoryViewRow {
  id: string;
  user_id: string;
  view: string;
  created_at: number;
}

export interface ForgottenPersonRow {
  user_id: string;
  at: number;
}

export interface ProcessRow {
  name: string;
  role: string;
  queue_name: string | null;
  seen_at: number;
}

export interface MessageTurnRow {
  message: string;
  process: string;
}

export interface RelayRestRow {
  payer: string;
  until: number;
}

export interface ToldCommandsRow {
  application_id: string;
  scope: string;
  hash: string;
  answered: string;
}

export interface TakenInteractionRow {
  id: string;
  taken_at: number;
}

export interface FolderTextRow {
  folder: string;
  name: string;
  text: string;
}

export interface FolderVersionRow {
  folder: string;
  version: number;
}

export interface ServingRow {
  gateway: string;
  shards: string;
  ready: number;
  since: number;
}
