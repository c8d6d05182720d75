import type { AdsbProblem } from '../framing/frame-sink.ts'
import type { ModeSMessage } from '../message/message.ts'
import type { Aircraft, AircraftPosition } from '../tracker/aircraft.ts'
import type { NoFix } from '../tracker/position-fixer.ts'
import type { TrackerOptions } from '../tracker/tracker.ts'

/** One decoded message, how it was received and what it did to its aircraft. */
export interface AdsbReport {
  message: ModeSMessage
  /** Offset of the frame's first byte (Beast), or its line (text; 1 = first). */
  at: number
  unit: 'byte' | 'line'
  /** 12 MHz counter of the receiver; null when the input has none. */
  ticks: number | null
  signalDbfs: number | null
  /**
   * When: UTC in the input, else `receivedMs` of `push` (both Unix milliseconds if the caller's clock is), else the counter
   * as milliseconds since some start; null: no time is known, so that no position is made.
   */
  timeMs: number | null
  timeFrom: 'input' | 'received' | 'counter' | null
  /** True when the address is proved: said in a squitter with right parity, or known from one. */
  verified: boolean
  /** The position this message gave. */
  position: AircraftPosition | null
  /** Why a position report gave none. */
  refused: NoFix | null
  /** All that is known of the sender; the tracker's own object, which later messages change. Null when not verified. */
  aircraft: Readonly<Aircraft> | null
}

export interface AdsbSink {
  report(report: AdsbReport): void
  problem(problem: AdsbProblem): void
}

export interface AdsbDecoderOptions {
  /** 'auto' (default) takes a first chunk with an escape (1A) for Beast, anything else for lines. */
  format?: 'auto' | 'beast' | 'lines'
  /** Turn one wrong bit of DF 11, 17 and 18 and say so in `repairedBit`. Default true. */
  repair?: boolean
  tracker?: TrackerOptions
}

/** Counters since the decoder was made. */
export interface AdsbStats {
  /** Frames of any kind, whole or not. */
  frames: number
  messages: number
  repaired: number
  positions: number
  /** Mode A/C replies and receiver status. */
  skipped: number
  problems: number
}

/** What one chunk yielded. */
export interface AdsbBatch {
  reports: AdsbReport[]
  problems: AdsbProblem[]
}
