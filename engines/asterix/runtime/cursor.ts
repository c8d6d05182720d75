/** Reading stopped inside an item; never leaves the package. */
class ReadFault extends Error {}

const FAULT = new ReadFault('BUG: a read fault reached the outside')

export type FaultKind = 'short' | 'unknown' | 'length'

/**
 * Where a reader stands. Generated readers advance `p` and never pass `end`. A fault is one object for all, thrown
 * without a stack, and says its kind and place here: damaged input must not cost more than good input.
 */
export class Cursor {
  b: Uint8Array
  p: number
  end: number
  kind: FaultKind = 'short'
  item = ''

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.b = bytes
    this.p = at
    this.end = end
  }

  /** The item needs more octets than are left. */
  short(item: string): ReadFault {
    return this.fault('short', item)
  }

  /** A presence bit that this edition does not use, so that the length of what follows is not known. */
  unknown(item: string): ReadFault {
    return this.fault('unknown', item)
  }

  fault(kind: FaultKind, item: string): ReadFault {
    this.kind = kind
    this.item = item
    return FAULT
  }

  /** Octets up to and with the first whose extension bit is clear, as hexadecimal. */
  extents(item: string): string {
    const from = this.p
    let last = 1
    while ((last & 1) === 1) {
      if (this.p >= this.end) throw this.short(item)
      last = this.b[this.p++]!
    }
    return hex(this.b, from, this.p - from)
  }

  /** Presence octets beyond those in use: none may be set. */
  emptyPresence(item: string): void {
    let last = 1
    while ((last & 1) === 1) {
      if (this.p >= this.end) throw this.short(item)
      last = this.b[this.p++]!
      if ((last & 0xfe) !== 0) throw this.unknown(item)
    }
  }
}

export function isReadFault(error: unknown): boolean {
  return error === FAULT
}

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

export function hex(b: Uint8Array, at: number, size: number): string {
  let out = ''
  for (let i = at; i < at + size; i++) out += HEX[b[i]!]
  return out
}
