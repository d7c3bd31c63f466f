// Why a request could not be made from a lead. Nothing was sent then.

export const renderFailureCodes = [
  'mapper_hold',
  'mapper_unknown',
  'template_invalid',
  'template_limit',
  'output_too_large',
  'header_invalid',
  'url_invalid',
  'token_missing',
  'secret_missing',
] as const
export type RenderFailureCode = (typeof renderFailureCodes)[number]

/** A value, never thrown out of the functions that render. `mapper_hold` asks for a held dispatch, all others are permanent. */
export interface RenderFailure {
  readonly kind: 'renderFailure'
  readonly code: RenderFailureCode
  /** A sentence for people. Holds the lead's own value at most, never a secret. */
  readonly message: string
}

class Failure implements RenderFailure {
  readonly kind = 'renderFailure'
  readonly code: RenderFailureCode
  readonly message: string

  constructor(code: RenderFailureCode, message: string) {
    this.code = code
    this.message = message
  }
}

export function renderFailure(code: RenderFailureCode, message: string): RenderFailure {
  return new Failure(code, message)
}

/** Tells a failure from every value that a template may give; a lead's own object with the same properties is none. */
export function isRenderFailure(value: unknown): value is RenderFailure {
  return value instanceof Failure
}

/** Carries a failure out of a filter through the template engine. Caught where the template is rendered. */
export class RenderStop extends Error {
  readonly failure: RenderFailure

  constructor(failure: RenderFailure) {
    super(failure.message)
    this.failure = failure
  }
}
