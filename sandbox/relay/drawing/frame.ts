import type { Size } from "../field-specs.ts";

/** The measures of a scene. */
export interface Frame extends Size {
  /** Where the land or water begins, from the top. */
  readonly horizon: number;
  /** The shorter side: what sizes are measured by. */
  readonly unit: number;
}
