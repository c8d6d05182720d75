import { Type } from 'typebox'

/**
 * A moment in UTC to the millisecond, e.g. `2026-11-24T20:30:00.000Z`. Narrower than RFC 3339: offsets, leap seconds,
 * finer fractions and RFC 9557 suffixes are read differently by JavaScript and PostgreSQL, or by neither.
 */
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?Z$',
})
