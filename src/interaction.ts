import type { Origin } from "./jobs/job.ts";
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
  /** Whether the member may manage other people's messages here. */
  readonly moderates: boolean;
  /** Whether we may attach files here. */
  readonly mayAttach: boolean;
}

/** What an interaction is answered with. Whoever decides the answer never talks to Discord. */
export type Answer =
  /** Only for the one who asked; nothing else happened. */
  | { readonly kind: "notice"; readonly text: string }
  /** A new reply. Which of the two is called depends on whether Discord took it. */
  | {
      readonly kind: "reply";
      readonly body: object;
      readonly shown: (messageId: string) => Promise<void>;
      readonly lost: () => Promise<void>;
    }
  /** Nothing visible: the message changes by another way. */
  | { readonly kind: "silent" }
  /** The message that the component is on goes away. */
  | { readonly kind: "delete message" };

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
  };
}
