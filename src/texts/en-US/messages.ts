import { englishAboutPicture } from "./about-picture.ts";
import { englishAlerts } from "./alerts.ts";
import { englishBatches } from "./batches.ts";
import { englishGoingOn } from "./going-on.ts";
import { englishHelp } from "./help.ts";
import { englishHistory } from "./history.ts";
import { englishInfo } from "./info.ts";
import { englishLimits } from "./limits.ts";
import { englishModelWords } from "./model-words.ts";
import { englishModeration } from "./moderation.ts";
import { englishOperating } from "./operating.ts";
import { englishOperator } from "./operator.ts";
import { englishPrivateUse } from "./private-use.ts";
import { englishPrompts } from "./prompts.ts";
import { englishViews } from "./views.ts";

/** Every sentence members and moderators read, in English; the other languages follow its keys and placeholders. */
export const english = {
  ...englishAboutPicture,
  ...englishAlerts,
  ...englishBatches,
  ...englishGoingOn,
  ...englishHelp,
  ...englishHistory,
  ...englishInfo,
  ...englishLimits,
  ...englishModelWords,
  ...englishModeration,
  ...englishOperating,
  ...englishOperator,
  ...englishPrivateUse,
  ...englishPrompts,
  ...englishViews,
  queued_here: "Waiting here · place {place} in the queue",
  queued_relay: "In the relay's queue · place {place}",
  queued_relay_unplaced: "In the relay's queue",
  submitting: "Sending to the relay",
  running: "Painting · {elapsed}",
  saving: "Fetching the result · {elapsed}",
  delayed: "The relay is slow to answer. Nothing is lost, this goes on by itself.",
  host_not_allowed:
    "The result is done, but it lies at {host}, where this bot may not fetch from. Nothing is lost yet: whoever runs the bot can allow it (RESULT_HOSTS in its settings). This goes on by itself then.",
  canceling: "Cancelling …",

  footer_seed: "seed {seed}",
  footer_original: "the original is kept: what you see was made smaller to fit here",
  footer_first_part: "the original is kept: this is its first {first} of {all}",
  footer_fewer: "asked for {wanted}, the relay made {made}",
  alt_picture: "Picture {number} of {total}: {prompt}",
  alt_picture_unprompted: "Picture {number} of {total} by {model}",
  alt_video: "Video {number} of {total}: {prompt}",
  alt_video_unprompted: "Video {number} of {total} by {model}",
  inputs_only: "from your picture",
  not_attachable:
    "{count} more could not be attached here: too large for this place (up to {size}), or too many. They are kept safe: ask whoever runs the bot for them.",
  text_result: "Answer:",
  sent_directly: "I could not show this in {channel}, so it comes to you directly.",
  moved: "Done. I may not attach files here, so the result went to its member in a direct message.",

  button_cancel: "Cancel",
  button_again: "Again",
  button_try_again: "Try again",
  button_delete: "Delete",

  ended_canceled: "Cancelled. Nothing was charged.",
  ended_canceled_maybe: "Cancelled. The relay may have begun already, so it may charge for it.",
  ended_uncertain:
    "It is not certain whether the relay took this request: the connection broke at just that moment. To make sure that nobody pays twice, it was not sent again. Press “Try again” if you want a new attempt; in the worst case both are charged.",
  ended_refused_input:
    "The relay did not accept {field}: {detail}. Nothing was charged. Change it and send the command again.",
  ended_refused:
    "The relay did not accept this request: {detail}. Nothing was charged. Change the prompt or the options and send the command again.",
  ended_unusable_image:
    "“{detail}” ({field}) could not be read as a picture. Nothing was charged. Give a PNG, JPEG, WebP, GIF or AVIF file.",
  ended_image_lost:
    "The picture for {field} could not be fetched from where it was attached. Nothing was charged. Attach it again in a new command.",
  ended_unauthorized:
    "The relay does not accept this bot's key. Nothing was charged. Please tell whoever runs the bot.",
  ended_out_of_balance: "The relay account has no credit left. Nothing was charged. Please tell whoever runs the bot.",
  ended_own_key_refused:
    "The relay does not accept this server's own key any more. Nothing was charged. Please tell a moderator: /easel relay sets a new one.",
  ended_own_key_empty:
    "This server's own account at the relay has no credit left. Nothing was charged. Please tell a moderator.",
  ended_content_policy:
    "The relay's content rules refused this prompt or picture. Nothing was charged. Try other words.",
  ended_generation_failed:
    "The model failed on this: {detail}. As a rule the relay charges nothing for that. You can try again.",
  ended_relay_unreachable:
    "The relay could not take this request, although it was asked for half an hour. Nothing was charged. Try again later.",
  ended_relay_busy: "The relay was too busy for half an hour. Nothing was charged. Try again later.",
  ended_unreadable:
    "The relay took this request, but its answers could not be understood. It may have been charged. Please tell whoever runs the bot.",
  ended_not_found:
    "The relay no longer knows this request. It may have been charged. You can try again; that is charged anew.",
  ended_lost_contact:
    "The relay took this request but then could not be reached for two hours. It may have been charged. You can try again later; that is charged anew.",
  ended_result_expired:
    "The result had expired at the relay before it could be fetched. It was charged. You can try again; that is charged anew.",
  ended_result_unusable:
    "The result could not be fetched from the relay: {detail}. It was charged. You can try again; that is charged anew.",
  ended_host_not_allowed:
    "The result lies at {host}, where this bot may not fetch from, and nobody allowed it in time. It was charged. Please tell whoever runs the bot: RESULT_HOSTS in its settings names the hosts.",
  relay_gave_no_reason: "it gave no reason",
  unusable_empty: "there is nothing in it",
  unusable_too_large: "a file is far too large",
  unusable_too_slow: "it took too long",
  unusable_truncated: "a file breaks off in the middle",
  unusable_wrong_type: "a file is not a picture",
  unusable_unreachable: "its address cannot be reached",
  ended_undeliverable:
    "The result is done, but Discord let me show it neither here nor in a direct message. It was charged and is kept safe: /history has it.",

  refused_missing_prompt: "Write what the picture should show in the prompt option: it is empty.",
  refused_text_too_long: "{field} has {given} characters, at most {maximum} fit. Shorten it and send again.",
  refused_out_of_range: "{field} must be between {minimum} and {maximum}; you gave {given}.",
  refused_not_a_number: "{field} must be a whole number between {minimum} and {maximum}.",
  refused_unknown_choice: "{field} does not know “{given}”. Pick one of the offered choices.",
  refused_wrong_kind: "{field} was given in a form that is not understood. Pick it again from the list.",
  refused_image_missing: "A picture is missing: attach one to {field}, or put its https address into {link}.",
  refused_file_missing: "A file is missing: attach one to {field}, or put its https address into {link}.",
  refused_image_twice: "{field} was given twice, as a file and as an address. Keep one of the two.",
  refused_not_an_image: "{fileName} ({field}) is not a picture. Attach a PNG, JPEG, WebP, GIF or AVIF file.",
  refused_not_a_video: "{fileName} ({field}) is not a video. Attach an MP4, MOV, WebM or GIF file.",
  refused_not_audio: "{fileName} ({field}) is not a sound file. Attach an MP3, WAV, OGG, M4A, AAC or FLAC file.",
  refused_empty_file: "{fileName} ({field}) is empty. Attach another file.",
  refused_image_too_large: "{fileName} ({field}) has {given}; at most {maximum} can be used. Make it smaller first.",
  refused_too_many_images: "At most {maximum} pictures can be used at once; you gave {given}.",
  refused_too_many_entries: "{field} takes at most {maximum} entries; you gave {given}.",
  refused_too_few_files: "{field} needs at least {minimum} files. Attach more or add their https addresses.",
  refused_missing_value: "{field} is missing: this model cannot work without it.",
  refused_text_too_short: "{field} has {given} characters, at least {minimum} are needed. Write a little more.",
  refused_at_open_end: "{field} cannot be {given} itself: go a little further from that end of its range.",
  refused_not_a_multiple: "{field} must be a multiple of {step}; you gave {given}.",
  refused_given_twice: "{field} was given twice, by its own option and in {other}. Keep one of the two.",
  refused_unknown_model: "There is no model called “{given}”. Pick one of those that are offered while you type.",
  refused_unknown_setting: "{title} has no setting called “{given}”. It has: {names}.",
  refused_file_unplaced: "{title} has no place for {fileName}. Leave it away, or choose another model.",
  refused_no_prompt_taken: "{title} takes no prompt. Leave it away.",
  refused_not_settings:
    "The settings could not be read. Write names and values like {example}, with a comma between them.",
  refused_not_json:
    '{field} could not be read as JSON near “{near}”. Write names and values like "seed": 5, with a comma between them.',
  refused_json_misfit: "{place} {rule}. Change it and send again.",
  refused_size_missing: "A size is missing: pick one, or give width and height.",
  refused_size_incomplete: "Give both width and height, or neither.",
  refused_size_twice: "Give either a size or a width and height, not both.",
  refused_address_unreadable:
    "“{given}” ({field}) is not a web address. It should look like https://example.com/picture.png.",
  refused_address_not_https: "The address in {field} must begin with https://.",
  refused_address_private:
    "The address in {field} leads into a private network. Use a public https address or attach the picture.",
  refused_address_credentials: "The address in {field} carries a name or password. Use an address without one.",
  refused_no_attach:
    "I may not attach files in this channel. Ask a moderator to give me “Attach Files” here, or use another channel.",
  refused_not_yours: "Only the member who asked for this, or a moderator, can do that.",
  refused_gone: "This is no longer known to me, so there is nothing to act on.",
  refused_too_late_to_cancel: "Too late: this one is already finished.",
  refused_still_running: "This one is still going on. Cancel it first.",
  refused_model_gone: "The model {model} is not offered here any more. Nothing was charged.",
  refused_storage:
    "Your request could not be written down, so it was not sent and nothing was charged. Please try again in a moment.",
  canceling_soon: "I asked the relay to cancel it.",
  internal_error:
    "Something went wrong on my side. Nothing was sent on your behalf. If it happens again, tell whoever runs the bot this reference: {reference}",
} as const;

export type Messages = { readonly [K in keyof typeof english]: string };
