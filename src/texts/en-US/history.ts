/** Finding pictures again, and what is kept of people, in English. */
export const englishHistory = {
  history_title: "Your pictures",
  gallery_title_channel: "Pictures of this channel",
  gallery_title_server: "Pictures of this server",
  history_empty: "There is nothing here yet. Make a picture, and you find it here again.",
  history_nothing: "Nothing fits what you are looking for. Try fewer words or filters.",
  history_filter_text: "words: {text}",
  history_filter_model: "model: {model}",
  history_filter_member: "by {member}",
  history_filter_favourites: "favourites",
  history_filter_since: "from {date}",
  history_filter_before: "up to {date}",
  history_by: "by {member}",
  history_in: "in {channel}",
  history_unseen: "never shown in Discord",
  history_pictures: "{count} {count|picture|pictures}",
  history_pick: "Open a picture",
  history_newer: "Newer",
  history_older: "Older",
  history_newest: "Newest",
  history_back: "Back",
  history_again: "Again",
  history_original: "Download original",
  history_jump: "To the message",
  history_favourite: "☆ Favourite",
  history_unfavourite: "★ Favourite",
  history_gone: "This picture is not kept any more.",
  history_stale: "This list is too old. Use the command again.",
  history_not_yours: "This list is somebody else's. Use /history for your own.",
  history_originals: "As the relay made them: {count}.",
  history_original_too_large: "{name} has {size}, more than fits here ({limit}). Ask whoever runs the bot for it.",
  history_file_lost: "{count} are missing in the archive. Ask whoever runs the bot.",
  history_date_unreadable: "“{given}” is no date that I can read. Write it like 2026-11-21.",
  gallery_off: "The moderators have turned the gallery off here. Your own pictures are in /history.",
  gallery_guild_only: "The gallery is there in servers. Your own pictures are in /history.",

  jobs_title: "Yours, under way",
  jobs_empty: "Nothing of yours is under way.",
  jobs_refresh: "Refresh",
  jobs_more: "and {count} more",

  forget_title: "What is kept about you",
  forget_facts:
    "{jobs} {jobs|request|requests}, {pictures} with pictures, {favourites} {favourites|favourite|favourites}. /privacy says where and for how long.",
  forget_export_hint: "**Export**: a ZIP file with your pictures and everything that is stored with them.",
  forget_delete_hint:
    "**Delete**: everything about you goes, for good: prompts, pictures, pictures you gave, favourites, bonus images. Messages that already stand in Discord stay; delete those with the button below them first.",
  forget_export: "Export",
  forget_export_next: "Export the next part",
  forget_delete: "Delete everything …",
  forget_confirm_title: "Delete everything about me",
  forget_confirm_label: "Type {word} to delete everything",
  forget_confirm_hint: "This cannot be undone. Export first what you want to keep.",
  forget_word: "DELETE",
  forget_not_confirmed: "Nothing was deleted: the word was not {word}.",
  forget_under_way:
    "{count} of your requests {count|is|are} under way, and their end could not be shown. Wait for them or cancel them in /jobs, then try again. Nothing was deleted.",
  forget_done:
    "Done. {jobs} {jobs|request was|requests were} emptied, with their pictures and prompts. What they cost stays as a number; your user id beside it goes after {days} days, when no limit counts it any more.",
  export_part: "Part {part}: {jobs} {jobs|request|requests}, {pictures} {pictures|picture|pictures}.",
  export_last: "That is all.",
  export_more: "More is in the next part.",
  export_left_out:
    "{count} pictures are too large for a file here. The list in the ZIP names them; ask whoever runs the bot.",
  export_nothing: "Nothing is stored about you.",

  privacy_title: "What is kept, and for how long",
  privacy_kept:
    "**Kept for each request**: your user id, server and channel, what you asked for, pictures you gave, the result, when it was and what it cost. Favourites, your styles and defaults, lists you look at (for {days} days), and what moderators decide about you. Nothing else you write is read.",
  privacy_where:
    "**Where**: with whoever runs this bot. What you ask for goes to the relay that draws it; what it draws, to Discord.",
  privacy_retention_open: "**How long here**: until you or the moderators delete it.",
  privacy_retention_days: "**How long here**: {days} {days|day|days}; favourites longer.",
  privacy_retention_size:
    "**How long here**: until this server's pictures need more than {size}; then the oldest go, favourites last.",
  privacy_retention_both:
    "**How long here**: {days} {days|day|days}, and the oldest go earlier when this server's pictures need more than {size}. Favourites stay.",
  privacy_retention_dm: "**How long in direct messages**: until you delete it.",
  privacy_yours:
    "**Yours to decide**: /history finds it, Delete below a result removes it, /forget-me exports or deletes everything.",

  setting_gallery: "Gallery",
  setting_kept_days: "Days that pictures and prompts are kept",
  setting_kept_megabytes: "Megabytes of pictures that are kept",
  hint_gallery:
    "Which pictures of others members find with /gallery. The whole server: also those of channels they cannot see.",
  hint_kept_days: "What is older is deleted, favourites aside. Empty: no rule.",
  hint_kept_megabytes: "Beyond it the oldest are deleted, favourites aside. Empty: no rule.",
  choice_off: "None",
  choice_same_channel: "Those of the channel they are in",
  choice_server: "Those of the whole server",
  form_kept: "How long to keep",
} as const;
