import type { Reader } from './reader.ts'

/** Lines of a document, counted only where a fault is told: LF, CR and CR LF end a line (XML 1.0 2.11). */
export class LineCount {
  /** Lines in front of the reader's first byte. */
  before = 0
  private offset = 0
  private ends = 0
  private afterReturn = false
  private readonly reader: Reader

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** Line of a byte that is not forgotten yet, from 1. */
  at(offset: number): number {
    return this.before + 1 + this.ends + this.between(this.offset, offset)
  }

  /** Counts up to `offset` for good. */
  moveTo(offset: number): void {
    if (offset <= this.offset) return
    this.ends += this.between(this.offset, offset)
    this.afterReturn = this.reader.buf[offset - 1 - this.reader.base] === 0x0d
    this.offset = offset
  }

  private between(from: number, to: number): number {
    const { buf, base } = this.reader
    let count = 0
    // What follows a CR may not be there yet: the LF behind it is the one left out.
    let afterReturn = this.afterReturn
    const last = Math.min(to - base, buf.length)
    for (let p = Math.max(0, from - base); p < last; p++) {
      const byte = buf[p]!
      if (byte === 0x0d || (byte === 0x0a && !afterReturn)) count++
      afterReturn = byte === 0x0d
    }
    return count
  }
}
