import { AvrReader } from '../framing/avr-reader.ts'
import { BeastReader } from '../framing/beast-reader.ts'
import { formatOf } from '../framing/detect.ts'
import type { AdsbProblem, FrameSink, Reception } from '../framing/frame-sink.ts'
import type { FrameFault } from '../frame/check-frame.ts'
import { FrameReader } from '../frame/read-frame.ts'
import { AircraftTracker } from '../tracker/tracker.ts'
import type { AdsbDecoderOptions, AdsbReport, AdsbSink, AdsbStats } from './report.ts'

const TICKS_PER_MS = 12_000

/** Decodes a byte stream of frames; chunks may end anywhere, memory is bounded. */
export interface AdsbDecoder {
  /** `receivedMs`: when the chunk arrived, Unix milliseconds; leave it out for a file. */
  push(chunk: Uint8Array, receivedMs?: number): void
  /** Decodes a last line without line feed and reports a frame that was cut off. */
  end(): void
  readonly tracker: AircraftTracker
  readonly stats: Readonly<AdsbStats>
}

/** A decoder that hands every report and problem to `sink` during `push`. */
export function createDecoder(sink: AdsbSink, options: AdsbDecoderOptions = {}): AdsbDecoder {
  return new Decoder(sink, options)
}

class Decoder implements AdsbDecoder, FrameSink {
  readonly tracker: AircraftTracker
  readonly stats: AdsbStats = { frames: 0, messages: 0, repaired: 0, positions: 0, skipped: 0, problems: 0 }
  private readonly sink: AdsbSink
  private readonly frames: FrameReader
  private readonly format: 'auto' | 'beast' | 'lines'
  private reader: BeastReader | AvrReader | null = null
  private receivedMs: number | null = null

  constructor(sink: AdsbSink, options: AdsbDecoderOptions) {
    this.sink = sink
    this.tracker = new AircraftTracker(options.tracker)
    this.frames = new FrameReader({ repair: options.repair ?? true })
    this.format = options.format ?? 'auto'
  }

  push(chunk: Uint8Array, receivedMs?: number): void {
    this.receivedMs = receivedMs ?? null
    this.reader ??= this.readerFor(chunk)
    this.reader?.push(chunk)
  }

  end(): void {
    this.reader?.end()
  }

  private readerFor(chunk: Uint8Array): BeastReader | AvrReader | null {
    if (this.format === 'auto' && chunk.length === 0) return null
    const beast = this.format === 'beast' || (this.format === 'auto' && formatOf(chunk, true) === 'beast')
    return beast ? new BeastReader(this) : new AvrReader(this)
  }

  frame(bytes: Uint8Array, start: number, length: number, reception: Reception): void {
    this.stats.frames++
    const message = this.frames.read(bytes, start, length, this.tracker.isKnown)
    if (typeof message === 'string') {
      this.fault(message, bytes[start]! >> 3, length, reception)
      return
    }
    this.stats.messages++
    if (message.repairedBit !== 0) this.stats.repaired++
    const report: AdsbReport = {
      message,
      at: reception.at,
      unit: reception.unit,
      ticks: reception.ticks,
      signalDbfs: reception.signalDbfs,
      timeMs: null,
      timeFrom: null,
      verified: message.addressFrom === 'field' && message.repairedBit === 0,
      position: null,
      refused: null,
      aircraft: null,
    }
    this.time(report, reception.utcMs)
    if (report.timeMs !== null) this.track(report, report.timeMs)
    this.sink.report(report)
  }

  private time(report: AdsbReport, utcMs: number | null): void {
    if (utcMs !== null) {
      report.timeMs = utcMs
      report.timeFrom = 'input'
    } else if (this.receivedMs !== null) {
      report.timeMs = this.receivedMs
      report.timeFrom = 'received'
    } else if (report.ticks !== null) {
      report.timeMs = report.ticks / TICKS_PER_MS
      report.timeFrom = 'counter'
    }
  }

  private track(report: AdsbReport, timeMs: number): void {
    const update = this.tracker.update(report.message, timeMs)
    report.aircraft = update.aircraft
    report.position = update.position
    report.refused = update.refused
    if (update.aircraft !== null) report.verified = true
    if (update.position !== null) this.stats.positions++
  }

  skipped(): void {
    this.stats.skipped++
  }

  problem(problem: AdsbProblem): void {
    this.stats.problems++
    this.sink.problem(problem)
  }

  private fault(code: FrameFault, df: number, length: number, { at, unit }: Reception): void {
    this.problem({ at, unit, code, message: faultText(code, df, length) })
  }
}

function faultText(code: FrameFault, df: number, length: number): string {
  switch (code) {
    case 'frame.length':
      return `expected 7 or 14 bytes, found ${length}`
    case 'frame.format':
      return `expected a Mode S format of ${length} bytes, found DF ${df}`
    default:
      return `DF ${df}: wrong parity, and no single bit explains it`
  }
}
