/** Going on from a picture, in English. */
export const englishGoingOn = {
  go_title: "Go on from this picture",
  go_nothing: "There is nothing here that could be done with it: no model for it is on.",
  go_pick: "Go on from picture…",
  go_picture: "Picture {number}",
  go_more: "More…",
  go_from: "from [this picture]({link})",
  refused_source_gone: "This picture is not at hand any more. Nothing was charged.",
  refused_action_gone: "That cannot be done with this picture here any more. Nothing was charged.",
  refused_others_pictures:
    "On this server you can go on from your own pictures only: its moderators decided that. Nothing was charged.",
} as const;
