import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { checkUserInstall } from "../../../src/ops/doctor/check-user-install.ts";
import { scriptedService } from "./scripted-service.ts";

const DISCORD_TOKEN = "a-very-fake-token";
const ID = "1290000000000000001";

for (const { what, types, level } of [
  { what: "ok where the application lets people add it", types: { 0: {}, 1: {} }, level: "ok" },
  { what: "a warning where only servers may", types: { 0: {} }, level: "warning" },
]) {
  test(`User Install is ${what}`, async (t) => {
    const answers = { "/v10/applications/@me": { id: ID, integration_types_config: types } };
    const discordApiUrl = await scriptedService(t, answers);
    const config = { privateUse: "user-install", discordApiUrl, discordToken: DISCORD_TOKEN } as const;
    const findings = await checkUserInstall(config, systemClock);
    assert.deepEqual(
      findings.map((finding) => finding.level),
      [level],
    );
    const todo = findings[0]?.todo ?? "";
    if (level === "warning") assert.match(todo, new RegExp(`applications/${ID}/installation.*PRIVATE_USE`));
    assert.deepEqual(await checkUserInstall({ ...config, privateUse: "dm" }, systemClock), []);
  });
}

test("an application that cannot be read is no finding of its own", async (t) => {
  const discordApiUrl = await scriptedService(t, {});
  const config = { privateUse: "user-install", discordApiUrl, discordToken: DISCORD_TOKEN } as const;
  assert.deepEqual(await checkUserInstall(config, systemClock), []);
});
