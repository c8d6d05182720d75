/** Outcome of reading something foreign: an error names the part of the file, and the byte or element, and what was expected. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ReadError }

export interface ReadError {
  /** Stable, e.g. `x3p.checksum`. */
  readonly code: string
  /** Part of the file, and the element or byte in it. */
  readonly at: string
  readonly message: string
}

export const read = <T>(value: T): Read<T> => ({ ok: true, value })

export function unread(code: string, at: string, message: string): Read<never> {
  return { ok: false, error: { code, at, message } }
}
