/** Expected failure as a value: `code` is stable, `message` says what was expected, `field` names the part at fault. */
export type GeodesyError = { code: GeodesyErrorCode; message: string; field?: string }

export type GeodesyErrorCode =
  | 'position-format'
  | 'position-range'
  | 'polygon-invalid'
  | 'level-range'
  | 'bbox-range'

export type Result<T> = { ok: true; value: T } | { ok: false; error: GeodesyError }

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function fail<T>(code: GeodesyErrorCode, message: string, field?: string): Result<T> {
  return { ok: false, error: field === undefined ? { code, message } : { code, message, field } }
}
