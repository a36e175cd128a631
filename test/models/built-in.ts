import { builtInModels } from "../../src/models/built-in.ts";
import { ModelCatalog } from "../../src/models/catalog.ts";
import type { ModelDefinition } from "../../src/models/definition.ts";

const models = new ModelCatalog(builtInModels);

export const catalog = builtInModels;
export const modelByCommand = (command: string): ModelDefinition | undefined => models.byCommand(command);
export const modelByEndpoint = (endpoint: string): ModelDefinition | undefined => models.byEndpoint(endpoint);
