import type { OptionProblem } from "./command/option-value.ts";
import { english } from "./texts-en.ts";
import { chinese } from "./texts-zh.ts";

type Bounds = (least: number | undefined, most: number | undefined) => string | null;

/** Every sentence of the page itself; what the bot says is the bot's own. */
export interface Texts {
  sandboxNote: string;
  today: (time: string) => string;
  yesterday: (time: string) => string;
  edited: string;
  app: string;
  onlyYou: string;
  dismiss: string;
  thinking: (name: string) => string;
  sending: string;
  /** Between a person and a command: "Mira used /flux". */
  used: string;
  someCommand: string;
  retry: string;
  noAnswer: string;
  offline: string;
  unreachable: string;
  apps: string;
  delete: string;
  copyText: string;
  copyId: string;
  copyUserId: string;
  messageActions: (author: string) => string;
  revealSpoiler: string;
  spoiler: string;
  openImage: (alt: string) => string;
  download: (name: string) => string;
  blockedMedia: (host: string) => string;
  unknownComponent: (kind: number) => string;
  channels: string;
  directMessages: string;
  ageRestricted: string;
  thread: string;
  unread: string;
  messagesIn: (channel: string) => string;
  beginning: (channel: string) => string;
  beginningHint: string;
  beginningDirect: string;
  tryCommand: string;
  newMessages: string;
  messagePlaceholder: (channel: string) => string;
  attachFile: string;
  removeFile: (name: string) => string;
  dropFiles: string;
  heldFiles: string;
  send: string;
  commandList: string;
  noCommands: string;
  noCommandsAtAll: string;
  optionsOf: (command: string) => string;
  leaveCommand: string;
  required: string;
  moreOptions: (count: number) => string;
  removeOption: (name: string) => string;
  noChoices: string;
  searching: string;
  noChoicesAnswer: string;
  chooseFile: string;
  range: Bounds;
  lengthRange: Bounds;
  yes: string;
  no: string;
  problem: (found: OptionProblem) => string;
  whoYouAre: string;
  switchPerson: string;
  botOnline: string;
  botOffline: string;
  noBot: string;
  theme: string;
  themes: { system: string; light: string; dark: string };
  openChannels: string;
  closeChannels: string;
  reconnecting: string;
  loading: string;
  close: string;
  previous: string;
  next: string;
  zoom: string;
  openOriginal: string;
  picture: (index: number, count: number) => string;
  makeSelection: string;
  filter: string;
  done: string;
  chooseCount: (least: number, most: number) => string;
  submit: string;
  cancel: string;
  fieldRequired: string;
  fieldTooShort: (least: number, length: number) => string;
  fileCount: (least: number, most: number) => string;
  chooseFiles: string;
  modalNote: (app: string) => string;
  panel: PanelTexts;
}

export interface PanelTexts {
  relay: string;
  open: string;
  note: string;
  unreachable: string;
  accepted: string;
  cost: string;
  inQueue: string;
  running: string;
  speed: string;
  speeds: { slow: string; real: string; fast: string; instant: string };
  workers: string;
  faults: string;
  noFaults: string;
  addFault: string;
  at: string;
  kind: string;
  times: string;
  left: (count: number | "always") => string;
  clear: string;
}

export function textsFor(locale: string): Texts {
  return locale.startsWith("zh") ? chinese : english;
}

/** The locale for dates and numbers, so that they match the language of the sentences around them. */
export function formatLocale(locale: string): string {
  return /^(en|zh)\b/.test(locale) ? locale : "en-GB";
}
