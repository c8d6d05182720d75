/** What is wrong with input, by a stable code. */
export type AdsbProblemCode =
  | 'beast.garbage'
  | 'beast.type'
  | 'beast.truncated'
  | 'line.too-long'
  | 'line.format'
  | 'frame.length'
  | 'frame.format'
  | 'frame.parity'
  | 'sbs.format'
  | 'sbs.field'

export interface AdsbProblem {
  /** Where: offset of the first byte (0 = first of the stream) or number of the line (1 = first). */
  at: number
  unit: 'byte' | 'line'
  code: AdsbProblemCode
  /** What was expected and what was there. */
  message: string
}

/** How a frame was received. */
export interface Reception {
  /** Offset of its first byte, or its line. */
  at: number
  unit: 'byte' | 'line'
  /** 12 MHz counter of the receiver (48 bits); null when the form has none. */
  ticks: number | null
  /** Mean power of the frame against full scale, dBFS (-0 to about -48); null when unknown. */
  signalDbfs: number | null
  /** UTC of reception said by the input itself, Unix milliseconds; null when it says none. */
  utcMs: number | null
}

export interface FrameSink {
  /** A frame of `length` bytes at `start`; both it and `reception` are valid only during the call. */
  frame(bytes: Uint8Array, start: number, length: number, reception: Reception): void
  /** A unit that is no Mode S frame (Mode A/C reply, receiver status): counted. */
  skipped(): void
  problem(problem: AdsbProblem): void
}

/** Levels of the signal byte: the square root of power, 255 full scale; 0 is below what it can say. */
const LEVELS = Array.from({ length: 256 }, (_, n) => (n === 0 ? null : 20 * Math.log10(n / 255)))

export function signalDbfs(level: number): number | null {
  return LEVELS[level]!
}
