import { goingOnId } from "../../jobs/action.ts";
import { parseRef, refOf, type SourcePicture, type SourceRef, writeRef } from "./source-picture.ts";

/** What a custom id asks for: an action by its name, and with what. */
export interface GoingOnPress {
  readonly action: string;
  readonly ref: SourceRef;
}

const ID = /^go:(?<action>[a-z_]{1,20}):(?<ref>[\w.-]{1,60})$/;

/** Of a button, and of the form that it opens. */
export function pressId(action: string, source: SourcePicture): string {
  return goingOnId(action, writeRef(refOf(source)));
}

/** Null for what we never made. */
export function parsePress(customId: string): GoingOnPress | null {
  const { action, ref: text = "" } = ID.exec(customId)?.groups ?? {};
  const ref = parseRef(text);
  return action === undefined || ref === null ? null : { action, ref };
}
