/** An expected failure: a stable code for programs, a sentence for people, the input field it concerns. */
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

/** @param code stable, dotted, lower case, e.g. `record.stale` */
export function fail(code: string, message: string, field?: string): { ok: false; error: Failure } {
  return { ok: false, error: field === undefined ? { code, message } : { code, message, field } }
}

/** Unwraps a result whose failure would be a bug of ours. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`BUG: ${result.error.code}: ${result.error.message}`)
  return result.value
}
