import type { Command } from "../interaction.ts";
import type { PrivateUse } from "../policy/private-use.ts";

// Discord's numbers: who installed the application, and where a command is offered.
const GUILD_INSTALL = 0;
const USER_INSTALL = 1;
const GUILD = 0;
const BOT_DM = 1;
const PRIVATE_CHANNEL = 2;

const WHERE = {
  off: { contexts: [GUILD], integration_types: [GUILD_INSTALL] },
  dm: { contexts: [GUILD, BOT_DM], integration_types: [GUILD_INSTALL] },
  "user-install": { contexts: [GUILD, BOT_DM, PRIVATE_CHANNEL], integration_types: [GUILD_INSTALL, USER_INSTALL] },
} as const satisfies Record<PrivateUse, object>;

/** What Discord is told of a command. One that is of use in a direct message goes wherever the operator lets people take the bot. */
export function registeredAs(data: Command["data"], privateUse: PrivateUse): Command["data"] {
  const isPersonal = "contexts" in data && Array.isArray(data.contexts) && data.contexts.includes(BOT_DM);
  return isPersonal ? { ...data, ...WHERE[privateUse] } : data;
}
