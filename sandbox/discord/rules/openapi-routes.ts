import { isJson, type Json } from "../json.ts";

export interface Operation {
  template: string;
  method: string;
  /** JSON schema of the body, undefined when the operation takes none as JSON. */
  body: Json | undefined;
  bodyRequired: boolean;
  query: ReadonlySet<string>;
}

/** What the document says of a request's address; a sentence when it does not know it. */
export type RouteMatch = { operation: Operation } | { unknown: "route" | "method" };

/** Documented by Discord, missing in its OpenAPI document. */
const UNLISTED_ROUTES = [/^\/attachments\/refresh-urls$/];

/** Finds operations by their address; a template with more fixed parts goes before one with variables. */
export class OpenApiRoutes {
  readonly #paths: { template: string; pattern: RegExp; item: Json }[];

  constructor(document: Json) {
    const paths = isJson(document["paths"]) ? document["paths"] : {};
    this.#paths = Object.entries(paths)
      .flatMap(([template, item]) => (isJson(item) ? [{ template, pattern: patternOf(template), item }] : []))
      .sort((a, b) => variables(a.template) - variables(b.template));
  }

  match(method: string, route: string): RouteMatch | undefined {
    if (UNLISTED_ROUTES.some((pattern) => pattern.test(route))) return undefined;
    const path = this.#paths.find(({ pattern }) => pattern.test(decoded(route)));
    if (path === undefined) return { unknown: "route" };
    const operation = path.item[method.toLowerCase()];
    if (!isJson(operation)) return { unknown: "method" };
    const request = isJson(operation["requestBody"]) ? operation["requestBody"] : {};
    const content = isJson(request["content"]) ? request["content"] : {};
    const json = isJson(content["application/json"]) ? content["application/json"]["schema"] : undefined;
    return {
      operation: {
        template: path.template,
        method: method.toLowerCase(),
        body: isJson(json) ? json : undefined,
        bodyRequired: request["required"] === true,
        query: queryOf(path.item, operation),
      },
    };
  }
}

function queryOf(...holders: Json[]): Set<string> {
  const parameters = holders.flatMap((holder) => (Array.isArray(holder["parameters"]) ? holder["parameters"] : []));
  const inQuery = parameters.filter(isJson).filter((each) => each["in"] === "query");
  return new Set(inQuery.map((each) => String(each["name"])));
}

const variables = (template: string): number => template.split("{").length;

function patternOf(template: string): RegExp {
  const parts = template.split("/").map((part) => (/^\{.*\}$/.test(part) ? "[^/]+" : part.replace(/[^\w@-]/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}$`);
}

/** `%40original` as clients send it; a route that cannot be decoded stays as it is. */
function decoded(route: string): string {
  try {
    return decodeURIComponent(route);
  } catch {
    return route;
  }
}
