/** An expected failure: a stable dotted code for programs, a sentence for people, the input field. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly field?: string
}

/** Expected outcomes are values; only a bug throws. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function fail(code: string, message: string, field?: string): { ok: false; error: Failure } {
  return { ok: false, error: field === undefined ? { code, message } : { code, message, field } }
}
