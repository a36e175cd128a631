import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Answer, Asker, Command, GivenOptions } from "../../interaction.ts";
import { presetCalled } from "../../prompts/compose.ts";
import type { Preset, PresetContent } from "../../prompts/preset.ts";
import { translations } from "../../texts/localized.ts";
import { promptWords } from "../../texts/prompt-commands.ts";
import { say } from "../../texts/say.ts";
import { worded } from "../moderation/subcommands/subcommand.ts";
import { addPreset, notice } from "./preset-deeds.ts";
import { presetForm } from "./preset-form.ts";
import type { PresetOptions } from "./preset-options.ts";
import { forbiddenIn, guildRights, mayChange } from "./preset-rights.ts";
import { contentOf, sourceIn } from "./preset-source.ts";
import { listView, presetView, removeView, sharedView } from "./preset-views.ts";
import { presetChoices } from "./prompt-choices.ts";

const EMPTY: PresetContent = { name: "", words: "", negative: "", settings: "" };

/** /preset: styles of one's own and of the guild. */
export function presetCommand(options: PresetOptions): Command {
  return {
    data,
    async execute(asker, given, { path }): Promise<Answer> {
      const [name] = path;
      switch (name) {
        case "save":
          return save(asker, given, options);
        case "list":
          return list(asker, options);
        case "edit":
        case "show":
        case "share":
        case "remove":
          return withPreset(asker, name, given, options);
        default:
          return notice(say(asker.locale, "refused_gone"));
      }
    },
    async autocomplete(asker, given) {
      return { kind: "choices", choices: await presetChoices(asker, textIn(given, "which"), options) };
    },
  };
}

async function save(asker: Asker, given: GivenOptions, { memory, policies }: PresetOptions): Promise<Answer> {
  const { locale, guildId, userId } = asker;
  const whose = textIn(given, "whose") === "server" ? "server" : "mine";
  if (whose === "server") {
    if (guildId === null) return notice(say(locale, "preset_bad_place"));
    if (!(await guildRights(asker, policies)).make) return notice(say(locale, "preset_bad_rights"));
  }
  const from = textIn(given, "from");
  if (from === "") return { kind: "modal", modal: presetForm({ kind: "new", whose }, EMPTY, locale) };
  const source = sourceIn(from);
  const made = source === null ? null : await memory.made(userId, source);
  if (made === null) return notice(say(locale, "preset_bad_source"));
  return { kind: "modal", modal: presetForm({ kind: "new", whose }, contentOf(made), locale) };
}

async function list({ userId, guildId, locale }: Asker, { presets }: PresetOptions): Promise<Answer> {
  const mine = await presets.of(`user:${userId}`);
  const server = guildId === null ? null : await presets.of(`guild:${guildId}`);
  return { kind: "message", body: listView(mine, server, locale), ephemeral: true };
}

async function withPreset(
  asker: Asker,
  name: "edit" | "show" | "share" | "remove",
  given: GivenOptions,
  options: PresetOptions,
): Promise<Answer> {
  const { locale, userId, guildId } = asker;
  const preset = presetCalled(await options.presets.usable(userId, guildId), textIn(given, "which"));
  if (preset === undefined) return notice(say(locale, "preset_bad_gone"));
  if (name === "share") return share(asker, preset, textIn(given, "where"), options);
  const changeable = await mayChange(asker, preset, options.policies);
  if (name === "show") return { kind: "message", body: presetView(preset, changeable, locale), ephemeral: true };
  if (!changeable) return notice(say(locale, "preset_bad_rights"));
  if (name === "remove") return { kind: "message", body: removeView(preset, locale), ephemeral: true };
  return { kind: "modal", modal: presetForm({ kind: "edit", id: preset.id }, preset, locale) };
}

/** To everyone who sees the channel, or into the guild's own. */
async function share(asker: Asker, preset: Preset, where: string, options: PresetOptions): Promise<Answer> {
  if (where === "server") return addPreset(asker, preset, "server", options);
  const forbidden = await forbiddenIn(asker, preset, options.policies);
  if (forbidden !== null) return notice(forbidden);
  await options.presets.share(preset.id);
  return { kind: "message", body: sharedView(asker, preset), ephemeral: false };
}

type OptionWord = "which" | "from" | "whose" | "where";

function textIn(given: GivenOptions, option: OptionWord): string {
  return String(given[promptWords[option].name["en-US"]]?.value ?? "").trim();
}

// Discord's numbers: a subcommand, its kinds of options, installed to guilds, used there and in direct messages.
const SUBCOMMAND = 1;
const STRING = 3;
const GUILD_INSTALL = 0;
const GUILD = 0;
const BOT_DM = 1;

function choice(words: keyof typeof promptWords, value: string) {
  const { name } = promptWords[words];
  return { name: name["en-US"], name_localizations: translations(name), value };
}

const which = { ...worded(promptWords.which), type: STRING, required: true, autocomplete: true } as const;
const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: 1,
  ...worded(promptWords.preset),
  contexts: [GUILD, BOT_DM],
  integration_types: [GUILD_INSTALL],
  options: [
    {
      type: SUBCOMMAND,
      ...worded(promptWords.save),
      options: [
        { ...worded(promptWords.from), type: STRING, max_length: 200 },
        {
          ...worded(promptWords.whose),
          type: STRING,
          choices: [choice("whose_me", "mine"), choice("whose_server", "server")],
        },
      ],
    },
    { type: SUBCOMMAND, ...worded(promptWords.edit), options: [which] },
    { type: SUBCOMMAND, ...worded(promptWords.list) },
    { type: SUBCOMMAND, ...worded(promptWords.show), options: [which] },
    {
      type: SUBCOMMAND,
      ...worded(promptWords.share),
      options: [
        which,
        {
          ...worded(promptWords.where),
          type: STRING,
          choices: [choice("where_here", "here"), choice("where_server", "server")],
        },
      ],
    },
    { type: SUBCOMMAND, ...worded(promptWords.remove), options: [which] },
  ],
};
