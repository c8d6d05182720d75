import { signalDbfs, type FrameSink, type Reception } from './frame-sink.ts'

export const ESCAPE = 0x1a
/** Counter and signal before the data. */
export const HEAD_BYTES = 7
const LONGEST_BYTES = HEAD_BYTES + 14

/** Data bytes by type character: Mode A/C, short and long Mode S, receiver status (Mode-S Beast data output formats). */
function dataBytes(type: number): number {
  switch (type) {
    case 0x31:
      return 2
    case 0x32:
      return 7
    case 0x33:
    case 0x34:
      return 14
    default:
      return 0
  }
}

type State = 'seeking' | 'type' | 'body' | 'escape'

/**
 * Reads Beast binary: 1A, type, 48-bit counter, signal, data, every 1A inside doubled. Chunks may end anywhere; at most one
 * frame (21 bytes) is held. What is not a frame is reported and read over up to the next 1A that begins one.
 */
export class BeastReader {
  private readonly sink: FrameSink
  private readonly body = new Uint8Array(LONGEST_BYTES)
  private readonly reception: Reception = { at: 0, unit: 'byte', ticks: 0, signalDbfs: null, utcMs: null }
  private state: State = 'seeking'
  private filled = 0
  private needed = 0
  private type = 0
  /** Offset in the stream of the chunk, of the frame being read, of the first byte read over. */
  private offset = 0
  private frameAt = 0
  private garbageAt = 0
  private garbage = 0

  constructor(sink: FrameSink) {
    this.sink = sink
  }

  push(bytes: Uint8Array): void {
    // A Buffer is seen as a plain Uint8Array: with both kinds every byte access would be polymorphic.
    const chunk = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    const end = chunk.length
    let n = 0
    while (n < end) {
      if (this.state === 'body') n = this.copy(chunk, n)
      else this.step(chunk[n]!, this.offset + n++)
    }
    this.offset += end
  }

  /** Reports a frame that was cut off. */
  end(): void {
    if (this.state === 'body' || this.state === 'escape') this.truncated('the input ended')
    this.flushGarbage()
    this.state = 'seeking'
  }

  /** Copies bytes of the body up to its end or to an escape. */
  private copy(chunk: Uint8Array, from: number): number {
    const { body, needed } = this
    let filled = this.filled
    let n = from
    while (filled < needed && n < chunk.length) {
      const byte = chunk[n++]!
      if (byte === ESCAPE) {
        this.state = 'escape'
        break
      }
      body[filled++] = byte
    }
    this.filled = filled
    if (filled === needed) this.finish()
    return n
  }

  private step(byte: number, at: number): void {
    switch (this.state) {
      case 'seeking':
        if (byte === ESCAPE) {
          this.frameAt = at
          this.state = 'type'
        } else this.skip(at, 1)
        return
      case 'escape':
        if (byte === ESCAPE) {
          this.body[this.filled++] = ESCAPE
          this.state = 'body'
          if (this.filled === this.needed) this.finish()
          return
        }
        this.truncated(`a new frame began after ${this.filled} of ${this.needed} bytes`)
        this.frameAt = at - 1
        this.begin(byte, at)
        return
      default:
        this.begin(byte, at)
    }
  }

  private begin(type: number, at: number): void {
    const data = dataBytes(type)
    if (data !== 0) {
      this.flushGarbage()
      this.type = type
      this.filled = 0
      this.needed = HEAD_BYTES + data
      this.state = 'body'
      return
    }
    // A doubled escape is a data byte of a frame whose beginning was missed.
    if (type !== ESCAPE && this.garbage === 0) {
      this.sink.problem({
        at: at - 1,
        unit: 'byte',
        code: 'beast.type',
        message: `expected a type 31 to 34 (hexadecimal) after 1A, found ${type.toString(16).padStart(2, '0')}`,
      })
    }
    this.skip(at - 1, 2)
    this.state = 'seeking'
  }

  private finish(): void {
    this.state = 'seeking'
    if (this.type !== 0x32 && this.type !== 0x33) {
      this.sink.skipped()
      return
    }
    const { body, reception } = this
    reception.at = this.frameAt
    reception.ticks =
      (body[0]! * 256 + body[1]!) * 2 ** 32 +
      (((body[2]! << 24) | (body[3]! << 16) | (body[4]! << 8) | body[5]!) >>> 0)
    reception.signalDbfs = signalDbfs(body[6]!)
    this.sink.frame(body, HEAD_BYTES, this.needed - HEAD_BYTES, reception)
  }

  private skip(at: number, count: number): void {
    if (this.garbage === 0) this.garbageAt = at
    this.garbage += count
  }

  private flushGarbage(): void {
    if (this.garbage === 0) return
    this.sink.problem({
      at: this.garbageAt,
      unit: 'byte',
      code: 'beast.garbage',
      message: `expected 1A to begin a frame; ${this.garbage} bytes read over`,
    })
    this.garbage = 0
  }

  private truncated(why: string): void {
    this.sink.problem({
      at: this.frameAt,
      unit: 'byte',
      code: 'beast.truncated',
      message: `expected ${this.needed} bytes behind the type; ${why}`,
    })
  }
}
