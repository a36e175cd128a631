/** What the operator's channel is alerted of, in English. */
export const englishAlerts = {
  alert_relay_title: "The relay does not answer",
  alert_relay_hint:
    "Jobs wait here and go on by themselves when it is back; nothing is lost. Look at the relay's own status, and at RELAY_URL.",
  alert_balance_title: "The relay account has no credit left",
  alert_balance_hint:
    "New requests end without pictures, and nothing is charged for them. Top up the account; `/operator pause` tells members meanwhile.",
  alert_key_title: "The relay does not accept the key",
  alert_key_hint:
    "New requests end without pictures, and nothing is charged for them. Check RELAY_KEY and RELAY_AUTH_SCHEME, then start the bot again.",
  alert_errors_title: "Many jobs fail",
  alert_errors_facts: "{failed} of {ended} jobs within 15 minutes: {reasons}.",
  alert_errors_hint: "The log says why each of them failed, and `npm run doctor` looks for causes.",
  alert_disk_title: "The disk is almost full",
  alert_disk_facts: "{free} are left on {machine}.",
  alert_disk_hint: "Pictures that find no room wait until there is some. Make room where DATA_DIR lies.",
  alert_database_title: "The database is slow",
  alert_database_facts: "A small question took {seconds} s, again and again.",
  alert_database_hint: "Members may read that the bot does not respond. Look at the load of its machine and disk.",
  alert_since: "Since {since}. This message changes when it is over.",
  alert_over: "Over since {until}. It had begun {since}.",
} as const;
