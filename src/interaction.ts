import type { Origin } from "./jobs/job.ts";
import type { Member, Place } from "./policy/request.ts";
import type { Locale } from "./texts/localized.ts";

/** Who asks, where, and what they and we may do there: the same for a command and a component. */
export interface Asker {
  readonly interactionId: string;
  readonly interactionToken: string;
  readonly applicationId: string;
  /** Milliseconds since the Unix epoch, when Discord made the interaction. */
  readonly createdAt: number;
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly locale: Locale;
  readonly attachmentSizeLimit: number;
  /** We are not in the place ourselves: what answers there goes by the interaction's token, or not at all. */
  readonly byTokenOnly: boolean;
  /** They want the result for themselves alone. */
  readonly privately: boolean;
  /** Discord shows our answers to them alone, whatever we say. */
  readonly hidden: boolean;
  /** Whether the member may manage other people's messages here. */
  readonly moderates: boolean;
  /** Whether we may attach files here. */
  readonly mayAttach: boolean;
  /** As limits see them. */
  readonly member: Member;
  readonly place: SeenPlace;
  /** Manage Server, which owners and administrators have, too. */
  readonly managesGuild: boolean;
  /** The language a guild's own messages are in. */
  readonly guildLocale: Locale;
}

/** A place as an interaction shows it: of a thread's channel it tells the id alone. */
export interface SeenPlace extends Place {
  readonly complete: boolean;
}

/** A file that a person attached. */
export interface GivenAttachment {
  readonly url: string;
  readonly fileName: string;
  readonly bytes: number;
  /** As Discord guessed it from the name; null where it did not. */
  readonly contentType: string | null;
  /** Pixels, where Discord tells them. */
  readonly width?: number | null;
  readonly height?: number | null;
}

/** The options of an application command by their names, as Discord sent them. */
export type GivenOptions = Readonly<Record<string, GivenOption>>;
export interface GivenOption {
  /** Discord's number for the option's type. */
  readonly type: number;
  /** Of a user, channel or role: its id. */
  readonly value?: string | number | boolean | undefined;
  readonly attachment?: GivenAttachment | undefined;
}

/** Someone named in an interaction, as Discord resolved them. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** Null for someone who is not in the guild. */
  readonly roleIds: readonly string[] | null;
  /** Milliseconds since the Unix epoch. */
  readonly joinedAt: number | null;
}
export type NamedPeople = ReadonlyMap<string, NamedPerson>;

/** The message that a context-menu command was used on. */
export interface TargetMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  /** Custom ids of its components: they name the job of a reply of ours. */
  readonly customIds: readonly string[];
  /** Its attachments, and what its galleries show. */
  readonly files: readonly GivenAttachment[];
}

/** What the use of an application command carries besides its options. */
export interface CommandUse {
  /** Subcommand group and subcommand, as far as there are: ["limits", "set"]. */
  readonly path: readonly string[];
  readonly people: NamedPeople;
  readonly message: TargetMessage | null;
  /** The person that a context-menu command was used on. */
  readonly person: NamedPerson | null;
}

/** A press on a button or a choice in a select. */
export interface ComponentUse {
  readonly customId: string;
  /** What was chosen in a select; ids of channels, roles and people. */
  readonly values: readonly string[];
  readonly messageId: string;
  /** The attachments of the message that the component is on. */
  readonly files: readonly GivenAttachment[];
  readonly people: NamedPeople;
}

/** A modal that was filled in. */
export interface ModalUse {
  readonly customId: string;
  readonly fields: ReadonlyMap<string, ModalField>;
  readonly people: NamedPeople;
  /** The message of the component that opened it; null when a command did. */
  readonly messageId: string | null;
}
export interface ModalField {
  /** Of a text or radio field; empty where nothing was given. */
  readonly text: string;
  readonly checked: boolean;
  /** Of a select or a group of checkboxes. */
  readonly values: readonly string[];
  readonly attachments: readonly GivenAttachment[];
}

/** A file made for an answer: on the disk, or in memory when it is small. */
export type AnswerFile = { readonly name: string; readonly mime: string } & (
  | { readonly path: string }
  | { readonly bytes: Uint8Array | readonly Uint8Array[] }
);

/** A message as delivery/reply.ts builds it, with the files it shows. */
export interface AnswerMessage {
  readonly body: object;
  readonly files?: readonly AnswerFile[];
  /** Removes what was made for this answer alone, once it is sent or cannot be. */
  readonly discard?: () => Promise<void>;
}

/** What an interaction is answered with. Whoever decides the answer never talks to Discord. */
export type Answer =
  /** Only for the one who asked; nothing else happened. `afterwards` is done once it is said, and never rejects. */
  | { readonly kind: "notice"; readonly text: string; readonly afterwards?: () => Promise<void> }
  /** A job's reply. Which of the three is called depends on whether Discord took it, and whether it says so. */
  | {
      readonly kind: "reply";
      readonly body: object;
      readonly ephemeral: boolean;
      readonly shown: (messageId: string) => Promise<void>;
      readonly lost: () => Promise<void>;
      /** Nobody can say yet. The runner looks for the reply of a job that has none. */
      readonly unsure: () => void;
    }
  /** Any other message. */
  | { readonly kind: "message"; readonly body: object; readonly ephemeral: boolean }
  /** For what takes longer than three seconds may, or carries files: Discord shows that we think until it is there. */
  | { readonly kind: "later"; readonly ephemeral: boolean; readonly message: () => Promise<AnswerMessage> }
  /** The same for the message that the component is on: it stays as it is until the new one is there, or for good. */
  | { readonly kind: "update later"; readonly message: () => Promise<AnswerMessage | null> }
  /** The message that the component is on changes. */
  | { readonly kind: "update"; readonly body: object }
  | { readonly kind: "modal"; readonly modal: object }
  /** For autocomplete: at most 25. */
  | {
      readonly kind: "choices";
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    }
  /** Nothing visible: the message changes by another way. */
  | { readonly kind: "silent" }
  /** The message that the component is on goes away. */
  | { readonly kind: "delete message" };

/** An application command: what Discord is told of it, and what it does when someone uses it. */
export interface Command {
  readonly data: { readonly name: string; readonly type?: number | undefined };
  /** The one guild that has it; left out: everywhere. */
  readonly guildId?: string;
  /** Whether it would let someone in, for those that ask; left out: whoever Discord shows it to. */
  readonly mayUse?: (asker: Asker) => Promise<boolean>;
  readonly execute: (asker: Asker, options: GivenOptions, use: CommandUse) => Promise<Answer>;
  /** While `focused` is being typed; values are partial and checked by nobody. */
  readonly autocomplete?: (asker: Asker, options: GivenOptions, focused: string, use: CommandUse) => Promise<Answer>;
}

/** What the components do whose custom ids begin with `prefix` and a colon. */
export interface ComponentHandler {
  readonly prefix: string;
  readonly press: (asker: Asker, use: ComponentUse) => Promise<Answer>;
}

/** What the modals do whose custom ids begin with `prefix` and a colon. */
export interface ModalHandler {
  readonly prefix: string;
  readonly submit: (asker: Asker, use: ModalUse) => Promise<Answer>;
}

/** One thing people can do: its commands, and what its components and modals do. */
export interface Feature {
  readonly commands?: readonly Command[];
  readonly components?: readonly ComponentHandler[];
  readonly modals?: readonly ModalHandler[];
}

export function originOf(asker: Asker): Origin {
  return {
    guildId: asker.guildId,
    channelId: asker.channelId,
    userId: asker.userId,
    locale: asker.locale,
    applicationId: asker.applicationId,
    interactionToken: asker.interactionToken,
    interactionCreatedAt: asker.createdAt,
    attachmentSizeLimit: asker.attachmentSizeLimit,
    byTokenOnly: asker.byTokenOnly,
  };
}
