/** What a value was to fulfil, by a word that a program can say in any language; `n` and `pattern` stand in `params`. */
export const RULES = [
  'needs-value',
  'unknown-field',
  'choice',
  'too-short',
  'too-long',
  'pattern',
  'date',
  'number',
  'whole',
  'min',
  'max',
  'few',
  'many',
  'wrong',
] as const
export type Rule = (typeof RULES)[number]
export type FailureParams = Readonly<Record<string, string | number>>

/**
 * An expected failure: a stable code for programs, a sentence in English, the input field it concerns (dotted path), and what a
 * program needs to say the same in its reader's language: the rule that was not kept, where a schema refused, and its numbers.
 */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly rule?: Rule
  readonly params?: FailureParams
}

/** Expected outcomes are values; only a bug throws. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** @param code stable, dotted, lower case, e.g. `record.stale` */
export function fail(
  code: string,
  message: string,
  field?: string,
  more: Pick<Failure, 'rule' | 'params'> = {},
): { ok: false; error: Failure } {
  return { ok: false, error: { code, message, ...(field === undefined ? {} : { field }), ...more } }
}

/** Unwraps a result whose failure would be a bug of ours. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`BUG: ${result.error.code}: ${result.error.message}`)
  return result.value
}
