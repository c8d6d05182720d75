import type { BitReader } from '../bits/bit-reader.ts'
import { readMessage } from '../convert/read-message.ts'
import type { Reception } from '../nmea/reception.ts'
import type { FrameSink } from '../nmea/payload-gate.ts'
import { SentenceReader } from '../nmea/sentence-reader.ts'
import {
  DEFAULT_FRAGMENT_TIMEOUT_MS,
  type AisDecoder,
  type AisDecoderOptions,
  type AisSink,
  type AisStats,
} from './api.ts'
import type { AisProblemCode } from './report.ts'

/** A decoder that hands every report and problem to `sink` during `push`. */
export function createDecoder(sink: AisSink, options: AisDecoderOptions = {}): AisDecoder {
  return new Decoder(sink, options)
}

class Decoder implements AisDecoder, FrameSink {
  private readonly sink: AisSink
  private readonly reader: SentenceReader
  private messages = 0
  private problems = 0

  constructor(sink: AisSink, options: AisDecoderOptions) {
    this.sink = sink
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

  get stats(): AisStats {
    const { lines, sentences, skipped } = this.reader
    return { lines, sentences, skipped, messages: this.messages, problems: this.problems }
  }

  frame(type: number, bits: BitReader, at: Reception): void {
    this.messages++
    this.sink.report({
      message: readMessage(type, bits),
      line: at.line,
      talker: at.talker,
      own: at.own,
      channel: at.channel,
      station: at.station,
      timeMs: at.timeMs,
      signalDbm: at.signalDbm,
      tag: at.tag,
      flags: at.flags,
    })
  }

  problem(line: number, code: AisProblemCode, message: string): void {
    this.problems++
    this.sink.problem({ line, code, message })
  }
}
