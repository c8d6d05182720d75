import Papa from 'papaparse'
import writeExcel from 'write-excel-file/universal'

export type Cell = string | number | boolean | null

export interface Written {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** CSV as RFC 4180 with a byte order mark, so that spreadsheets read UTF-8; a cell that would be a formula is text. */
export function writeCsv({ head, rows }: Written): string {
  const text = Papa.unparse(
    { fields: [...head], data: rows.map((row) => row.map((cell) => cell ?? '')) },
    { escapeFormulae: /^[=+@\t\r]|^-(?!\d)/, newline: '\r\n' },
  )
  return `\uFEFF${text}\r\n`
}

/** The same as a one-sheet XLSX file. */
export async function writeXlsx({ name, head, rows }: Written): Promise<Uint8Array<ArrayBuffer>> {
  const title = name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)
  const data = [
    head.map((word) => ({ value: word, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((cell) => (cell === null ? null : { value: cell }))),
  ]
  const made = await writeExcel(data, { sheet: title, stickyRowsCount: 1 }).toBlob()
  return new Uint8Array(await made.arrayBuffer())
}
