import Papa from 'papaparse'
import readExcel from 'read-excel-file/universal'
import { sheetOf, type Sheet } from './sheet.ts'
import { unpackedBytes } from './zip-size.ts'

const FILE_BYTES_MAX = 20 << 20
/** Most that a spreadsheet may unpack to: a small file may hold a very large one. */
const UNPACKED_BYTES_MAX = 200 << 20

/**
 * Sheets of a CSV (RFC 4180; comma, semicolon or tab; UTF-8 or Windows-1252) or an XLSX file, cells as text.
 * @throws RangeError or SyntaxError that says what was expected and where
 */
export async function readTable(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sheet[]> {
  if (bytes.length === 0) throw new SyntaxError(`${name} is empty`)
  if (bytes.length > FILE_BYTES_MAX) throw new RangeError(`${name} is larger than ${FILE_BYTES_MAX} bytes`)
  // ZIP local file header (APPNOTE 4.3.7): what an XLSX begins with.
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03
  return zipped ? readXlsx(name, bytes) : [sheetOf(name, readCsv(name, decode(bytes)))]
}

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // What spreadsheets on Windows write unless asked for UTF-8.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function readCsv(name: string, text: string): string[][] {
  if (text.includes('\u0000')) throw new SyntaxError(`${name} is neither CSV nor XLSX`)
  const read = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false })
  const wrong = read.errors.find((error) => error.type === 'Quotes')
  if (wrong !== undefined)
    throw new SyntaxError(`${name}, line ${(wrong.row ?? 0) + 1}: ${wrong.message.toLowerCase()}`)
  return read.data
}

/** What the head is divided by: the most frequent of comma, semicolon and tab outside quotes. */
function delimiterOf(text: string): string {
  const head = /^[\uFEFF\s]*((?:"[^"]*"|[^"\r\n])*)/.exec(text)?.[1]?.replaceAll(/"[^"]*"/g, '') ?? ''
  const count = (mark: string): number => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

async function readXlsx(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sheet[]> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) throw new SyntaxError(`${name} is no XLSX file that can be read: it is cut off`)
  if (unpacked > UNPACKED_BYTES_MAX)
    throw new RangeError(`${name} unpacks to more than ${UNPACKED_BYTES_MAX} bytes`)
  let sheets: Awaited<ReturnType<typeof readExcel>>
  try {
    sheets = await readExcel(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  } catch (error) {
    throw new SyntaxError(
      `${name} is no XLSX file that can be read: ${error instanceof Error ? error.message : ''}`,
    )
  }
  return sheets.map(({ sheet, data }) =>
    sheetOf(
      sheet,
      data.map((row) => row.map((cell) => textOf(cell))),
    ),
  )
}

/** A cell as ISO text: a date at midnight is a day. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '')
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
