import { COMMA, DASH, decimal, find, isDigit, latin1 } from './ascii.ts'

/** What stands behind the checksum in the logging form of the US Coast Guard: `,s…,d-119,T12.3,r003669958,1085889680`. */
export interface Trailer {
  station: string | null
  timeMs: number | null
  signalDbm: number | null
}

/** Earliest and latest Unix second taken for a time tag: 1990 to 2100. */
const MIN_EPOCH_S = 631_152_000
const MAX_EPOCH_S = 4_102_444_800

/** Reads the fields of [from, to), which begins with a comma. Fields of other meaning are read over. */
export function readTrailer(out: Trailer, buf: Uint8Array, from: number, to: number): void {
  let at = from + 1
  while (at < to) {
    const comma = find(buf, COMMA, at, to)
    const end = comma < 0 ? to : comma
    readField(out, buf, at, end)
    at = end + 1
  }
}

function readField(out: Trailer, buf: Uint8Array, at: number, end: number): void {
  const first = buf[at]
  if (isDigit(first)) {
    const seconds = decimal(buf, at, end)
    if (seconds >= MIN_EPOCH_S && seconds <= MAX_EPOCH_S) out.timeMs = seconds * 1000
    return
  }
  if (end - at < 2) return
  if (first === 114 || first === 98) {
    // r or b: receiving station
    out.station = latin1(buf, at, end)
  } else if (first === 100) {
    // d: signal strength
    const negative = buf[at + 1] === DASH
    const dbm = decimal(buf, at + (negative ? 2 : 1), end)
    if (!Number.isNaN(dbm)) out.signalDbm = negative ? -dbm : dbm
  }
}
