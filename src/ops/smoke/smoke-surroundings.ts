import type { Clock } from "../../clock.ts";
import type { Config } from "../../config.ts";
import type { Notebook } from "./notebook.ts";

/** What every part of the smoke test works with. */
export interface SmokeSurroundings {
  readonly config: Config;
  readonly clock: Clock;
  readonly notebook: Notebook;
  /** For questions to the operator; what was found goes to the notebook. */
  readonly print: (text: string) => void;
}
