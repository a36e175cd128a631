import type { Texts } from "./texts-shape.ts";

const characters = (count: number) => `${count} character${count === 1 ? "" : "s"}`;

export const english: Texts = {
  ofWorld: (words) => words,
  sandboxNote: "Everything here stays on this computer.",
  today: (time) => `Today at ${time}`,
  yesterday: (time) => `Yesterday at ${time}`,
  edited: "(edited)",
  app: "APP",
  onlyYou: "Only you can see this",
  dismiss: "Dismiss message",
  thinking: (name) => `${name} is thinking…`,
  sending: "Sending command…",
  used: "used",
  someCommand: "a command",
  retry: "Try again",
  noAnswer: "The application did not respond",
  unreachable: "The sandbox cannot be reached",
  apps: "Apps",
  delete: "Delete message",
  copyText: "Copy text",
  copyId: "Copy message ID",
  copyUserId: "Copy user ID",
  messageActions: (author) => `Actions for ${author}'s message`,
  revealSpoiler: "Spoiler: press to show",
  spoiler: "SPOILER",
  openImage: (alt) => (alt === "" ? "Open picture" : `Open picture: ${alt}`),
  download: (name) => `Download ${name}`,
  blockedMedia: (host) => `Not loaded: the sandbox asks nothing of ${host}`,
  unknownComponent: (kind) => `The page cannot show a component of type ${kind}`,
  channels: "Channels",
  directMessages: "Direct messages",
  ageRestricted: "Age-restricted",
  thread: "Thread",
  unread: "unread",
  messagesIn: (channel) => `Messages in ${channel}`,
  beginning: (channel) => `Welcome to ${channel}`,
  beginningHint: "Nothing has been said here yet. Pictures begin with a command:",
  beginningDirect: "This is the beginning of your conversation with the bot.",
  tryCommand: "Type",
  newMessages: "New messages",
  messagePlaceholder: (channel) => `Message ${channel}, or type / for commands`,
  attachFile: "Attach a file",
  removeFile: (name) => `Remove ${name}`,
  dropFiles: "Drop to attach",
  heldFiles: "Goes with your message, or into a command that takes a file",
  send: "Send",
  commandList: "Commands",
  noCommands: "No command goes by that name here",
  noCommandsAtAll: "The bot offers no commands here yet",
  optionsOf: (command) => `Options of ${command}`,
  leaveCommand: "Leave the command",
  required: "required",
  moreOptions: (count) => `+${count} optional`,
  removeOption: (name) => `Remove ${name}`,
  noChoices: "Nothing matches",
  searching: "Searching…",
  noChoicesAnswer: "The application gave no suggestions",
  chooseFile: "Choose, drop or paste a file",
  range: (least, most) => {
    if (least !== undefined && most !== undefined) return `${least} to ${most}`;
    if (least !== undefined) return `at least ${least}`;
    return most === undefined ? null : `at most ${most}`;
  },
  lengthRange: (least, most) => {
    if (least !== undefined && most !== undefined) return `${least} to ${characters(most)}`;
    if (least !== undefined) return `at least ${characters(least)}`;
    return most === undefined ? null : `at most ${characters(most)}`;
  },
  yes: "True",
  no: "False",
  problem: (found) => {
    switch (found.kind) {
      case "missing":
        return "This option is required.";
      case "not_integer":
        return "Give a whole number.";
      case "not_number":
        return "Give a number.";
      case "not_boolean":
        return "Choose True or False.";
      case "not_listed":
        return "Choose one of the list.";
      case "not_found":
        return "Nobody and nothing here has that name.";
      case "too_small":
        return `Give at least ${found.least}.`;
      case "too_big":
        return `Give at most ${found.most}.`;
      case "too_short":
        return `Give at least ${characters(found.least)}; there are ${found.length}.`;
      case "too_long":
        return `At most ${characters(found.most)} fit; there are ${found.length}.`;
      case "wrong_file_type":
        return `Only ${found.wanted} fits here.`;
    }
  },
  whoYouAre: "Who you are",
  switchPerson: "Switch person",
  ownAccount: "Your account",
  language: "Language",
  takeAppAlong: (app) => `Add ${app} to your account`,
  leaveApp: (app) => `Remove ${app} from your account`,
  takeAppAlongHint: "To use it where nobody invited it",
  botOnline: "online",
  botOffline: "offline",
  noBot: "No bot has logged in yet",
  theme: "Appearance",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  openChannels: "Show channels",
  closeChannels: "Hide channels",
  reconnecting: "Connection lost. Trying again…",
  loading: "Loading…",
  close: "Close",
  previous: "Previous picture",
  next: "Next picture",
  zoom: "Actual size",
  openOriginal: "Open original",
  picture: (index, count) => `${index} of ${count}`,
  makeSelection: "Make a selection",
  filter: "Search",
  done: "Done",
  chooseCount: (least, most) => (least === most ? `Choose ${least}` : `Choose ${least} to ${most}`),
  submit: "Submit",
  cancel: "Cancel",
  fieldRequired: "This field is required.",
  fieldTooShort: (least, length) => `Write at least ${characters(least)}; there are ${length}.`,
  fileCount: (least, most) => (least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.`),
  chooseFiles: "Choose files",
  modalNote: (app) => `This form goes to ${app}. Do not share passwords.`,
  panel: {
    relay: "Relay",
    open: "Relay panel",
    note: "The sandbox relay draws the pictures. Here you decide how it behaves.",
    unreachable: "The sandbox relay does not answer.",
    accepted: "accepted requests",
    cost: "would have cost",
    inQueue: "in the queue",
    running: "running",
    speed: "Speed",
    speeds: { slow: "10× slower", real: "As the real one", fast: "10× faster", instant: "At once" },
    workers: "Requests at once",
    faults: "Faults",
    noFaults: "No fault is set.",
    addFault: "Add fault",
    at: "Where",
    kind: "What",
    times: "How often",
    left: (count) => (count === "always" ? "always" : `${count}×`),
    clear: "Remove all",
  },
};
