import { LONG_BYTES, SHORT_BYTES } from '../bits/frame-bits.ts'
import { signalDbfs, type FrameSink, type Reception } from './frame-sink.ts'
import { LineSplitter, type LineSink } from './line-splitter.ts'

/** The longest form is 46 characters: `<`, counter, signal, frame, `;`. */
const MAX_LINE_BYTES = 128
const TICK_DIGITS = 12
const SIGNAL_DIGITS = 2
const MODE_AC_DIGITS = 4

/** Digit values of ASCII characters; -1 for all others. */
const NIBBLES = new Int8Array(256).fill(-1)
for (let n = 0; n < 16; n++) {
  NIBBLES[n.toString(16).charCodeAt(0)] = n
  NIBBLES[n.toString(16).toUpperCase().charCodeAt(0)] = n
}

const ASCII = {
  star: 0x2a,
  at: 0x40,
  percent: 0x25,
  less: 0x3c,
  colon: 0x3a,
  semicolon: 0x3b,
  comma: 0x2c,
  hash: 0x23,
  blank: 0x20,
  dot: 0x2e,
} as const

/**
 * Reads frames as lines of text: AVR `*HEX;` (or `:HEX;`), with a 48-bit 12 MHz counter `@TICKS HEX;` (or `%`), with counter
 * and signal `<TICKS SIGNAL HEX;`, bare `HEX`, and `SECONDS,HEX` as recordings have them (Unix seconds UTC). Blank lines and
 * lines that begin with `#` are read over.
 */
export class AvrReader implements LineSink {
  private readonly sink: FrameSink
  private readonly splitter = new LineSplitter(this, MAX_LINE_BYTES)
  private readonly frame = new Uint8Array(LONG_BYTES)
  private readonly reception: Reception = { at: 0, unit: 'line', ticks: null, signalDbfs: null, utcMs: null }
  private lineNumber = 0

  constructor(sink: FrameSink) {
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

  line(bytes: Uint8Array, from: number, until: number): void {
    this.lineNumber++
    let end = until
    while (end > from && bytes[end - 1] === ASCII.blank) end--
    const first = bytes[from]
    if (end === from || first === ASCII.hash) return
    const { reception } = this
    reception.at = this.lineNumber
    reception.ticks = null
    reception.signalDbfs = null
    reception.utcMs = null
    let start = from
    if (
      first === ASCII.star ||
      first === ASCII.colon ||
      first === ASCII.at ||
      first === ASCII.percent ||
      first === ASCII.less
    ) {
      if (bytes[end - 1] !== ASCII.semicolon) {
        this.problem('line.format', 'expected ; at the end of the frame')
        return
      }
      end--
      start++
      if (first === ASCII.at || first === ASCII.percent || first === ASCII.less)
        start = this.counter(bytes, start, end, first === ASCII.less)
    } else start = this.seconds(bytes, from, end)
    if (start >= 0) this.hex(bytes, start, end)
  }

  /** Reads counter and signal; where the frame begins, or -1. */
  private counter(bytes: Uint8Array, start: number, end: number, withSignal: boolean): number {
    const digits = TICK_DIGITS + (withSignal ? SIGNAL_DIGITS : 0)
    let ticks = 0
    for (let n = start; n < start + TICK_DIGITS; n++) {
      const nibble = n < end ? NIBBLES[bytes[n]!]! : -1
      if (nibble < 0) {
        this.problem('line.format', `expected ${TICK_DIGITS} hexadecimal digits of the counter`)
        return -1
      }
      ticks = ticks * 16 + nibble
    }
    this.reception.ticks = ticks
    if (withSignal && start + digits <= end) {
      const level = (NIBBLES[bytes[start + 12]!]! << 4) | NIBBLES[bytes[start + 13]!]!
      if (level < 0) {
        this.problem('line.format', 'expected two hexadecimal digits of the signal')
        return -1
      }
      this.reception.signalDbfs = signalDbfs(level)
    }
    return start + digits
  }

  /** Reads the decimal seconds before a comma, if there is one; where the frame begins, or -1. */
  private seconds(bytes: Uint8Array, start: number, end: number): number {
    const comma = bytes.subarray(start, end).indexOf(ASCII.comma)
    if (comma < 0) return start
    let text = ''
    for (let n = start; n < start + comma; n++) {
      const byte = bytes[n]!
      if (byte !== ASCII.dot && (byte < 0x30 || byte > 0x39)) {
        this.problem('line.format', 'expected Unix seconds before the comma')
        return -1
      }
      text += String.fromCharCode(byte)
    }
    const seconds = Number(text)
    if (text === '' || !Number.isFinite(seconds)) {
      this.problem('line.format', 'expected Unix seconds before the comma')
      return -1
    }
    this.reception.utcMs = seconds * 1000
    return start + comma + 1
  }

  private hex(bytes: Uint8Array, start: number, end: number): void {
    const digits = end - start
    if (digits === MODE_AC_DIGITS) {
      this.sink.skipped()
      return
    }
    if (digits !== 2 * LONG_BYTES && digits !== 2 * SHORT_BYTES) {
      this.problem(
        'line.format',
        `expected 14 or 28 hexadecimal digits, found ${Math.max(0, digits)} characters`,
      )
      return
    }
    for (let n = 0; n < digits / 2; n++) {
      const byte = (NIBBLES[bytes[start + 2 * n]!]! << 4) | NIBBLES[bytes[start + 2 * n + 1]!]!
      if (byte < 0) {
        this.problem('line.format', `expected hexadecimal digits, found another at ${2 * n + 1} of the frame`)
        return
      }
      this.frame[n] = byte
    }
    this.sink.frame(this.frame, 0, digits / 2, this.reception)
  }

  private problem(code: 'line.format' | 'line.too-long', message: string): void {
    this.sink.problem({ at: this.lineNumber, unit: 'line', code, message })
  }
}
