import { ComponentType, MessageFlags } from "discord.js";
import type { DeliveredJob } from "../jobs/job.ts";
import type { MediaOutcome } from "../media/stored-file.ts";
import { say } from "../texts/say.ts";
import { type Attachments, fitAttachments } from "./attachments.ts";
import type { DeliveryOptions } from "./delivery.ts";
import type { DiscordOutcome } from "./discord-api.ts";
import { finishedReply } from "./finished-reply.ts";
import { offeredWith } from "./going-on-rows.ts";
import type { ReplyBody, ToldJob } from "./reply.ts";
import { UPLOAD_SCALES, type Upload } from "./upload.ts";

/** The interaction through which something is shown. */
export interface Through {
  readonly applicationId: string;
  readonly interactionToken: string;
  readonly attachmentSizeLimit: number;
}

type Shown = DeliveredJob & ToldJob;

/** Shows finished jobs once more, to others or to their member alone. */
export class ShowingAgain {
  readonly #options: Pick<DeliveryOptions, "api" | "archive" | "models" | "parametersInFiles">;

  constructor(options: Pick<DeliveryOptions, "api" | "archive" | "models" | "parametersInFiles">) {
    this.#options = options;
  }

  /** A new message for everyone, by way of an interaction: so it works also where we are not ourselves. */
  async openly(job: DeliveredJob, through: Through): Promise<DiscordOutcome<{ id: string }>> {
    const { api } = this.#options;
    const open = this.#told(job, through, false);
    for (const scale of UPLOAD_SCALES) {
      const made = await this.#made(open, scale);
      if (!made.ok) return { ok: false, kind: "down", code: made.error.detail };
      const { body, files, discard } = made.message;
      const { applicationId, interactionToken } = through;
      const sent = await api.followUp(applicationId, interactionToken, sharedBy(job, body), files).finally(discard);
      if (sent.ok || sent.kind !== "too_large") return sent;
    }
    return { ok: false, kind: "too_large", code: "too large" };
  }

  /** The message that its member alone is to see. @throws while the archive cannot be read */
  async privately(job: DeliveredJob, through: Through): Promise<Made> {
    const made = await this.#made(this.#told(job, through, true), 1);
    if (!made.ok) throw new Error(made.error.detail);
    return made.message;
  }

  /** Takes the message away that shows it to everyone. */
  async takeAway({ origin, messageId }: DeliveredJob): Promise<boolean> {
    if (messageId === null || origin.byTokenOnly) return false;
    const gone = await this.#options.api.deleteMessage(origin.channelId, messageId);
    return gone.ok || gone.kind === "message_gone" || gone.kind === "channel_gone";
  }

  /** A sentence that only whoever used the interaction reads, beside what they see already. */
  async tell(content: string, { applicationId, interactionToken }: Through): Promise<void> {
    const body = { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } };
    await this.#options.api.followUp(applicationId, interactionToken, body);
  }

  async #made(job: Shown, scale: number): Promise<MediaOutcome<{ message: Made }>> {
    const parametersInFiles = await this.#options.parametersInFiles(job.origin.guildId);
    const fitted = await fitAttachments(job, this.#options.archive, { scale, parametersInFiles });
    if (!fitted.ok) return fitted;
    const { uploads, shown, leftOut, discard } = fitted.attachments;
    const body = finishedReply(job, shown, leftOut, offeredWith(this.#options.models.all));
    return { ok: true, message: { body, files: uploads, discard } };
  }

  #told(job: DeliveredJob, { attachmentSizeLimit }: Through, alone: boolean): Shown {
    const definition = this.#options.models.byEndpoint(job.model);
    const terms = { ...job.terms, ephemeral: alone, privately: alone };
    return { ...job, definition, terms, origin: { ...job.origin, attachmentSizeLimit } };
  }
}

/** Nothing else in the message tells whose it is. */
function sharedBy({ origin }: DeliveredJob, body: ReplyBody): ReplyBody {
  const content = `-# ${say(origin.locale, "shared_by", { member: `<@${origin.userId}>` })}`;
  return { ...body, components: [{ type: ComponentType.TextDisplay, content }, ...body.components] };
}

type Made = { body: ReplyBody; files: readonly Upload[] } & Pick<Attachments, "discard">;
