/** Room asked for one message: the longest text is 1,024 hexadecimal digits or 256 escaped characters. */
const MESSAGE_ROOM_BYTES = 8192
const QUOTE = 34
const BACKSLASH = 92
const MINUS = 45
const POINT = 46
const ZERO = 48

/** ASCII bytes of a constant piece of JSON. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}

/** `,"name":` */
export function key(name: string): Uint8Array {
  return ascii(`,"${name}":`)
}

const TRUE = ascii('true')
const FALSE = ascii('false')
const HEX_DIGITS = ascii('0123456789abcdef')
const POWER = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

/** JSON written as bytes: no string is made for a number or a key. */
export class JsonText {
  buf: Uint8Array
  /** Bytes written. */
  length = 0

  constructor(capacity: number) {
    this.buf = new Uint8Array(Math.max(capacity, MESSAGE_ROOM_BYTES * 2))
  }

  /** Makes room for one more message; the buffer grows when its reader does not take the text. */
  room(): void {
    if (this.length + MESSAGE_ROOM_BYTES <= this.buf.length) return
    const grown = new Uint8Array(this.buf.length * 2)
    grown.set(this.buf.subarray(0, this.length))
    this.buf = grown
  }

  bytes(piece: Uint8Array): void {
    const buf = this.buf
    let at = this.length
    for (let n = 0; n < piece.length; n++) buf[at++] = piece[n]!
    this.length = at
  }

  byte(code: number): void {
    this.buf[this.length++] = code
  }

  bool(value: boolean): void {
    this.bytes(value ? TRUE : FALSE)
  }

  /** Unsigned integer below 2^53. */
  uint(value: number): void {
    if (value < 10) {
      this.buf[this.length++] = ZERO + value
    } else if (value < 1_000_000_000) {
      this.small(value | 0)
    } else {
      const high = Math.floor(value / 1_000_000_000)
      this.uint(high)
      this.digits((value - high * 1_000_000_000) | 0, 9)
    }
  }

  int(value: number): void {
    if (value < 0) {
      this.buf[this.length++] = MINUS
      this.uint(-value)
    } else this.uint(value)
  }

  /** Exactly `count` digits. */
  digits(value: number, count: number): void {
    const buf = this.buf
    let rest = value
    for (let at = this.length + count - 1; at >= this.length; at--) {
      const next = (rest / 10) | 0
      buf[at] = ZERO + rest - next * 10
      rest = next
    }
    this.length += count
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
    this.digits((magnitude - whole * unit) | 0, decimals)
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
    this.length = at
    this.byte(QUOTE)
  }

  private small(value: number): void {
    let count = 1
    for (let bound = 10; count < 9 && value >= bound; bound *= 10) count++
    this.digits(value, count)
  }
}
