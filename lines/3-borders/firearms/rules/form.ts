import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Firearm } from '../contract/firearm.ts'
import type { FirearmTrace } from '../contract/trace.ts'

/**
 * Fields of ATF form 3312.1 by their numbers. The layout as CSV is this register's own (RFC 4180): an officer, or a script of the partner's,
 * carries it into eTrace or iARMS, whose batch formats are not public.
 */
const COLUMNS = [
  '1a_date',
  '1b_priority',
  '1b_justification',
  '1c_instructions',
  '2a_crime_code',
  '2b_project_code',
  '4a_reference',
  '5a_serial',
  '5b_obliterated',
  '5c_manufacturer',
  '5d_type',
  '5e_caliber',
  '5f_model',
  '5g_country_of_origin',
  '5h_importer',
  '5i_markings',
  '8_recovered_at',
  '8_place',
  '9_obliterated_detail',
  'asked_country',
  'asked_authority',
] as const

export interface Request {
  readonly firearm: Firearm
  readonly trace: FirearmTrace
}

/** Requests as a file, one a line. The possessor's record is not named in it: whoever carries it adds what the law lets go. */
export function writeRequests(requests: readonly Request[], at: Date): string {
  return [COLUMNS, ...requests.map((one) => cellsOf(one, at))].map(line).join('')
}

function cellsOf({ firearm: f, trace: t }: Request, at: Date): (string | null)[] {
  const marks = f.marks.map((mark) => `${mark.kind}: ${mark.text} (${mark.position})`).join('; ')
  return [
    (t.sentAt ?? at.toISOString()).slice(0, 10),
    t.priority,
    t.justification,
    t.instructions,
    t.crimeCode,
    t.projectCode,
    t.reference,
    f.serial,
    f.serialState === 'legible' ? 'no' : f.serialState,
    f.make,
    f.type,
    f.calibre,
    f.model,
    f.countryOfOrigin,
    f.importer,
    marks,
    f.recovered.at,
    f.recovered.place,
    f.restoration,
    t.askedOf.country,
    t.askedOf.authority,
  ]
}

const line = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => quoted(cell ?? '')).join(',')}\r\n`

/** A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/

function quoted(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const ANSWER_COLUMNS = [
  'reference',
  'outcome',
  'because',
  'sold_on',
  'last_known_country',
  'dealer',
  'text',
] as const
const LINES_MAX = 5000

export interface AnswerLine {
  /** Line of the file, the head being 1. */
  readonly line: number
  readonly reference: string
  readonly answer: Readonly<Record<string, string | null>>
}

/** Answers as a file. What a field may hold the command decides. Errors: `firearm-trace.file` with the line. */
export function readAnswers(text: string): Result<AnswerLine[]> {
  const rows = parse(text)
  if (!rows.ok) return rows
  const [head, ...rest] = rows.value
  if (head === undefined || head.join() !== ANSWER_COLUMNS.join())
    return fail('firearm-trace.file', `line 1: the columns ${ANSWER_COLUMNS.join(',')} are expected`, 'csv')
  if (rest.length > LINES_MAX)
    return fail('firearm-trace.file', `${rest.length} answers; at most ${LINES_MAX} expected`, 'csv')
  const lines: AnswerLine[] = []
  for (const [i, cells] of rest.entries()) {
    const [reference = '', ...values] = cells
    if (cells.length !== ANSWER_COLUMNS.length || reference === '')
      return fail(
        'firearm-trace.file',
        `line ${i + 2}: a reference and ${ANSWER_COLUMNS.length} cells are expected, ${cells.length} there`,
        'csv',
      )
    const [outcome, because, soldOn, lastKnownCountry, dealer, said] = values.map((cell) =>
      cell === '' ? null : cell,
    )
    const answer = {
      outcome: outcome ?? null,
      because: because ?? null,
      soldOn: soldOn ?? null,
      lastKnownCountry: lastKnownCountry ?? null,
      dealer: dealer ?? null,
      purchaser: null,
      text: said ?? null,
    }
    lines.push({ line: i + 2, reference, answer })
  }
  return ok(lines)
}

/** RFC 4180; line ends of either kind, a byte-order mark taken away, empty lines left out. */
function parse(text: string): Result<string[][]> {
  const source = text.replace(/^\uFEFF/, '')
  const rows: string[][] = []
  let row: string[] = []
  let [cell, inQuotes] = ['', false]
  for (let i = 0; i < source.length; i++) {
    const sign = source[i]!
    if (inQuotes) {
      if (sign !== '"') cell += sign
      else if (source[i + 1] === '"') cell += source[++i]!
      else inQuotes = false
    } else if (sign === '"' && cell === '') inQuotes = true
    else if (sign === ',' || sign === '\n') {
      row.push(cell.replace(/\r$/, ''))
      cell = ''
      if (sign === ',') continue
      if (row.some((one) => one !== '')) rows.push(row)
      row = []
    } else cell += sign
  }
  if (inQuotes)
    return fail('firearm-trace.file', `line ${rows.length + 1}: a quotation mark is not closed`, 'csv')
  row.push(cell.replace(/\r$/, ''))
  if (row.some((one) => one !== '')) rows.push(row)
  return ok(rows)
}
