import { ApplicationCommandOptionType, ApplicationCommandType } from "discord.js";

/** Commands that between them use every kind of option. */
export const demoCommands = [
  {
    name: "flux",
    name_localizations: { "zh-CN": "画图" },
    description: "Make pictures with FLUX.1 [dev]",
    description_localizations: { "zh-CN": "用 FLUX.1 [dev] 画图" },
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "prompt",
        name_localizations: { "zh-CN": "提示词" },
        description: "What the picture should show",
        required: true,
        max_length: 2000,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: "size",
        description: "Size of the picture",
        choices: [
          { name: "Landscape 4:3 · 1024×768", value: "landscape_4_3" },
          { name: "Square HD 1:1 · 1024×1024", value: "square_hd" },
          { name: "Portrait 3:4 · 768×1024", value: "portrait_4_3" },
        ],
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: "count",
        description: "How many",
        min_value: 1,
        max_value: 4,
      },
      { type: ApplicationCommandOptionType.Integer, name: "seed", description: "The same seed gives the same picture" },
      {
        type: ApplicationCommandOptionType.Number,
        name: "guidance",
        description: "How closely to follow the prompt",
        min_value: 1,
        max_value: 20,
      },
      { type: ApplicationCommandOptionType.String, name: "style", description: "A style", autocomplete: true },
    ],
  },
  {
    name: "inpaint",
    description: "Fill in the masked part of a picture",
    options: [
      { type: ApplicationCommandOptionType.Attachment, name: "image", description: "The picture", required: true },
      { type: ApplicationCommandOptionType.Attachment, name: "mask", description: "White where it changes" },
      { type: ApplicationCommandOptionType.Boolean, name: "private", description: "Show it to me alone" },
    ],
  },
  {
    name: "limits",
    description: "What members may do",
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: "set",
        description: "Set a limit",
        options: [
          { type: ApplicationCommandOptionType.Role, name: "role", description: "For whom", required: true },
          { type: ApplicationCommandOptionType.Channel, name: "channel", description: "Where" },
          { type: ApplicationCommandOptionType.User, name: "member", description: "Or for one member" },
        ],
      },
      { type: ApplicationCommandOptionType.Subcommand, name: "show", description: "Show the limits" },
    ],
  },
  { name: "showcase", description: "One of every component" },
  { name: "legacy", description: "Content, embeds and attachments as before" },
  { name: "silent", description: "Never answers" },
  { type: ApplicationCommandType.Message, name: "Count characters" },
  { type: ApplicationCommandType.User, name: "Greet" },
];
