import { editionsOf } from '../block/editions.ts'
import { HEADER_BYTES } from '../block/read-records.ts'
import { hex } from '../runtime/cursor.ts'
import type { Blocks, Origin } from './blocks.ts'

/** A block has at least one octet after its header. */
const BLOCK_MIN_BYTES = HEADER_BYTES + 1

/** Octets between blocks that no block could be found in, not yet told. */
interface Gap {
  at: number
  length: number
}

/**
 * Walks a chain of blocks. After damage it goes on at the next place where a block of a carried category can be read
 * to its end and is followed by another block or the end; what lies between is reported.
 */
export class Walk {
  private readonly blocks: Blocks
  private gap: Gap | null = null

  constructor(blocks: Blocks) {
    this.blocks = blocks
  }

  /**
   * Reads blocks of `bytes` and gives the number of octets done. `at` is where `bytes` lies in the input; `last` says
   * that nothing follows: then all octets are done.
   */
  run(bytes: Uint8Array, at: number, last: boolean, origin: Origin): number {
    let p = 0
    while (p < bytes.length) {
      const size = this.step(bytes, p, at, last, origin)
      if (size === 0) break
      p += size
    }
    if (last) this.tellGap()
    return p
  }

  /** Octets taken at `p`: a block, or one octet that starts none; 0 to wait for more. */
  private step(bytes: Uint8Array, p: number, at: number, last: boolean, origin: Origin): number {
    const left = bytes.length - p
    if (left < HEADER_BYTES && !last) return 0
    const length = left < HEADER_BYTES ? 0 : (bytes[p + 1]! << 8) | bytes[p + 2]!
    if (length < BLOCK_MIN_BYTES || !this.mayStart(bytes[p]!)) return this.passOver(at + p)
    if (length > left) return last ? this.truncated(bytes, p, at) : 0
    const carried = editionsOf(bytes[p]!).length > 0
    if (carried && this.readable(bytes, p, p + length)) return this.take(bytes, p, length, at, origin)
    const next = this.follows(bytes, p + length, last)
    if (next === 'unsure') return 0
    // Inside a gap only a block that can be read ends it: damaged ones are found everywhere in noise.
    if (next === 'no' || (this.gap !== null && carried)) return this.passOver(at + p)
    if (carried) return this.take(bytes, p, length, at, origin)
    return this.unknown(bytes, p, length, at)
  }

  /** Inside a gap a candidate must not count against the editions of the source that it pretends to be from. */
  private readable(bytes: Uint8Array, from: number, to: number): boolean {
    return (this.gap === null || this.blocks.probe(bytes, from, to)) && this.blocks.readable(bytes, from, to)
  }

  /** While octets are being skipped only categories that can be checked are looked at. */
  private mayStart(category: number): boolean {
    return this.gap === null || editionsOf(category).length > 0
  }

  private take(bytes: Uint8Array, p: number, length: number, at: number, origin: Origin): number {
    this.tellGap()
    this.blocks.deliver(bytes, p, p + length, at + p, origin)
    return length
  }

  /** Is there the start of a block, or the end, at `p`? */
  private follows(bytes: Uint8Array, p: number, last: boolean): 'yes' | 'no' | 'unsure' {
    if (p === bytes.length) return last ? 'yes' : 'unsure'
    if (p + HEADER_BYTES > bytes.length) return last ? 'no' : 'unsure'
    const length = (bytes[p + 1]! << 8) | bytes[p + 2]!
    const whole = !last || p + length <= bytes.length
    return length >= BLOCK_MIN_BYTES && whole && editionsOf(bytes[p]!).length > 0 ? 'yes' : 'no'
  }

  private passOver(at: number): number {
    if (this.gap === null) this.gap = { at, length: 0 }
    this.gap.length++
    return 1
  }

  private truncated(bytes: Uint8Array, p: number, at: number): number {
    if (this.gap !== null) return this.passOver(at + p)
    // A length beyond the end may also be noise with blocks behind it: those are looked for first.
    for (let q = p + 1; q + BLOCK_MIN_BYTES <= bytes.length; q++) {
      const length = (bytes[q + 1]! << 8) | bytes[q + 2]!
      if (length < BLOCK_MIN_BYTES || q + length > bytes.length) continue
      if (this.follows(bytes, q + length, true) === 'yes' && this.blocks.probe(bytes, q, q + length))
        return this.passOver(at + p)
    }
    const length = (bytes[p + 1]! << 8) | bytes[p + 2]!
    this.blocks.problem({
      code: 'stream.truncated',
      at: at + p,
      length: bytes.length - p,
      message: `category ${bytes[p]!}: the block says ${length} octets, ${bytes.length - p} are there`,
      octets: hex(bytes, p, bytes.length - p),
    })
    return bytes.length - p
  }

  private unknown(bytes: Uint8Array, p: number, length: number, at: number): number {
    this.tellGap()
    this.blocks.problem({
      code: 'block.unknown-category',
      at: at + p,
      length,
      message: `category ${bytes[p]!} is not carried`,
      octets: hex(bytes, p, length),
    })
    return length
  }

  private tellGap(): void {
    const gap = this.gap
    if (gap === null) return
    this.gap = null
    this.blocks.problem({
      code: 'stream.skipped',
      at: gap.at,
      length: gap.length,
      message: `expected category and length of a block, skipped ${gap.length} octets`,
    })
  }
}
