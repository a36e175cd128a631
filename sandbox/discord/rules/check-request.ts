import { MESSAGE_FLAG } from "../wire.ts";
import { readCallback } from "./callback-rules.ts";
import type { CheckedRequest } from "./checked-request.ts";
import { readCommand, readCommandList } from "./command-rules.ts";
import { checkFiles } from "./file-rules.ts";
import { Findings, type RuleBreak } from "./findings.ts";
import { type Form, formOf } from "./form.ts";
import { type FormErrorTree, treeOf } from "./form-errors.ts";
import { readMessage } from "./message-rules.ts";

export type { CheckedRequest } from "./checked-request.ts";
export type { RuleBreak } from "./findings.ts";

export interface Checked {
  /** Every rule that the request breaks, also those whose breach Discord would not mention. */
  violations: RuleBreak[];
  /** Discord's refusal, when it would refuse the form. */
  formError: { code: 50035; message: "Invalid Form Body"; errors: FormErrorTree } | null;
}

const { suppressEmbeds, suppressNotifications, componentsV2, ephemeral } = MESSAGE_FLAG;
const EDITABLE = suppressEmbeds | componentsV2;

type Check = (body: unknown, request: CheckedRequest, findings: Findings) => void;

/** Routes whose bodies have rules beyond Discord's OpenAPI document; all others are not looked at. */
const CHECKS: readonly (readonly [method: string, route: RegExp, check: Check])[] = [
  ["POST", /^\/channels\/[^/]+\/messages$/, sent(suppressEmbeds | suppressNotifications | componentsV2)],
  ["PATCH", /^\/channels\/[^/]+\/messages\/[^/]+$/, edited],
  ["POST", /^\/webhooks\/[^/]+\/[^/]+$/, sent(suppressEmbeds | suppressNotifications | componentsV2 | ephemeral)],
  ["PATCH", /^\/webhooks\/[^/]+\/[^/]+\/messages\/[^/]+$/, edited],
  ["POST", /^\/interactions\/[^/]+\/[^/]+\/callback$/, answered],
  ["PUT", /^\/applications\/[^/]+\/(guilds\/[^/]+\/)?commands$/, allCommands],
  ["POST", /^\/applications\/[^/]+\/(guilds\/[^/]+\/)?commands$/, command(false)],
  ["PATCH", /^\/applications\/[^/]+\/(guilds\/[^/]+\/)?commands\/[^/]+$/, command(true)],
];

/**
 * Holds a request against the rules of Discord's documentation that its OpenAPI document leaves out, and against
 * what a careful program keeps to besides. Never throws, whatever the body is.
 */
export function checkRequest(request: CheckedRequest): Checked {
  const findings = new Findings();
  const method = request.method.toUpperCase();
  for (const [wanted, route, check] of CHECKS) {
    if (wanted === method && route.test(request.route)) check(request.body, request, findings);
  }
  checkFiles(request.files, request.context.attachmentLimit, findings);
  const errors = findings.refused;
  return {
    violations: findings.violations,
    formError: errors.length === 0 ? null : { code: 50035, message: "Invalid Form Body", errors: treeOf(errors) },
  };
}

function sent(flags: number): Check {
  return (body, request, findings) =>
    whole(body, findings, (form) => readMessage(form, request, { edits: false, flags }));
}

function edited(body: unknown, request: CheckedRequest, findings: Findings): void {
  whole(body, findings, (form) => readMessage(form, request, { edits: true, flags: EDITABLE }));
}

function answered(body: unknown, request: CheckedRequest, findings: Findings): void {
  whole(body, findings, (form) => readCallback(form, request));
}

function allCommands(body: unknown, request: CheckedRequest, findings: Findings): void {
  readCommandList(body, { ...placeOf(request), edits: false }, findings);
}

function command(edits: boolean): Check {
  return (body, request, findings) =>
    whole(body, findings, (form) => readCommand(form, { ...placeOf(request), edits }));
}

function placeOf(request: CheckedRequest): { inGuild: boolean } {
  return { inGuild: request.route.includes("/guilds/") };
}

/** A multipart request may come without a form: then its form is empty. */
function whole(body: unknown, findings: Findings, read: (form: Form) => void): void {
  const form = formOf(body ?? {}, findings);
  if (form !== undefined) read(form);
}
