import type { Person } from "./person.ts";
import type { Studio } from "./studio.ts";

/** Has someone make a picture, and waits until its delivery is written down: it is seen a moment before. */
export async function makePicture(
  { seen, until, log }: Studio,
  who: Person,
  options: { readonly prompt: string } & Readonly<Record<string, string | number | boolean>>,
  channel = "general",
): Promise<void> {
  const delivered = () => log.filter((line) => line.includes('"job delivered"')).length;
  const before = delivered();
  await who.command("flux", options, { channel });
  await seen(who, new RegExp(`“Picture 1 of \\d: ${options.prompt}`), channel);
  await until("its delivery", () => delivered() > before);
}
