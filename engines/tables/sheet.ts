/** One table of a file: its head and its lines, every cell as the text a person would read there. */
export interface Sheet {
  readonly name: string
  readonly head: readonly string[]
  readonly lines: readonly SheetLine[]
}

export interface SheetLine {
  /** Line in the file, the head being 1. */
  readonly line: number
  readonly cells: readonly string[]
}

const LINES_MAX = 100_000
const COLUMNS_MAX = 200
const CELL_MAX = 4000

/** A sheet from rows of text; the first row that holds something is the head. A column without a name is called by its letter. */
export function sheetOf(name: string, rows: readonly (readonly string[])[]): Sheet {
  if (rows.length > LINES_MAX) throw new RangeError(`"${name}" has more than ${LINES_MAX} lines: split it`)
  const filled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '')
  const start = rows.findIndex(filled)
  const head = rows[start] ?? []
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0)
  if (width > COLUMNS_MAX) throw new RangeError(`"${name}" has more than ${COLUMNS_MAX} columns`)
  const long = rows.findIndex((cells) => cells.some((cell) => cell.length > CELL_MAX))
  if (long >= 0)
    throw new RangeError(`"${name}", line ${long + 1}: a cell is longer than ${CELL_MAX} characters`)
  const lines = rows
    .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ line, cells }) => line > start + 1 && filled(cells))
  return {
    name,
    head: Array.from({ length: width }, (_, n) => head[n]?.trim() || letters(n)),
    lines,
  }
}

/** A, B, … Z, AA as a spreadsheet names its columns. */
function letters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}
