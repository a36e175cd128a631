import assert from "node:assert/strict";
import { test } from "node:test";
import { LOCALES } from "../../src/texts/localized.ts";
import { say } from "../../src/texts/say.ts";
import { openOperating } from "../support/operating.ts";
import { speak } from "../support/speak.ts";
import { openStudio, type Studio } from "../support/studio.ts";

const CHAT_INPUT = 1;
const MOST_CHARACTERS = 8000;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Product names and numbers, which are the same everywhere. */
const SAME = /^(?:[-\d. ·×]+|JPEG|PNG|lora|flux|kontext|kontext-max)$/;

type Texts = Readonly<Record<string, string | null>> | null | undefined;
interface Worded {
  readonly type?: number;
  readonly name: string;
  readonly name_localizations?: Texts;
  readonly description?: string;
  readonly description_localizations?: Texts;
  readonly value?: unknown;
  readonly choices?: readonly Worded[];
  readonly options?: readonly Worded[];
}

const inside = ({ options = [], choices = [] }: Worded) => [...options, ...choices];
const within = (worded: Worded): Worded[] => [worded, ...inside(worded).flatMap(within)];
const longest = (text: string, texts: Texts) =>
  Math.max(text.length, ...Object.values(texts ?? {}).map((each) => each?.length ?? 0));
const sizeOf = (worded: Worded): number =>
  within(worded).reduce(
    (sum, { name, name_localizations, description = "", description_localizations, value = "" }) =>
      sum + longest(name, name_localizations) + longest(description, description_localizations) + String(value).length,
    0,
  );

/** Everything Discord was told, of whatever guild. */
function registered({ discord }: Pick<Studio, "discord">): Worded[] {
  const lists = discord.requests().filter(({ method, route }) => method === "PUT" && route.endsWith("/commands"));
  return lists.flatMap(({ body }) => body as unknown as Worded[]);
}

test("every command is registered in every language, within Discord's rules", async (t) => {
  const studio = await openOperating(t);
  const commands = registered(studio);
  assert.ok(commands.length > 20);
  for (const command of commands) {
    assert.ok(sizeOf(command) <= MOST_CHARACTERS, `${command.name} has ${sizeOf(command)} characters`);
    for (const locale of LOCALES.filter((each) => each !== "en-US")) {
      for (const worded of within(command)) assertSpoken(worded, locale, command);
      for (const { options = [] } of within(command)) {
        const names = options.map((option) => option.name_localizations?.[locale] ?? option.name);
        assert.equal(new Set(names).size, names.length, `${command.name} in ${locale}: ${names}`);
      }
    }
  }
  for (const locale of LOCALES) {
    const names = commands.map(
      ({ type, name, name_localizations }) => `${type} ${name_localizations?.[locale] ?? name}`,
    );
    assert.equal(new Set(names).size, names.length, `commands in ${locale}: ${names}`);
  }
});

function assertSpoken(worded: Worded, locale: string, command: Worded): void {
  const where = `${command.name} → ${worded.name} in ${locale}`;
  const { name, name_localizations, description, description_localizations, value } = worded;
  const isName = value === undefined && (command.type ?? CHAT_INPUT) === CHAT_INPUT;
  const translated = name_localizations?.[locale];
  assert.ok(translated || SAME.test(name), `${where} has no name`);
  assert.ok((translated ?? name).length <= (value === undefined ? 32 : 100), where);
  if (isName) {
    assert.match(translated ?? name, NAME, where);
    assert.equal(translated ?? name, (translated ?? name).toLowerCase(), where);
  }
  if (description === undefined) return;
  const said = description_localizations?.[locale];
  assert.ok(said && said.length <= 100, `${where} has no description, or a long one: ${said}`);
}

for (const { locale, command, picture, again } of [
  { locale: "de", command: "flux", picture: "alt_picture", again: "button_again" },
  { locale: "ja", command: "flux-schnell", picture: "alt_picture", again: "button_again" },
] as const) {
  test(`a member who reads ${locale} reads it from the command to the picture`, async (t) => {
    const studio = await openStudio(t);
    const { nils, seen } = studio;
    await speak(studio, nils, locale);
    const told = registered(studio).find(({ name }) => name === command);
    assert.ok(told?.description_localizations?.[locale]);
    await nils.command(command, { prompt: "Leuchtturm", count: 2 });
    const shown = say(locale, picture, { number: 2, total: 2, prompt: "Leuchtturm" });
    const lines = await seen(nils, new RegExp(RegExp.escape(shown)));
    assert.ok(
      lines.some((line) => line.includes(`[${say(locale, again)}]`)),
      lines.join("\n"),
    );
    await nils.command("help", {});
    assert.ok((await nils.transcript()).some((line) => line.includes(say(locale, "help_title"))));
    await nils.command("flux", { prompt: "x", size: "square_hd", width: 512, height: 512 });
    assert.ok((await nils.transcript()).at(-1)?.includes(say(locale, "refused_size_twice")));
    const english = (await nils.transcript()).filter((line) => /\b(the|with|your|picture|and)\b/.test(line));
    assert.deepEqual(english, []);
  });
}
