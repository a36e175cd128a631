import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { APIMessage } from "../../../../sandbox/discord/person-api.ts";
import { applyEvent } from "../../../../sandbox/page/session/apply-event.ts";
import {
  continues,
  interactionOf,
  withMessage,
  withoutMessage,
} from "../../../../sandbox/page/session/message-list.ts";
import { FIRST_VIEW, type View } from "../../../../sandbox/page/session/view.ts";

function message(id: string, more: Partial<APIMessage> = {}): APIMessage {
  const timestamp = "2026-11-21T12:00:00.000000+00:00";
  return { id, content: id, author: { id: "1", username: "a" }, timestamp, ...more } as APIMessage;
}

const ids = (messages: readonly APIMessage[]) => messages.map((each) => each.id);

describe("a channel's messages", () => {
  it("stand in the order of their ids, however they arrive", () => {
    const messages = ["1000", "999", "1001"].reduce<APIMessage[]>((all, id) => withMessage(all, message(id)), []);
    assert.deepEqual(ids(messages), ["999", "1000", "1001"]);
  });

  it("are replaced in their place when edited, and once gone are gone", () => {
    const messages = [message("1"), message("2")];
    assert.equal(withMessage(messages, message("1", { content: "new" }))[0]?.content, "new");
    assert.deepEqual(ids(withoutMessage(messages, "1")), ["2"]);
  });

  it("share a name while one author goes on within a few minutes", () => {
    const first = message("1");
    const at = (time: string) => message("2", { timestamp: `2026-11-21T${time}.000000+00:00` });
    assert.equal(continues(first, at("12:06:59")), true);
    assert.equal(continues(first, at("12:07:00")), false);
    assert.equal(continues(undefined, first), false);
    assert.equal(continues(first, message("2", { author: { id: "2" } as APIMessage["author"] })), false);
    assert.equal(continues(first, message("2", { flags: 64 })), false);
  });

  it("tell who used which command, but not for follow-ups", () => {
    const user = { id: "5", username: "mira", global_name: "Mira" };
    const metadata = { id: "9", type: 2, user, name: "flux" } as unknown as NonNullable<
      APIMessage["interaction_metadata"]
    >;
    const cause = interactionOf(message("1", { interaction_metadata: metadata }));
    assert.deepEqual(cause, { user: { id: "5", name: "Mira" }, command: "flux", slash: true });
    const followUp = { ...metadata, original_response_message_id: "1" };
    assert.equal(interactionOf(message("2", { interaction_metadata: followUp })), null);
    assert.equal(interactionOf(message("3")), null);
  });
});

describe("the view", () => {
  const view: View = { ...FIRST_VIEW, channel: "a", messages: { a: [message("1")], b: [] } };

  it("takes in new, edited and deleted messages of channels it holds", () => {
    const created = applyEvent(view, { type: "message_create", channel: "a", message: message("2") });
    assert.deepEqual(ids(created.messages["a"] ?? []), ["1", "2"]);
    const deleted = applyEvent(created, { type: "message_delete", channel: "a", message: "1" });
    assert.deepEqual(ids(deleted.messages["a"] ?? []), ["2"]);
  });

  it("marks other channels unread for new messages, not for edits", () => {
    const created = applyEvent(view, { type: "message_create", channel: "b", message: message("2") });
    assert.deepEqual([...created.unread], ["b"]);
    const edited = applyEvent(view, { type: "message_update", channel: "b", message: message("2") });
    assert.equal(edited.unread.size, 0);
  });

  it("does not invent the messages of a channel it has not opened", () => {
    const created = applyEvent(view, { type: "message_create", channel: "c", message: message("2") });
    assert.equal(created.messages["c"], undefined);
    assert.ok(created.unread.has("c"));
  });

  it("forgets the commands when they change", () => {
    const known: View = { ...view, commands: { a: [] } };
    assert.deepEqual(applyEvent(known, { type: "commands_update" }).commands, {});
  });
});
