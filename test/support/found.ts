import type { Person } from "./person.ts";
import type { Studio } from "./studio.ts";

type Message = Awaited<ReturnType<Person["lastMessage"]>>;

/** Every custom id of a message's buttons and selects, in order. */
export function customIds(message: Message): string[] {
  return matches(message, /"custom_id":"([^"]*)"/g);
}

/** The custom id that begins so. @throws when the message has none */
export function customIdWith(message: Message, beginning: string): string {
  const found = customIds(message).find((id) => id.startsWith(beginning));
  if (found === undefined) throw new Error(`no ${beginning} among ${customIds(message).join(", ")}`);
  return found;
}

/** Opens the picture with this number on a page of /history or /gallery. */
export async function openPicture(who: Person, number: number, channel?: string): Promise<void> {
  const page = await who.lastMessage(channel);
  const job = matches(page, /"value":"([0-9a-f-]{36})"/g)[number - 1];
  if (job === undefined) throw new Error(`the page has no picture ${number}`);
  await who.select(page, customIdWith(page, "found:pick"), [job]);
}

/** Opens that picture, too, and marks it as a favourite. */
export async function markPicture({ until }: Pick<Studio, "until">, who: Person, number: number): Promise<void> {
  const shows = async (star: string) => JSON.stringify((await who.lastMessage()).components).includes(star);
  await openPicture(who, number);
  await until("it is open", () => shows("☆"));
  await who.press(await who.lastMessage(), "☆ Favourite");
  await until("it is marked", () => shows("★"));
}

/** What a message says, on one line. */
export async function lastLines(who: Person, count: number): Promise<string> {
  return (await who.transcript()).slice(-count).join("\n");
}

function matches(message: Message, pattern: RegExp): string[] {
  return [...JSON.stringify(message.components).matchAll(pattern)].flatMap(([, found]) => found ?? []);
}
