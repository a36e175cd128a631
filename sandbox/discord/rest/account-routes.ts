import type { Hono } from "hono";
import type { AttachmentFiles } from "../attachment-files.ts";
import type { DirectMessages } from "../direct-messages.ts";
import { refusal } from "../errors.ts";
import type { Guilds } from "../guilds.ts";
import { listOf, textOf } from "../json.ts";
import type { SandboxSettings, TeamMember } from "../settings.ts";
import type { State } from "../state.ts";
import { channelObject, guildObject, memberObject, rolesOf, userOf } from "../wire-objects.ts";
import { BOT_USER, ID, makeUser } from "../world.ts";
import { type BotEnv, jsonBody } from "./bot-request.ts";

/** Of one answer, unless fewer are asked for. */
const MOST_GUILDS = 200;

interface Deps {
  state: State;
  guilds: Guilds;
  settings: SandboxSettings;
  direct: DirectMessages;
  files: AttachmentFiles;
}

/** The bot's own account and application, other users, direct messages. */
export function accountRoutes(api: Hono<BotEnv>, { state, guilds, settings, direct, files }: Deps): void {
  api.get("/users/@me", (c) =>
    c.json({ ...BOT_USER, verified: true, mfa_enabled: false, email: null, locale: "en-US" }),
  );
  api.get("/users/@me/guilds", (c) => {
    const after = BigInt(c.req.query("after") ?? 0);
    const joined = guilds.joined().filter(({ id }) => BigInt(id) > after);
    return c.json(
      joined.slice(0, Number(c.req.query("limit") ?? MOST_GUILDS)).map((guild) => ({
        id: guild.id,
        name: guild.name,
        icon: null,
        banner: null,
        owner: false,
        permissions: "0",
        features: [],
        ...(c.req.query("with_counts") === "true" ? counts(state, guild.id) : {}),
      })),
    );
  });
  api.delete("/users/@me/guilds/:guild", (c) => {
    if (!guilds.leave(c.req.param("guild"))) throw refusal.unknownGuild();
    return c.body(null, 204);
  });
  api.post("/users/@me/channels", (c) => {
    const recipient = textOf(jsonBody(c.var.request)["recipient_id"]) ?? "";
    if (state.people.get(recipient) === undefined) throw refusal.unknownUser();
    return c.json(channelObject(state, direct.with(recipient)));
  });
  api.get("/users/:user", (c) => {
    const user = userOf(state, c.req.param("user"));
    if (user === undefined) throw refusal.unknownUser();
    return c.json(user);
  });
  api.post("/attachments/refresh-urls", (c) => {
    const addresses = listOf(jsonBody(c.var.request)["attachment_urls"]).map(String);
    const refreshed_urls = addresses.map((original) => ({ original, refreshed: files.refresh(original) ?? original }));
    return c.json({ refreshed_urls });
  });
  const application = () => applicationObject(state, guilds.joined().length, settings.team);
  api.get("/applications/@me", (c) => c.json(application()));
  api.get("/oauth2/applications/@me", (c) => c.json(application()));
  api.get(`/applications/${ID.application}`, (c) => c.json(application()));
  api.get(`/applications/${ID.application}/entitlements`, (c) => c.json([]));
  api.get(`/applications/${ID.application}/skus`, (c) => c.json([]));
}

/** Guilds as far as a bot reads them. */
export function guildRoutes(api: Hono<BotEnv>, { state, guilds }: { state: State; guilds: Guilds }): void {
  const guildOf = (id: string) => {
    const guild = guilds.joined().find((each) => each.id === id);
    if (guild === undefined) throw refusal.unknownGuild();
    return guild;
  };
  api.get("/guilds/:guild", (c) => c.json(guildObject(state, guildOf(c.req.param("guild")))));
  api.get("/guilds/:guild/roles", (c) => c.json(rolesOf(state, guildOf(c.req.param("guild")).id)));
  api.get("/guilds/:guild/channels", (c) => {
    const guild = guildOf(c.req.param("guild"));
    const channels = state.channels.values().filter((row) => row.guildId === guild.id && row.kind !== "thread");
    return c.json(channels.map((channel) => channelObject(state, channel)));
  });
  api.get("/guilds/:guild/members", (c) => {
    const guild = guildOf(c.req.param("guild"));
    const members = state.members.values().filter((member) => member.guildId === guild.id);
    return c.json(members.slice(0, Number(c.req.query("limit") ?? 1)).map((member) => memberObject(state, member)));
  });
  api.get("/guilds/:guild/members/:user", (c) => {
    const guild = guildOf(c.req.param("guild"));
    const user = c.req.param("user") === "@me" ? ID.application : c.req.param("user");
    const member = state.members.get(`${guild.id}:${user}`);
    if (member === undefined) throw refusal.unknownMember();
    return c.json(memberObject(state, member));
  });
}

function counts(state: State, guildId: string) {
  const members = state.members.values().filter((member) => member.guildId === guildId).length;
  return { approximate_member_count: members, approximate_presence_count: members };
}

const TEAM = "1290000000000000009";
const INVITED = 1;
const ACCEPTED = 2;

function teamObject(state: State, team: readonly TeamMember[]) {
  return {
    id: TEAM,
    icon: null,
    name: "Easel Team",
    owner_user_id: ID.ada,
    members: team.map(({ user, role, invited }) => ({
      user: userOf(state, user),
      team_id: TEAM,
      membership_state: invited ? INVITED : ACCEPTED,
      role,
      permissions: ["*"],
    })),
  };
}

/** A team's application is owned by an account in the team's name, with the team's id. */
function applicationObject(state: State, guildCount: number, team: readonly TeamMember[] | null) {
  return {
    id: ID.application,
    name: BOT_USER.username,
    icon: null,
    description: "Pictures from words, in the sandbox.",
    summary: "",
    type: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    flags_new: "0",
    hook: true,
    owner: team === null ? userOf(state, ID.ada) : makeUser(TEAM, `team${TEAM}`, "Easel Team"),
    team: team === null ? null : teamObject(state, team),
    bot: BOT_USER,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: guildCount,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    integration_types_config: { "0": {}, "1": {} },
    install_params: { scopes: ["applications.commands", "bot"], permissions: "0" },
  };
}
