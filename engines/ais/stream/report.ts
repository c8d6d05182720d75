import type { AisMessage } from '../message/message.ts'
import type { TagBlock } from '../nmea/tag-block.ts'

/** One decoded message and what its sentence said about reception. */
export interface AisReport {
  message: AisMessage
  /** Line number (1 = first of the stream) of the sentence that completed the message. */
  line: number
  /** Two letters, e.g. 'AI', 'BS'. */
  talker: string
  /** True for VDO: own vessel or own station. */
  own: boolean
  /** 'A', 'B', other characters as received, '' when the sentence has none. */
  channel: string
  /** Receiving station: tag block `s`, else the trailing field of the US Coast Guard form, else $PGHP's MMSI. */
  station: string | null
  /** UTC of reception, Unix milliseconds: tag block `c`, else $PGHP, else the trailing epoch; null when none. */
  timeMs: number | null
  /** Trailing `d` field of the US Coast Guard form. */
  signalDbm: number | null
  /** The tag block(s) of the sentence, completed from the first line of its group; null when none. */
  tag: TagBlock | null
  /** Bits of REPORT_FLAG; 0 when nothing is odd. */
  flags: number
}

/** Bits of `AisReport.flags`. */
export const REPORT_FLAG = {
  /** Longer than the type's longest form; the fields are read from the front. */
  overlong: 1,
  /** Shorter than the type's full form by no more than its optional tail (e.g. message 5 with 420 bits). */
  short: 2,
  /** The sentence had no checksum (only with `acceptMissingChecksum`). */
  unchecked: 4,
} as const

/** Stable codes of what can be wrong with a line. */
export type AisProblemCode =
  | 'line.too-long'
  | 'line.unrecognised'
  | 'sentence.format'
  | 'sentence.checksum'
  | 'sentence.checksum-missing'
  | 'sentence.fragment-count'
  | 'payload.empty'
  | 'payload.character'
  | 'payload.fill-bits'
  | 'payload.too-long'
  | 'message.truncated'
  | 'message.unknown-type'
  | 'fragment.orphan'
  | 'fragment.incomplete'
  | 'fragment.mismatch'
  | 'tag.format'
  | 'tag.checksum'
  | 'pghp.format'

export interface AisProblem {
  /** Line number where it was found; for an incomplete message, of its first fragment. */
  line: number
  code: AisProblemCode
  /** What was expected and what was there. */
  message: string
}
