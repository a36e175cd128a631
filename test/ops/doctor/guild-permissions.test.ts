import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ADMINISTRATOR,
  NEEDED_PERMISSIONS,
  USE_COMMANDS,
  VIEW_CHANNEL,
} from "../../../src/delivery/needed-permissions.ts";
import { type GuildView, missingPermissions } from "../../../src/ops/doctor/guild-permissions.ts";

const bit = (name: string) => NEEDED_PERMISSIONS.find((each) => each.name === name)?.bit ?? 0n;
const NEEDED = NEEDED_PERMISSIONS.reduce((all, each) => all | each.bit, 0n);
const ATTACH = bit("Attach Files");
const none = { allow: 0n, deny: 0n };

function guild(changes: Partial<GuildView>): GuildView {
  return {
    id: "guild",
    ownerId: "someone",
    roles: new Map([
      ["guild", VIEW_CHANNEL],
      ["easel", NEEDED],
      ["bare", 0n],
    ]),
    botId: "bot",
    botRoles: ["easel"],
    channels: [{ name: "art", overwrites: [] }],
    ...changes,
  };
}

const overwritten = (...overwrites: { id: string; allow: bigint; deny: bigint }[]) =>
  missingPermissions(guild({ channels: [{ name: "art", overwrites }] })).channels.flatMap(
    ({ permissions }) => permissions,
  );

test("nothing is missing where the bot's role gives everything", () =>
  assert.deepEqual(missingPermissions(guild({})), { everywhere: [], channels: [], unseen: 0 }));

test("what no role gives is missing everywhere, and not told again for each channel", () => {
  const missing = missingPermissions(guild({ botRoles: ["bare"] }));
  const names = NEEDED_PERMISSIONS.map(({ name }) => name).filter((name) => name !== "View Channel");
  assert.deepEqual(missing, { everywhere: names, channels: [], unseen: 0 });
});

test("administrators and owners lack nothing, whatever a channel says", () => {
  const channels = [{ name: "art", overwrites: [{ id: "guild", allow: 0n, deny: NEEDED }] }];
  const roles = new Map([["boss", ADMINISTRATOR]]);
  const nothing = { everywhere: [], channels: [], unseen: 0 };
  assert.deepEqual(missingPermissions(guild({ roles, botRoles: ["boss"], channels })), nothing);
  assert.deepEqual(missingPermissions(guild({ ownerId: "bot", roles: new Map(), channels })), nothing);
});

test("a channel's overwrites count in Discord's order: everyone, the roles together, the member", () => {
  const denied = { ...none, deny: ATTACH };
  const allowed = { ...none, allow: ATTACH };
  assert.deepEqual(overwritten({ id: "guild", ...denied }), ["Attach Files"]);
  assert.deepEqual(overwritten({ id: "guild", ...denied }, { id: "easel", ...allowed }), []);
  assert.deepEqual(overwritten({ id: "bot", ...denied }, { id: "easel", ...allowed }), ["Attach Files"]);
  assert.deepEqual(overwritten({ id: "easel", ...denied }, { id: "bot", ...allowed }), []);
  assert.deepEqual(overwritten({ id: "another role", ...denied }), []);
});

test("a channel the bot does not see is counted, not called broken", () => {
  const channels = [{ name: "staff", overwrites: [{ id: "guild", allow: 0n, deny: VIEW_CHANNEL }] }];
  assert.deepEqual(missingPermissions(guild({ channels })), { everywhere: [], channels: [], unseen: 1 });
});

test("where nobody may use commands, nothing is needed; where only a role may, it is", () => {
  const closed = { id: "guild", allow: 0n, deny: USE_COMMANDS | ATTACH };
  assert.deepEqual(overwritten(closed), []);
  assert.deepEqual(overwritten(closed, { id: "staff", allow: USE_COMMANDS, deny: 0n }), ["Attach Files"]);
});
