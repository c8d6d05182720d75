import type { ExportFormat } from './format.ts'
import type { ExportRow } from './rows.ts'

const COLUMNS: readonly (readonly [name: string, value: (r: ExportRow) => string | number | null])[] = [
  ['time', (r) => new Date(r.atMs).toISOString()],
  ['mmsi', (r) => String(r.mmsi).padStart(9, '0')],
  ['name', (r) => r.name],
  ['lon', (r) => r.lon],
  ['lat', (r) => r.lat],
  ['sog_kn', (r) => r.sogKn],
  ['cog_deg', (r) => r.cogDeg],
  ['heading_deg', (r) => r.headingDeg],
  ['nav_status', (r) => r.navStatus],
  ['class', (r) => r.cls],
  ['station', (r) => r.station],
]

/**
 * A field of RFC 4180. Names come off the air: one that a spreadsheet would take for a formula (it starts with = + - @, tab
 * or CR) is kept from being one by an apostrophe.
 */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with a header line. */
export const csvFormat: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  head: () => `${COLUMNS.map(([name]) => name).join(',')}\r\n`,
  rows: (rows) => rows.map((r) => `${COLUMNS.map(([, value]) => csvField(value(r))).join(',')}\r\n`).join(''),
  tail: () => '',
}
