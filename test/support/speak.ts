import assert from "node:assert/strict";
import type { Person } from "./person.ts";
import type { Studio } from "./studio.ts";

/** Sets the language of someone's client, by Discord's code. */
export async function speak({ discord }: Studio, who: Person, locale: string): Promise<void> {
  const query = new URLSearchParams({ user: who.id, locale });
  const answer = await fetch(`${discord.url}/sandbox/api/language?${query}`, { method: "PUT" });
  assert.equal(answer.status, 200, await answer.text());
}
