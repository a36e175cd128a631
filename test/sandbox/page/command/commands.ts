import type { APIApplicationCommand } from "../../../../sandbox/discord/person-api.ts";

const base = { application_id: "1", version: "1", default_member_permissions: null };

/** Commands as the sandbox's Discord lists them, small enough to see whole. */
export const commands = [
  {
    ...base,
    id: "10",
    type: 1,
    name: "flux",
    name_localizations: { "zh-CN": "画图" },
    description: "Make a picture",
    description_localizations: { "zh-CN": "画一张图" },
    options: [
      {
        type: 3,
        name: "prompt",
        name_localizations: { "zh-CN": "提示词" },
        description: "What it shows",
        required: true,
        min_length: 2,
        max_length: 40,
      },
      {
        type: 3,
        name: "size",
        description: "Its size",
        choices: [
          { name: "Square", name_localizations: { "zh-CN": "正方形" }, value: "square" },
          { name: "Landscape", value: "landscape" },
        ],
      },
      { type: 4, name: "seed", description: "A number", min_value: 0, max_value: 100 },
      { type: 10, name: "guidance", description: "How close", min_value: 1, max_value: 20 },
      { type: 5, name: "private", description: "For me alone" },
      { type: 11, name: "image", description: "To begin with" },
      { type: 11, name: "mask", description: "Where it changes", file_types: [".png"] },
      { type: 6, name: "member", description: "For whom" },
      { type: 3, name: "style", description: "A style", autocomplete: true },
    ],
  },
  {
    ...base,
    id: "11",
    type: 1,
    name: "flux-schnell",
    description: "Make a picture quickly",
    options: [{ type: 3, name: "prompt", description: "What it shows", required: true }],
  },
  {
    ...base,
    id: "12",
    type: 1,
    name: "limits",
    description: "Limits",
    options: [
      {
        type: 2,
        name: "role",
        description: "For a role",
        options: [
          {
            type: 1,
            name: "set",
            description: "Set one",
            options: [{ type: 4, name: "most", description: "How many" }],
          },
        ],
      },
      { type: 1, name: "show", description: "Show all" },
    ],
  },
  { ...base, id: "13", type: 3, name: "Again", description: "" },
] as unknown as APIApplicationCommand[];
