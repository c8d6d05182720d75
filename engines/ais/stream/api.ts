import type { AisProblem, AisReport } from './report.ts'

/** Receives what a decoder finds, in the order of the stream, during `push` and `end`. */
export interface AisSink {
  report(report: AisReport): void
  problem(problem: AisProblem): void
}

export interface AisDecoderOptions {
  /** Decode sentences that carry no `*hh`; they are flagged REPORT_FLAG.unchecked. Default false. */
  acceptMissingChecksum?: boolean
  /** A message whose fragments take longer than this is reported incomplete; needs `receivedMs`. Default 10 000. */
  fragmentTimeoutMs?: number
}

/** Counters since the decoder was made. */
export interface AisStats {
  lines: number
  /** AIS sentences with a right checksum. */
  sentences: number
  messages: number
  problems: number
  /** Other NMEA sentences, comments and blank lines: read over. */
  skipped: number
}

/** Synchronous decoder of a byte stream of lines; chunks may end anywhere. Holds a bounded amount of memory. */
export interface AisDecoder {
  /** `receivedMs`: when the chunk arrived (any monotonic millisecond clock), for the fragment time-out. */
  push(chunk: Uint8Array, receivedMs?: number): void
  /** Decodes a last line without line feed and reports incomplete messages. */
  end(): void
  readonly stats: Readonly<AisStats>
}

/** What one chunk yielded. */
export interface AisBatch {
  reports: AisReport[]
  problems: AisProblem[]
}

/** Fragments of one message follow each other within seconds; sequence numbers come round after ten. */
export const DEFAULT_FRAGMENT_TIMEOUT_MS = 10_000
