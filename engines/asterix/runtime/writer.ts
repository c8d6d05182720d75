/** A value that the item's bits cannot hold. */
export class EncodeFault extends Error {
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** A block's length is two octets. */
export const BLOCK_MAX_BYTES = 65_535

/** Bits into octets, most significant first. `item` names where a fault lies. */
export class Writer {
  item = ''
  private bytes = new Uint8Array(1024)
  private size = 0
  private open = 0
  private openBits = 0

  get length(): number {
    return this.size
  }

  take(): Uint8Array {
    return this.bytes.slice(0, this.size)
  }

  octet(value: number): void {
    if (this.size >= this.bytes.length) this.grow()
    this.bytes[this.size++] = value
  }

  octets(bytes: Uint8Array): void {
    for (const octet of bytes) this.octet(octet)
  }

  setOctet(at: number, value: number): void {
    this.bytes[at] = value
  }

  /** An unsigned integer that is known to fit. */
  bits(value: number, width: number): void {
    for (let left = width; left > 0;) {
      const take = Math.min(8 - this.openBits, left)
      const part = Math.floor(value / 2 ** (left - take)) % 2 ** take
      this.open = (this.open << take) | part
      this.openBits += take
      left -= take
      if (this.openBits === 8) {
        this.octet(this.open)
        this.open = 0
        this.openBits = 0
      }
    }
  }

  unsigned(field: string, value: number, width: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** width)
      throw this.fault(field, `an integer from 0 to ${2 ** width - 1}`, value)
    this.bits(value, width)
  }

  signed(field: string, value: number, width: number): void {
    const half = 2 ** (width - 1)
    if (!Number.isInteger(value) || value < -half || value >= half)
      throw this.fault(field, `an integer from ${-half} to ${half - 1}`, value)
    this.bits(value < 0 ? value + 2 ** width : value, width)
  }

  /** A quantity in steps of `above / below`, rounded to the nearest. */
  quantity(field: string, value: number, width: number, kind: 'u' | 's', above: number, below: number): void {
    const steps = Math.round((value * below) / above)
    const low = kind === 'u' ? 0 : -(2 ** (width - 1))
    const high = low + 2 ** width
    if (!(steps >= low && steps < high))
      throw this.fault(
        field,
        `a number from ${(low * above) / below} to ${((high - 1) * above) / below}`,
        value,
      )
    this.bits(steps < 0 ? steps + 2 ** width : steps, width)
  }

  octal(field: string, value: string, width: number): void {
    if (value.length * 3 !== width || !/^[0-7]*$/.test(value))
      throw this.fault(field, `${width / 3} octal digits`, value)
    this.bits(Number.parseInt(value, 8), width)
  }

  icao(field: string, value: string): void {
    if (!/^[ -_]{0,8}$/.test(value)) throw this.fault(field, 'up to 8 characters of six-bit ASCII', value)
    for (const char of value.padEnd(8)) this.bits(char.charCodeAt(0) & 63, 6)
  }

  /** Padded with blanks to `size` octets. */
  ascii(field: string, value: string, size: number): void {
    if (value.length > size) throw this.fault(field, `at most ${size} characters`, value)
    this.latin1(field, value.padEnd(size))
  }

  latin1(field: string, value: string): void {
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if (code > 255) throw this.fault(field, 'characters of one octet', value)
      this.bits(code, 8)
    }
  }

  hex(field: string, value: string, size: number | null): void {
    if (!/^(?:[0-9a-fA-F]{2})*$/.test(value) || (size !== null && value.length !== size * 2))
      throw this.fault(field, size === null ? 'hexadecimal octets' : `${size} hexadecimal octets`, value)
    for (let i = 0; i < value.length; i += 2) this.bits(Number.parseInt(value.slice(i, i + 2), 16), 8)
  }

  /** A repetition factor. */
  count(field: string, length: number, octets: number): void {
    if (length >= 256 ** octets) throw this.fault(field, `at most ${256 ** octets - 1} repetitions`, length)
    this.bits(length, 8 * octets)
  }

  /** Presence octets, as few as are needed or `least` where the record read had more; extension bits are set here. */
  presence(octets: readonly number[], least: number | undefined): void {
    let used = octets.length
    while (used > 1 && octets[used - 1] === 0) used--
    const size = Math.max(used, least ?? 1)
    for (let i = 0; i < size; i++) this.octet((octets[i] ?? 0) | (i < size - 1 ? 1 : 0))
  }

  fault(field: string, expected: string, found: unknown): EncodeFault {
    const path = this.item + field
    return new EncodeFault(path, `${path}: expected ${expected}, found ${String(found)}`)
  }

  private grow(): void {
    if (this.size > BLOCK_MAX_BYTES)
      throw new EncodeFault(this.item, `a block holds ${BLOCK_MAX_BYTES} octets`)
    const larger = new Uint8Array(this.bytes.length * 2)
    larger.set(this.bytes)
    this.bytes = larger
  }
}
