import { parseAddress } from '../codes/address.ts'
import type { AdsbProblem } from './frame-sink.ts'
import { LineSplitter, type LineSink } from './line-splitter.ts'
import type { SbsMessage } from './sbs.ts'

const MAX_LINE_BYTES = 512
const FIELDS = 22
/** Lines of the same protocol that are no transmission: selection, new aircraft, new callsign, status, click. */
const OTHER_LINES = /^(SEL|AIR|ID|STA|CLK),/

export interface SbsSink {
  message(message: SbsMessage, line: number): void
  problem(problem: AdsbProblem): void
}

/** Reads BaseStation lines; chunks may end anywhere, at most one line (512 bytes) is held. */
export class SbsReader implements LineSink {
  private readonly sink: SbsSink
  private readonly splitter = new LineSplitter(this, MAX_LINE_BYTES)
  private lineNumber = 0
  /** Lines of the protocol that are no transmission. */
  skipped = 0

  constructor(sink: SbsSink) {
    this.sink = sink
  }

  push(bytes: Uint8Array): void {
    this.splitter.push(bytes)
  }

  end(): void {
    this.splitter.end()
  }

  tooLong(): void {
    this.lineNumber++
    this.problem('line.too-long', `expected at most ${MAX_LINE_BYTES} bytes in a line`)
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    this.lineNumber++
    let text = ''
    for (let n = start; n < end; n++) text += String.fromCharCode(bytes[n]!)
    if (text.trim() === '') return
    if (OTHER_LINES.test(text)) {
      this.skipped++
      return
    }
    const message = sbsMessage(text)
    if ('code' in message) this.problem(message.code, message.message)
    else this.sink.message(message, this.lineNumber)
  }

  private problem(code: AdsbProblem['code'], message: string): void {
    this.sink.problem({ at: this.lineNumber, unit: 'line', code, message })
  }
}

interface Fault {
  code: 'sbs.format' | 'sbs.field'
  message: string
}

/** One line without its end, or what is wrong with it. */
export function sbsMessage(text: string): SbsMessage | Fault {
  const cells = text.split(',')
  if (cells[0] !== 'MSG' || cells.length !== FIELDS) {
    return { code: 'sbs.format', message: `expected MSG and ${FIELDS} fields, found ${cells.length}` }
  }
  const fields = new Cells(cells)
  const transmission = fields.number(1, 'transmission type', 1, 8, /^[1-8]$/)
  const address = parseAddress(cells[4]!)
  const message = {
    transmission: transmission ?? 0,
    address: address ?? 0,
    generatedMs: fields.stamp(6, 'generated'),
    loggedMs: fields.stamp(8, 'logged'),
    callsign: cells[10]!.trim() === '' ? null : cells[10]!.trimEnd(),
    altitudeFt: fields.number(11, 'altitude', -2000, 150_000),
    groundSpeedKn: fields.number(12, 'ground speed', 0, 5000),
    trackDeg: fields.number(13, 'track', 0, 360),
    lat: fields.number(14, 'latitude', -90, 90),
    lon: fields.number(15, 'longitude', -180, 180),
    verticalRateFtMin: fields.number(16, 'vertical rate', -33_000, 33_000),
    squawk: fields.text(17, 'squawk', /^[0-7]{4}$/, 'four digits 0 to 7'),
    alert: fields.flag(18, 'alert'),
    emergency: fields.flag(19, 'emergency'),
    spi: fields.flag(20, 'ident'),
    onGround: fields.flag(21, 'on ground'),
  }
  if (address === null)
    fields.wrong ??= `address: expected six hexadecimal digits, found "${cells[4]!.slice(0, 20)}"`
  if (transmission === null) fields.wrong ??= 'transmission type: expected 1 to 8, found nothing'
  return fields.wrong === null ? message : { code: 'sbs.field', message: fields.wrong }
}

/** The cells of a line; the first that is wrong is remembered. */
class Cells {
  wrong: string | null = null
  private readonly cells: readonly string[]

  constructor(cells: readonly string[]) {
    this.cells = cells
  }

  text(index: number, name: string, form: RegExp, expected: string): string | null {
    const cell = this.cells[index]!.trim()
    if (cell === '') return null
    if (form.test(cell)) return cell
    this.wrong ??= `${name}: expected ${expected}, found "${cell.slice(0, 20)}"`
    return null
  }

  number(index: number, name: string, min: number, max: number, form = /^[+-]?\d+(\.\d+)?$/): number | null {
    const cell = this.text(index, name, form, 'a number')
    if (cell === null) return null
    const value = Number(cell)
    if (value >= min && value <= max) return value
    this.wrong ??= `${name}: expected ${min} to ${max}, found ${cell.slice(0, 20)}`
    return null
  }

  flag(index: number, name: string): boolean | null {
    const cell = this.text(index, name, /^(-1|0|1)$/, '0, 1 or -1')
    return cell === null ? null : cell !== '0'
  }

  stamp(index: number, name: string): number | null {
    const day = this.text(index, `date ${name}`, /^\d{4}\/\d\d\/\d\d$/, 'YYYY/MM/DD')
    const time = this.text(index + 1, `time ${name}`, /^\d\d:\d\d:\d\d(\.\d{1,6})?$/, 'HH:MM:SS.mmm')
    if (day === null || time === null) return null
    const ms = Date.parse(`${day.replaceAll('/', '-')}T${time.slice(0, 12)}Z`)
    if (Number.isFinite(ms)) return ms
    this.wrong ??= `time ${name}: expected a date that exists, found ${day} ${time}`
    return null
  }
}
