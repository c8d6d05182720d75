import { csvFormat } from './csv.ts'
import { geojsonFormat } from './geojson.ts'
import { jsonLinesFormat } from './json-lines.ts'
import { kmlFormat } from './kml.ts'
import { nmeaFormat } from './nmea.ts'
import type { ExportRow } from './rows.ts'

/** A file format written as it goes: memory does not grow with the file. */
export interface ExportFormat {
  readonly mediaType: string
  readonly extension: string
  /** What comes before the first row. */
  head(): string
  /** `first`: whether a row was written before. */
  rows(rows: readonly ExportRow[], first: boolean): string
  tail(): string
}

export const EXPORT_FORMATS: Readonly<Record<string, ExportFormat>> = {
  csv: csvFormat,
  jsonl: jsonLinesFormat,
  geojson: geojsonFormat,
  kml: kmlFormat,
  nmea: nmeaFormat,
}
export const EXPORT_NAMES = Object.keys(EXPORT_FORMATS)

export interface Exported {
  readonly rows: number
  readonly vessels: number
}

/** Writes rows in a format; `write` is waited for, so a slow reader slows the database's cursor. */
export async function writeExport(
  format: ExportFormat,
  rows: AsyncIterable<readonly ExportRow[]>,
  write: (text: string) => Promise<void>,
): Promise<Exported> {
  let count = 0
  const vessels = new Set<number>()
  await write(format.head())
  for await (const part of rows) {
    await write(format.rows(part, count === 0))
    count += part.length
    for (const row of part) vessels.add(row.mmsi)
  }
  await write(format.tail())
  return { rows: count, vessels: vessels.size }
}
