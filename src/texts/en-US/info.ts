/** What a picture's file tells of how it was made, in English. */
export const englishInfo = {
  info_found: "**How this was made**, as the file tells it ({form}):",
  info_negative: "**Not wanted:** {text}",
  info_nothing: "This file tells nothing of how it was made. Many places remove that when a picture is uploaded.",
  info_unreadable: "The file could not be read just now. Please try again; nothing was charged.",
  info_elsewhere: "I do not offer the model it was made with, so it cannot be run here.",
  info_needs_picture: "{title} starts from another picture, which is not in the file. Use /{command} and attach one.",
  info_privacy:
    "**In the files**: posted pictures carry their prompt and settings, which anyone who downloads one can read (/info shows them). Moderators can switch that off for a server.",
  info_run: "Run it",
} as const;
