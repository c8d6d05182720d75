import type { ColumnMapping, TableColumn } from './columns.ts'
import type { Sheet } from './sheet.ts'

export interface ReadRow {
  /** Line in the file. */
  readonly line: number
  /** By column; an empty cell of a column that may be empty is null. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>
}

/** Why a line is not taken: a code (`empty`, `number`, `integer`, `decimal`, `date`, `choice`, `boolean`, `long`), the column, what stood there. */
export interface RowFault {
  readonly line: number
  readonly column: string | null
  readonly code: string
  readonly value: string
  /** For a choice: what was expected. */
  readonly expected?: readonly string[]
}

/** Every line of the sheet is in exactly one of the two. */
export interface RowsRead {
  readonly rows: readonly ReadRow[]
  readonly faults: readonly RowFault[]
  /** Lines that are not taken. */
  readonly refused: readonly number[]
}

/** Reads a sheet's lines by a mapping: a line is taken whole or refused with every reason. */
export function readRows(sheet: Sheet, columns: readonly TableColumn[], mapping: ColumnMapping): RowsRead {
  const rows: ReadRow[] = []
  const faults: RowFault[] = []
  const refused: number[] = []
  for (const { line, cells } of sheet.lines) {
    const values: Record<string, string | number | boolean | null> = {}
    const wrong: RowFault[] = []
    for (const column of columns) {
      const at = mapping[column.name] ?? null
      const text = at === null ? '' : (cells[at] ?? '')
      const read = readCell(text, column)
      if (typeof read === 'object' && read !== null)
        wrong.push({ line, column: column.name, value: text, ...read })
      else values[column.name] = read
    }
    if (wrong.length === 0) rows.push({ line, values })
    else refused.push(line)
    faults.push(...wrong)
  }
  return { rows, faults, refused }
}

type Wrong = Pick<RowFault, 'code' | 'expected'>
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/
const INTEGER = /^-?\d{1,15}$/
const DECIMAL = /^-?(0|[1-9]\d{0,14})(\.\d{1,4})?$/
const TEXT_MAX = 2000

function readCell(text: string, column: TableColumn): string | number | boolean | null | Wrong {
  if (text === '') return column.required ? { code: 'empty' } : null
  switch (column.kind) {
    case 'text':
      return text.length > (column.maxLength ?? TEXT_MAX) ? { code: 'long' } : text
    case 'number':
      return NUMBER.test(text) ? Number(text) : { code: 'number' }
    case 'integer':
      return INTEGER.test(text) ? Number(text) : { code: 'integer' }
    case 'decimal':
      return DECIMAL.test(text) ? text : { code: 'decimal' }
    case 'date':
      return isDate(text) ? text : { code: 'date' }
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : { code: 'boolean' }
    default: {
      const asked = text.toLowerCase()
      const found = column.choices?.find(
        (choice, n) => choice.toLowerCase() === asked || column.words?.[n]?.toLowerCase() === asked,
      )
      return found ?? { code: 'choice', expected: column.choices ?? [] }
    }
  }
}

/** A day as ISO 8601 alone: 03/04 is March or April by country, and nobody can tell. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
