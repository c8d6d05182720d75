import type { BitReader } from '../bits/bit-reader.ts'
import type { Reception } from '../nmea/reception.ts'
import type { FrameSink } from '../nmea/payload-gate.ts'
import { SentenceReader } from '../nmea/sentence-reader.ts'
import { DEFAULT_FRAGMENT_TIMEOUT_MS, type AisDecoderOptions, type AisStats } from '../stream/api.ts'
import type { AisProblem, AisProblemCode } from '../stream/report.ts'
import { GpsdWriter } from './gpsd-writer.ts'

export interface GpsdOptions extends AisDecoderOptions {
  /** Physical units as gpsd's `scaled:true`; false gives the integers as transmitted. Default true. */
  scaled?: boolean
  /** Value of `device`; null leaves the member out. Default null. */
  device?: string | null
  /** Also writes each problem in its place, as `{"class":"ERROR","line":…,"code":…,"message":…}`. Default false. */
  writeProblems?: boolean
}

/** Where the text begins in bytes; it grows when it is not taken. */
const CAPACITY_BYTES = 1 << 18

/** NMEA bytes in, gpsd's AIS JSON lines out, without a message object in between. */
export class GpsdStream implements FrameSink {
  private readonly reader: SentenceReader
  private readonly writer: GpsdWriter
  private readonly onProblem: (problem: AisProblem) => void
  private readonly writeProblems: boolean
  private messages = 0
  private problems = 0

  constructor(onProblem: (problem: AisProblem) => void, options: GpsdOptions = {}) {
    this.onProblem = onProblem
    this.writeProblems = options.writeProblems ?? false
    this.writer = new GpsdWriter(options.scaled ?? true, options.device ?? null, CAPACITY_BYTES)
    this.reader = new SentenceReader(this, {
      acceptMissingChecksum: options.acceptMissingChecksum ?? false,
      fragmentTimeoutMs: options.fragmentTimeoutMs ?? DEFAULT_FRAGMENT_TIMEOUT_MS,
    })
  }

  push(chunk: Uint8Array, receivedMs = 0): void {
    this.reader.push(chunk, receivedMs)
  }

  end(): void {
    this.reader.end()
  }

  /** JSON lines written since the last call; the view is valid until the next `push`. */
  take(): Uint8Array {
    return this.writer.take()
  }

  get stats(): AisStats {
    const { lines, sentences, skipped } = this.reader
    return { lines, sentences, skipped, messages: this.messages, problems: this.problems }
  }

  frame(type: number, bits: BitReader, _at: Reception): void {
    this.messages++
    this.writer.write(type, bits)
  }

  problem(line: number, code: AisProblemCode, message: string): void {
    this.problems++
    if (this.writeProblems) this.writer.problem(line, code, message)
    this.onProblem({ line, code, message })
  }
}
