import { BitReader } from '../bits/bit-reader.ts'
import { REPORT_FLAG, type AisProblemCode } from '../stream/report.ts'
import { latin1 } from './ascii.ts'
import { FRAME_LENGTHS, leastBits } from './frame-length.ts'
import type { Reception } from './reception.ts'
import { MAX_PAYLOAD_CHARS, unarmour } from './unarmour.ts'

/** Receives each complete, long enough payload of a known type; `bits` and `at` are valid during the call only. */
export interface FrameSink {
  frame(type: number, bits: BitReader, at: Reception): void
  problem(line: number, code: AisProblemCode, message: string): void
}

/** From the characters of a whole payload to a frame, if it is one: armour, type and length. */
export class PayloadGate {
  private readonly bits = new BitReader()
  private readonly sink: FrameSink

  constructor(sink: FrameSink) {
    this.sink = sink
  }

  payload(at: Reception, buf: Uint8Array, from: number, to: number, fill: number): void {
    if (from === to) {
      this.sink.problem(at.line, 'payload.empty', 'expected a payload')
      return
    }
    if (to - from > MAX_PAYLOAD_CHARS) {
      this.sink.problem(at.line, 'payload.too-long', `expected at most ${MAX_PAYLOAD_CHARS} characters`)
      return
    }
    const bits = this.bits
    const foreign = unarmour(bits, buf, from, to, fill)
    if (foreign >= 0) {
      const found = latin1(buf, foreign, foreign + 1)
      this.sink.problem(at.line, 'payload.character', `expected armour (0-W, \`-w), found "${found}"`)
      return
    }
    this.deliver(bits, at)
  }

  private deliver(bits: BitReader, at: Reception): void {
    const type = bits.u(0, 6)
    const lengths = FRAME_LENGTHS[type]
    if (lengths === undefined) {
      this.sink.problem(at.line, 'message.unknown-type', `expected a type of 1 to 27, found ${type}`)
      return
    }
    if (type === 24 && bits.u(38, 2) > 1) {
      const part = bits.u(38, 2)
      this.sink.problem(at.line, 'message.unknown-type', `message 24: expected part 0 or 1, found ${part}`)
      return
    }
    if (bits.length < lengths.full || type >= 24) {
      const least = leastBits(bits)
      if (bits.length < least) {
        const text = `message ${type}: expected at least ${least} bits, found ${bits.length}`
        this.sink.problem(at.line, 'message.truncated', text)
        return
      }
      if (bits.length < lengths.full) at.flags |= REPORT_FLAG.short
    }
    if (bits.length > lengths.most) at.flags |= REPORT_FLAG.overlong
    this.sink.frame(type, bits, at)
  }
}
