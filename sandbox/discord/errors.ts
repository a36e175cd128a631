import type { FormErrorTree } from "./rules/form-errors.ts";

/** A refusal in Discord's words: HTTP status, JSON error code, message. Thrown by handlers, written out by the pipeline. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrorTree | undefined;
  /** Whether the request broke a rule (a fault of the client) and not only met a changed world. */
  readonly breaksRule: boolean;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { errors?: FormErrorTree; breaksRule?: boolean } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.breaksRule = more.breaksRule ?? false;
  }

  body(): { message: string; code: number; errors?: FormErrorTree } {
    return { message: this.message, code: this.code, ...(this.errors === undefined ? {} : { errors: this.errors }) };
  }
}

const broken = { breaksRule: true };

/** Discord's documented JSON error codes, by what they mean. */
export const refusal = {
  notFound: () => new DiscordError(404, 0, "404: Not Found", broken),
  methodNotAllowed: () => new DiscordError(405, 0, "405: Method Not Allowed", broken),
  unauthorized: () => new DiscordError(401, 0, "401: Unauthorized"),
  unknownApplication: () => new DiscordError(404, 10002, "Unknown Application"),
  unknownChannel: () => new DiscordError(404, 10003, "Unknown Channel"),
  unknownGuild: () => new DiscordError(404, 10004, "Unknown Guild"),
  unknownMember: () => new DiscordError(404, 10007, "Unknown Member"),
  unknownMessage: () => new DiscordError(404, 10008, "Unknown Message"),
  unknownRole: () => new DiscordError(404, 10011, "Unknown Role"),
  unknownUser: () => new DiscordError(404, 10013, "Unknown User"),
  unknownEmoji: () => new DiscordError(404, 10014, "Unknown Emoji"),
  unknownWebhook: () => new DiscordError(404, 10015, "Unknown Webhook"),
  unknownInteraction: () => new DiscordError(404, 10062, "Unknown interaction"),
  unknownCommand: () => new DiscordError(404, 10063, "Unknown application command"),
  alreadyAcknowledged: () => new DiscordError(400, 40060, "Interaction has already been acknowledged.", broken),
  tooManyEmojis: () => new DiscordError(400, 30008, "Maximum number of emojis reached (2000)"),
  tooManyCommands: (limit: number) =>
    new DiscordError(400, 30032, `Maximum number of application commands reached (${limit}).`, broken),
  tooManyCommandCreates: () =>
    new DiscordError(400, 30034, "Max number of daily application command creates has been reached (200)"),
  tooManyFollowUps: () =>
    new DiscordError(
      400,
      40094,
      "This interaction has reached the maximum number of follow-up messages that can be sent.",
    ),
  tooLarge: () => new DiscordError(413, 40005, "Request entity too large", broken),
  missingAccess: () => new DiscordError(403, 50001, "Missing Access"),
  notAuthor: () => new DiscordError(403, 50005, "Cannot edit a message authored by another user"),
  emptyMessage: () => new DiscordError(400, 50006, "Cannot send an empty message", broken),
  directMessagesClosed: () => new DiscordError(403, 50007, "Cannot send messages to this user"),
  missingPermissions: () => new DiscordError(403, 50013, "Missing Permissions"),
  invalidToken: () => new DiscordError(401, 50027, "Invalid Webhook Token"),
  invalidForm: (errors: FormErrorTree) =>
    new DiscordError(400, 50035, "Invalid Form Body", { errors, breaksRule: true }),
  /** The same answer where no rule was broken, or the rules have recorded by themselves what was. */
  judgedForm: (errors: FormErrorTree) => new DiscordError(400, 50035, "Invalid Form Body", { errors }),
  invalidJson: () => new DiscordError(400, 50109, "The request body contains invalid JSON.", broken),
  invalidVersion: () => new DiscordError(400, 50041, "Invalid API version provided", broken),
};
