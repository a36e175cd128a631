/** /operator, and relay keys of servers' own, in English. */
export const englishOperator = {
  deed_relay_key_set: "The server's own relay key was set.",
  deed_relay_key_removed: "The server's own relay key was removed.",
  deed_relay_key_refused: "The relay refused the server's own key.",
  relay_key_only_managers: "Only members with “Manage Server” may do this. Nothing was changed.",
  relay_key_no_secret:
    "No key can be kept safely yet: whoever runs the bot must first set SECRETS_KEY in its environment. Nothing was stored.",
  relay_key_none:
    "The operator's account pays for this server's pictures. With a relay key of its own the server pays for itself; the relay's address stays the operator's.",
  relay_key_standing: "This server pays for itself. Its key was set by {by} {when}; it is never shown again.",
  relay_key_refused_since: "The relay refused it {when}. Set a new key, or remove it.",
  relay_key_stored: "The relay takes the key. It is stored encrypted, and this server's new pictures are paid with it.",
  relay_key_removed:
    "The key was removed. New pictures are paid by the operator; those under way end with the old key, which is erased then.",
  relay_key_not_accepted:
    "The relay does not accept this key. Nothing was stored. Copy it again and send it once more.",
  relay_key_empty:
    "The account of this key has no credit left. Nothing was stored. Top it up, then send the key again.",
  relay_key_untested: "The relay could not be reached to test the key. Nothing was stored. Please try again later.",
  relay_key_unreadable: "A key has no spaces or line breaks. Nothing was stored. Copy it again.",
  button_relay_key_set: "Set key…",
  button_relay_key_remove: "Remove key",
  form_relay_key: "The server's own relay key",
  field_relay_key: "Key",
  field_hint_relay_key: "Tested against the relay, then stored encrypted. It is never shown again.",
} as const;
