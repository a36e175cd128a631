import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import { Answers } from "./answers.ts";
import { AttachmentFiles } from "./attachment-files.ts";
import { Commands } from "./commands.ts";
import { DirectMessages } from "./direct-messages.ts";
import { Events } from "./events.ts";
import { DiscordFaults } from "./faults.ts";
import { Gateway } from "./gateway/gateway.ts";
import { Guilds } from "./guilds.ts";
import { Installs } from "./installs.ts";
import { InteractionTokens } from "./interaction-token.ts";
import { Interactions } from "./interactions.ts";
import { Messages } from "./messages.ts";
import { EventFeed } from "./person/event-feed.ts";
import { InteractionDesk } from "./person/interaction-desk.ts";
import { RequestLog } from "./recorded-requests.ts";
import { SandboxSettings } from "./settings.ts";
import { Snowflakes } from "./snowflakes.ts";
import { greatestId, openState } from "./state.ts";
import { seedWorld } from "./world.ts";

/** Everything behind the routes, wired by hand: memory first, then what writes it, then what talks about it. */
export type Parts = ReturnType<typeof makeParts>;

export function makeParts(options: { clock: Clock; store: Store; filesDirectory: string; token: string }) {
  const { clock, token } = options;
  const state = openState(options.store);
  seedWorld(state, clock.now());
  const ids = new Snowflakes(clock, greatestId(state));
  const secret = createHash("sha256").update(`sandbox ${token}`).digest("hex");
  const files = new AttachmentFiles({ directory: options.filesDirectory, state, ids, clock, secret });
  const events = new Events();
  const messages = new Messages({ state, ids, clock, files, events });
  const commands = new Commands({ state, ids, clock, events });
  const installs = new Installs({ state, events });
  const guilds = new Guilds({ state, ids, clock, events });
  const settings = new SandboxSettings({ state, events, messages, guilds });
  const interactions = new Interactions({ state, ids, clock, tokens: new InteractionTokens(secret) });
  interactions.forgetOld();
  const answers = new Answers({ state, messages, interactions, settings });
  const direct = new DirectMessages({ state, ids });
  const faults = new DiscordFaults();
  const gateway = new Gateway({ state, guilds, ids, clock, events, messages, faults, settings, token });
  const desk = new InteractionDesk({ state, files, messages, interactions, installs, gateway, settings });
  const feed = new EventFeed({ state, events, messages });
  const log = new RequestLog();
  return {
    clock,
    token,
    state,
    ids,
    files,
    messages,
    commands,
    guilds,
    installs,
    settings,
    interactions,
    answers,
    direct,
    faults,
    gateway,
    desk,
    feed,
    log,
  };
}
