import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { RELAY_KEY_FIELD, RELAY_KEY_PREFIX } from "../../../src/commands/operator/relay-key.ts";
import { relayKeyModals, relayKeyPresses } from "../../../src/components/operator/relay-key-presses.ts";
import type { Asker, ModalUse } from "../../../src/interaction.ts";
import { RelayKeys } from "../../../src/secrets/relay-keys.ts";
import { createSecretBox } from "../../../src/secrets/secret-box.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { GUILD, MEMBER, openLimits } from "../../support/limits.ts";

const ROLE = "500000000000000001";

/** The form as it comes back from Discord: whoever opened it, it is whoever sends it that counts. */
const form: ModalUse = {
  customId: `${RELAY_KEY_PREFIX}:set`,
  fields: new Map([[RELAY_KEY_FIELD, { text: "somebody-elses-account", checked: false, values: [], attachments: [] }]]),
  people: new Map(),
  messageId: null,
};

function sender(managesGuild: boolean, guildId: string | null = GUILD): Asker {
  return {
    interactionId: "1",
    interactionToken: "token",
    applicationId: "1",
    createdAt: 0,
    userId: MEMBER,
    guildId,
    channelId: "1",
    locale: "en-US",
    attachmentSizeLimit: 0,
    moderates: true,
    mayAttach: true,
    byTokenOnly: false,
    privately: false,
    hidden: false,
    member: { userId: MEMBER, roles: [ROLE, GUILD], accountCreatedAt: 0, joinedAt: 0 },
    place: { channelId: "1", threadOf: null, categoryId: null, ageRestricted: false, complete: true },
    managesGuild,
    guildLocale: "en-US",
  };
}

async function openKeys(t: { after(run: () => Promise<void>): void }) {
  const clock = new FakeClock();
  const { database, policies } = await openLimits({ clock });
  t.after(() => database.destroy());
  await policies.change(GUILD, MEMBER, (settings) => ({ ...settings, moderatorRoles: [ROLE] }));
  const keys = new RelayKeys({
    database,
    clock,
    newId: () => "key-1",
    box: createSecretBox(randomBytes(32).toString("base64")),
  });
  const asked: string[] = [];
  const check = async (key: string) => {
    asked.push(key);
    return { ok: true } as const;
  };
  return { options: { keys, policies, check }, keys, asked };
}

test("the form that a manager opened stores nothing when a moderator without Manage Server sends it", async (t) => {
  const { options, keys, asked } = await openKeys(t);
  for (const asker of [sender(false), sender(true, null)]) {
    const answer = await relayKeyModals(options).submit(asker, form);
    assert.ok(answer.kind === "notice");
    assert.match(answer.text, /Only members with “Manage Server”/);
    const press = { customId: `${RELAY_KEY_PREFIX}:remove`, values: [], messageId: "1", files: [], people: new Map() };
    assert.equal((await relayKeyPresses(options).press(asker, press)).kind, "notice");
  }
  assert.deepEqual(asked, [], "the relay is not even asked");
  assert.equal(await keys.current(GUILD), null);
});

test("the same form from a manager stores the key", async (t) => {
  const { options, keys, asked } = await openKeys(t);
  const answer = await relayKeyModals(options).submit(sender(true), form);
  assert.ok(answer.kind === "later");
  await answer.message();
  assert.deepEqual(asked, ["somebody-elses-account"]);
  assert.equal((await keys.current(GUILD))?.setBy, MEMBER);
});
