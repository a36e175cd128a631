/** What people read of results that they alone see, and of use without a server. */
export const englishPrivateUse = {
  private_going: "Only you see this. If it takes longer than 15 minutes, it comes to you as a direct message.",
  private_done: "Only you see this, and it goes when Discord starts again. /history keeps it.",
  sent_directly_late:
    "Discord lets me answer for 15 minutes where you asked, and this took longer. So it comes to you here:",
  button_share: "Share",
  shared: "Shared in this channel.",
  shared_at: "[Shared in this channel]({link}).",
  shared_by: "shared by {member}",
  share_failed:
    "Discord did not take it, so nobody else sees it yet. Press Share again in a moment. Nothing was charged.",
  refused_share_done: "This is shared already.",
  refused_share_elsewhere:
    "You can share this where you asked for it: use /history in that channel, open the picture and press Share.",
  refused_share_here: "The moderators let nobody share results in this channel. You can download it from /history.",
  refused_share_flagged:
    "The model flagged this result, and the moderators withhold such pictures in this channel. You can download it from /history.",
  refused_only_maker: "Only the member who asked for this can do that.",
  go_make_private: "Make private",

  refused_make_private:
    "I cannot take this message away: I may not see the channel any more. Its Delete button still works.",
  deed_made_private: "took back the result of a job of their own: {job}",
} as const;
