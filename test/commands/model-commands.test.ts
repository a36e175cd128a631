import assert from "node:assert/strict";
import { test } from "node:test";
import type { PictureOptions } from "../../src/commands/ask-for-pictures.ts";
import { allCommands } from "../../src/commands/model-commands.ts";
import type { Command } from "../../src/interaction.ts";
import { ModelCatalog, withFiles } from "../../src/models/catalog.ts";
import type { ModelDefinition } from "../../src/models/definition.ts";
import { flux } from "../../src/models/flux.ts";

const model = (number: number): ModelDefinition => ({
  ...flux,
  endpoint: `acme/${number}`,
  command: `model-${number}`,
});
const own: Command[] = ["easel", "generate"].map((name) => ({
  data: { name },
  execute: async () => ({ kind: "silent" }),
}));
/** Nothing here asks for a picture. */
const options = {} as PictureOptions;

test("there are never more than 100 slash commands, the bot's own among them", () => {
  const catalog = new ModelCatalog(Array.from({ length: 120 }, (_, index) => model(index)));
  const names = allCommands(own, catalog, options)().map(({ data }) => data.name);
  assert.equal(names.length, 100);
  assert.deepEqual(names.slice(0, 3), ["easel", "generate", "model-0"]);
  const home: Command = {
    ...own[0],
    data: { name: "operator" },
    guildId: "1",
    execute: async () => ({ kind: "silent" }),
  };
  assert.equal(allCommands([...own, home], catalog, options)().length, 101, "a guild's own commands are counted apart");
});

test("only models that are offered as commands have one; the commands follow the catalogue", () => {
  const catalog = new ModelCatalog([model(1), { ...model(2), offer: "generate" }, { ...model(3), offer: "none" }]);
  const commands = allCommands(own, catalog, options);
  const names = () =>
    commands()
      .slice(own.length)
      .map(({ data }) => data.name);
  assert.deepEqual(names(), ["model-1"]);
  assert.ok(catalog.byCommand("model-2") && !catalog.byCommand("model-3") && catalog.byEndpoint("acme/3"));
  catalog.replace([model(4)]);
  assert.deepEqual(names(), ["model-4"]);
});

test("a file replaces the model that has its command or its endpoint, where that stood", () => {
  const renamed = { ...model(1), command: "renamed" };
  const moved = { ...model(9), command: "model-2" };
  assert.deepEqual(withFiles([model(1), model(2), model(3)], [renamed, moved, model(7)]), [
    renamed,
    moved,
    model(3),
    model(7),
  ]);
});
