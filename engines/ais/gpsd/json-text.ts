/** Room asked for one message: the longest text is 1,024 hexadecimal digits or 256 escaped characters. */
const MESSAGE_ROOM_BYTES = 8192
const UTF8 = new TextEncoder()
const QUOTE = 34
const BACKSLASH = 92
const MINUS = 45
const POINT = 46
const ZERO = 48

/** Words of a piece that are stored without a loop. */
const STRAIGHT_WORDS = 3

/**
 * A constant piece of ASCII, held as doubles: eight bytes are copied by one store. An ASCII byte pattern is never
 * a NaN, whose bits the engine might change. At least STRAIGHT_WORDS words.
 */
export interface Piece {
  readonly words: Float64Array
  readonly length: number
}

export function ascii(text: string): Piece {
  const words = new Float64Array(Math.max(STRAIGHT_WORDS, Math.ceil(text.length / 8)))
  writeAscii(words, 0, text)
  return { words, length: text.length }
}

const WORD = new DataView(new ArrayBuffer(8))

/** Words from `first` on, in the byte order `bytes` writes them. */
function writeAscii(words: Float64Array, first: number, text: string): void {
  for (let at = 0, n = first; at < text.length; at += 8, n++) {
    WORD.setBigUint64(0, 0n)
    const count = Math.min(8, text.length - at)
    for (let k = 0; k < count; k++) WORD.setUint8(k, text.charCodeAt(at + k))
    words[n] = WORD.getFloat64(0, true)
  }
}

/** Pieces of at most sixteen bytes by number, side by side in memory. */
export interface PieceTable {
  readonly words: Float64Array
  readonly lengths: Uint8Array
}

export function pieceTable(texts: readonly string[]): PieceTable {
  const words = new Float64Array(texts.length * 2)
  texts.forEach((text, n) => {
    if (text.length > 16) throw new Error(`BUG: "${text}" is longer than a table's piece`)
    writeAscii(words, n * 2, text)
  })
  return { words, lengths: Uint8Array.from(texts, (text) => text.length) }
}

/** `,"name":` */
export function key(name: string): Piece {
  return ascii(`,"${name}":`)
}

const TRUE = ascii('true')
const FALSE = ascii('false')
const HEX_DIGITS = Uint8Array.from('0123456789abcdef', (char) => char.charCodeAt(0))
const POWER = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

/** Four digits of 0 to 9999 as a little-endian word, with and without leading zeros. */
const QUAD = new Uint32Array(10_000)
const LEFT = new Uint32Array(10_000)
/** Their number of digits. */
const LENGTH = new Uint8Array(10_000)
for (let value = 0; value < 10_000; value++) {
  const ones = value % 10
  const tens = ((value / 10) | 0) % 10
  const hundreds = ((value / 100) | 0) % 10
  const thousands = (value / 1000) | 0
  const word = 0x30303030 | thousands | (hundreds << 8) | (tens << 16) | (ones << 24)
  const length = value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4
  QUAD[value] = word
  LEFT[value] = word >>> (8 * (4 - length))
  LENGTH[value] = length
}

/** JSON written as bytes: no string is made for a number or a key. */
export class JsonText {
  buf: Uint8Array
  /** Bytes written. */
  length = 0
  private view: DataView

  constructor(capacity: number) {
    this.buf = new Uint8Array(Math.max(capacity, MESSAGE_ROOM_BYTES * 2))
    this.view = new DataView(this.buf.buffer)
  }

  /** Makes room for one more message; the buffer grows when its reader does not take the text. */
  room(): void {
    if (this.length + MESSAGE_ROOM_BYTES <= this.buf.length) return
    const grown = new Uint8Array(this.buf.length * 2)
    grown.set(this.buf.subarray(0, this.length))
    this.buf = grown
    this.view = new DataView(grown.buffer)
  }

  /** Stores whole words: what stands behind the piece is overwritten by what follows. */
  bytes(piece: Piece): void {
    const words = piece.words
    const view = this.view
    const at = this.length
    view.setFloat64(at, words[0]!, true)
    view.setFloat64(at + 8, words[1]!, true)
    view.setFloat64(at + 16, words[2]!, true)
    for (let n = STRAIGHT_WORDS; n < words.length; n++) view.setFloat64(at + 8 * n, words[n]!, true)
    this.length = at + piece.length
  }

  /** Entry `index` of a table. */
  entry(table: PieceTable, index: number): void {
    const words = table.words
    const view = this.view
    const at = this.length
    const from = index * 2
    view.setFloat64(at, words[from]!, true)
    view.setFloat64(at + 8, words[from + 1]!, true)
    this.length = at + table.lengths[index]!
  }

  /** Tenths of an unsigned value below 100,000: "12.3". */
  tenths(value: number): void {
    const whole = (value / 10) | 0
    const view = this.view
    const end = this.length + LENGTH[whole]!
    view.setUint32(this.length, LEFT[whole]!, true)
    view.setUint16(end, POINT | ((ZERO + value - whole * 10) << 8), true)
    this.length = end + 2
  }

  /** A line of any text, as UTF-8. */
  line(text: string): void {
    this.room()
    const { written } = UTF8.encodeInto(
      text,
      this.buf.subarray(this.length, this.length + MESSAGE_ROOM_BYTES - 1),
    )
    this.length += written
    this.byte(10)
  }

  byte(code: number): void {
    this.buf[this.length++] = code
  }

  bool(value: boolean): void {
    this.bytes(value ? TRUE : FALSE)
  }

  /** Unsigned integer below 2^32. */
  uint(value: number): void {
    if (value < 10_000) {
      this.view.setUint32(this.length, LEFT[value]!, true)
      this.length += LENGTH[value]!
      return
    }
    const high = Math.floor(value / 10_000)
    this.uint(high)
    this.view.setUint32(this.length, QUAD[value - high * 10_000]!, true)
    this.length += 4
  }

  int(value: number): void {
    if (value < 0) {
      this.buf[this.length++] = MINUS
      this.uint(-value)
    } else this.uint(value)
  }

  /** Exactly `count` digits, 1 to 8. */
  digits(value: number, count: number): void {
    let low = value
    let left = count
    if (left > 4) {
      const high = (value / 10_000) | 0
      low = value - high * 10_000
      this.quad(high, left - 4)
      left = 4
    }
    this.quad(low, left)
  }

  /** `value` × 10^−decimals, `value` an integer, decimals 1 to 7. */
  fixed(value: number, decimals: number): void {
    let magnitude = value
    if (value < 0) {
      this.buf[this.length++] = MINUS
      magnitude = -value
    }
    const unit = POWER[decimals]!
    const whole = Math.floor(magnitude / unit)
    this.uint(whole)
    this.buf[this.length++] = POINT
    this.digits(magnitude - whole * unit, decimals)
  }

  /** 1/10,000 minute of arc as degrees with seven decimals. */
  degrees(raw: number): void {
    const buf = this.buf
    let magnitude = Math.round((raw * 50) / 3)
    if (raw < 0) {
      buf[this.length++] = MINUS
      magnitude = -magnitude
    }
    const view = this.view
    const whole = (magnitude / 10_000_000) | 0
    const rest = magnitude - whole * 10_000_000
    const high = (rest / 10_000) | 0
    view.setUint32(this.length, LEFT[whole]!, true)
    const point = this.length + LENGTH[whole]!
    view.setUint32(point, POINT | ((QUAD[high]! >>> 8) << 8), true)
    view.setUint32(point + 4, QUAD[rest - high * 10_000]!, true)
    this.length = point + 8
  }

  /** Quoted and escaped; six-bit and Latin-1 texts only. */
  string(value: string): void {
    const buf = this.buf
    let at = this.length
    buf[at++] = QUOTE
    for (let n = 0; n < value.length; n++) {
      const code = value.charCodeAt(n)
      if (code === QUOTE || code === BACKSLASH) buf[at++] = BACKSLASH
      buf[at++] = code
    }
    buf[at++] = QUOTE
    this.length = at
  }

  /** `"bits:hex"`, the form of undecoded application data. */
  hex(bits: number, data: Uint8Array): void {
    this.byte(QUOTE)
    this.uint(bits)
    this.byte(58)
    const buf = this.buf
    let at = this.length
    for (let n = 0; n < data.length; n++) {
      const value = data[n]!
      buf[at++] = HEX_DIGITS[value >> 4]!
      buf[at++] = HEX_DIGITS[value & 15]!
    }
    buf[at++] = QUOTE
    this.length = at
  }

  /** The last `count` of four digits. */
  private quad(value: number, count: number): void {
    this.view.setUint32(this.length, QUAD[value]! >>> (8 * (4 - count)), true)
    this.length += count
  }
}
