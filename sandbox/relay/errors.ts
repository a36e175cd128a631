/** One entry of fal's `detail` list; `type` is the stable part, `msg` is for people. */
export interface ErrorDetail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly url: string;
  readonly ctx?: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
}

/** The types of fal's error page that a whole job can fail with, with their HTTP status and a sentence of ours. */
const FAILURES = {
  internal_server_error: [500, "The model stopped unexpectedly."],
  generation_timeout: [504, "The generation took too long and was stopped."],
  downstream_service_error: [400, "A service behind the model refused the request."],
  downstream_service_unavailable: [500, "A service behind the model is not available."],
  content_policy_violation: [422, "The prompt or a picture goes against the content policy."],
  face_detection_error: [422, "No face was found in the picture."],
  feature_not_supported: [422, "This combination of inputs is not supported."],
  image_too_small: [422, "The picture is too small."],
  image_too_large: [422, "The picture is too large."],
  image_load_error: [422, "The file could not be read as a picture."],
  file_download_error: [422, "The file could not be downloaded."],
  file_too_large: [422, "The file is too large."],
  unsupported_image_format: [422, "Pictures of this format are not supported."],
} as const satisfies Record<string, readonly [number, string]>;

export type FailureType = keyof typeof FAILURES;

export function isFailureType(word: string): word is FailureType {
  return Object.hasOwn(FAILURES, word);
}

export function failureStatus(type: FailureType): number {
  return FAILURES[type][0];
}

/** A `detail` entry for a failed job; `loc` is ["body"] where no field is at fault. */
export function failureDetail(type: FailureType, loc: readonly (string | number)[], input: unknown): ErrorDetail {
  return detail(type, loc, FAILURES[type][1], input);
}

export function detail(
  type: string,
  loc: readonly (string | number)[],
  msg: string,
  input: unknown,
  ctx?: Readonly<Record<string, unknown>>,
): ErrorDetail {
  const entry = { loc, msg, type, url: `https://docs.fal.ai/errors/#${type}`, input };
  return ctx === undefined ? entry : { ...entry, ctx };
}
