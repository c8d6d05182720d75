import { download } from '@basinet/console/parts/table/csv.ts'
import type { Edition, Nomination } from '../contract.ts'
import type { Kept } from './api.ts'

export interface Entry {
  readonly nomination: string
  readonly day: string
  readonly present: boolean | null
  readonly expected: boolean | null
}

const BEFORE = ' (before)'
const word = (present: boolean | null): string => (present === null ? '' : present ? 'yes' : 'no')
const YES = new Set(['yes', 'y', '1', 'x', 'true', 'sí', 'si', 'oui', 'ja', 'wi'])
const NO = new Set(['no', 'n', '0', 'false', 'non', 'nee'])

export const heldOn = (of: Nomination, day: string): boolean | null =>
  of.attendance.find((a) => a.day === day)?.present ?? null

/** A file to take attendance in where there is no node: a column a day, and what stood there when it left. */
export async function exportAttendance(
  edition: Kept<Edition>,
  people: readonly Kept<Nomination>[],
): Promise<void> {
  const { writeXlsx } = await import('@basinet/tables/write')
  const { days, code, from } = edition.body
  const head = ['nomination', 'nation', 'name', ...days, ...days.map((day) => `${day}${BEFORE}`)]
  const rows = people.map(({ id, body }) => {
    const marks = days.map((day) => word(heldOn(body, day)))
    return [id, body.nation, body.name, ...marks, ...marks]
  })
  const bytes = await writeXlsx({ name: 'Attendance', head, rows })
  download(
    `attendance-${code}-${from}.xlsx`,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes,
  )
}

/** Entries of a file that comes back, CSV or XLSX. @throws SyntaxError or RangeError that says what is wrong and where */
export async function readAttendance(file: File): Promise<Entry[]> {
  const { readTable } = await import('@basinet/tables/read')
  const [sheet] = await readTable(file.name, new Uint8Array(await file.arrayBuffer()))
  const at = sheet?.head.indexOf('nomination') ?? -1
  if (sheet === undefined || at < 0) throw new SyntaxError(`${file.name} has no column "nomination"`)
  const days = sheet.head.flatMap((name, n) => (/^\d{4}-\d\d-\d\d$/.test(name) ? [[name, n] as const] : []))
  return sheet.lines.flatMap(({ line, cells }) =>
    days.flatMap(([day, n]): Entry[] => {
      const read = (column: number): boolean | null => {
        const text = (cells[column] ?? '').toLowerCase()
        if (text === '') return null
        if (YES.has(text)) return true
        if (NO.has(text)) return false
        throw new SyntaxError(`${file.name}, line ${line}, ${day}: "${text}" is neither yes nor no`)
      }
      const before = sheet.head.indexOf(`${day}${BEFORE}`)
      const present = read(n)
      if (present === null) return []
      const nomination = cells[at] ?? ''
      return [{ nomination, day, present, expected: before < 0 ? null : read(before) }]
    }),
  )
}
