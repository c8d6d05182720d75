import type { Framer, FrameSink } from './frame.ts'

/**
 * FINAL recordings (IOSS): length of the whole frame (2 octets), board, line, day of recording, time of day in 10 ms
 * (3 octets), blocks, four times A5.
 */
const HEADER_BYTES = 8
const PAD = 0xa5
const PAD_BYTES = 4
const TICK_MS = 10

export function isFinal(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && frameEnds(bytes, 0, lengthAt(bytes, 0))
}

function lengthAt(bytes: Uint8Array, p: number): number {
  return (bytes[p]! << 8) | bytes[p + 1]!
}

function frameEnds(bytes: Uint8Array, p: number, length: number): boolean {
  if (length <= HEADER_BYTES + PAD_BYTES || p + length > bytes.length) return false
  for (let i = 1; i <= PAD_BYTES; i++) if (bytes[p + length - i] !== PAD) return false
  return true
}

export class FinalFramer implements Framer {
  private readonly sink: FrameSink

  constructor(sink: FrameSink) {
    this.sink = sink
  }

  run(bytes: Uint8Array, at: number, last: boolean): number {
    let p = 0
    while (p < bytes.length) {
      const length = p + 2 <= bytes.length ? lengthAt(bytes, p) : 0
      if (!last && (p + 2 > bytes.length || p + length > bytes.length)) break
      if (frameEnds(bytes, p, length)) {
        this.frame(bytes, p, length, at)
        p += length
        continue
      }
      p = this.passOver(bytes, p, at)
    }
    return p
  }

  private frame(bytes: Uint8Array, p: number, length: number, at: number): void {
    const ticks = (bytes[p + 5]! << 16) | (bytes[p + 6]! << 8) | bytes[p + 7]!
    this.sink.payload({
      bytes: bytes.subarray(p + HEADER_BYTES, p + length - PAD_BYTES),
      at: at + p + HEADER_BYTES,
      timeMs: ticks * TICK_MS,
      source: null,
    })
  }

  /** The next frame begins behind the next padding. */
  private passOver(bytes: Uint8Array, from: number, at: number): number {
    let run = 0
    let p = from
    while (p < bytes.length && run < PAD_BYTES) run = bytes[p++] === PAD ? run + 1 : 0
    this.sink.problem({
      code: 'frame.format',
      at: at + from,
      length: p - from,
      message: 'expected a FINAL frame: length, header, blocks and A5A5A5A5',
    })
    return p
  }
}

/** Blocks as one FINAL frame, the twin of the reader. */
export function finalFrame(
  blocks: Uint8Array,
  stamp: { board: number; line: number; day: number; timeMs: number },
): Uint8Array {
  const length = HEADER_BYTES + blocks.length + PAD_BYTES
  if (length > 0xffff) throw new Error(`BUG: a FINAL frame holds 65535 octets, not ${length}`)
  const ticks = Math.floor(stamp.timeMs / TICK_MS)
  const frame = new Uint8Array(length).fill(PAD)
  frame.set([length >> 8, length & 0xff, stamp.board, stamp.line, stamp.day])
  frame.set([(ticks >> 16) & 0xff, (ticks >> 8) & 0xff, ticks & 0xff], 5)
  frame.set(blocks, HEADER_BYTES)
  return frame
}
