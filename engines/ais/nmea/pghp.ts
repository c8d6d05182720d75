import { COMMA, decimal, find, hex2, hexPair, STAR, xor } from './ascii.ts'

/** Reception data in the line before a sentence: `$PGHP,1,yyyy,m,d,h,m,s,ms,country,region,mmsi,online,checksum*hh`. */
export interface PghpTag {
  /** UTC of reception, Unix milliseconds; null when a part is missing or no such instant exists. */
  timeMs: number | null
  /** MMSI of the receiving base station, −1 when the field is empty. */
  stationMmsi: number
  /** Checksum of the sentence it belongs to, −1 when absent. */
  sentenceChecksum: number
}

/** Fields of message type 1 counted from `$PGHP`. */
const FIELDS = 14
const YEAR = 2
const STATION = 11
const CHECKSUM = 13
/** Start of each field in the line being read. */
const starts = new Int32Array(FIELDS + 1)

/** Reads the line [start, end) into `out`; returns what is wrong with it, or null. */
export function readPghp(out: PghpTag, buf: Uint8Array, start: number, end: number): string | null {
  const star = find(buf, STAR, start, end)
  if (star < 0 || star + 3 > end) return '$PGHP: expected *hh'
  const sum = xor(buf, start + 1, star)
  if (hexPair(buf, star + 1) !== sum) return `$PGHP: expected *${hex2(sum)}`
  let count = 0
  starts[count++] = start
  for (let p = start; p < star; p++) {
    if (buf[p] !== COMMA) continue
    if (count === FIELDS) return `$PGHP: expected ${FIELDS} fields, found more`
    starts[count++] = p + 1
  }
  starts[count] = star + 1
  if (count !== FIELDS) return `$PGHP: expected ${FIELDS} fields, found ${count}`
  if (field(buf, 1) !== 1) return '$PGHP: expected type 1'
  out.timeMs = timeOf(buf)
  const station = field(buf, STATION)
  out.stationMmsi = Number.isNaN(station) ? -1 : station
  const at = starts[CHECKSUM]!
  const checksum = star - at === 2 ? hexPair(buf, at) : 256
  out.sentenceChecksum = checksum < 256 ? checksum : -1
  return null
}

function field(buf: Uint8Array, n: number): number {
  return decimal(buf, starts[n]!, starts[n + 1]! - 1)
}

const DAY_MS = 86_400_000
/** Midnight of the last date read: a stream stays on one day for long. */
let lastDate = -1
let lastMidnightMs = 0

function timeOf(buf: Uint8Array): number | null {
  const year = field(buf, YEAR)
  const month = field(buf, YEAR + 1)
  const day = field(buf, YEAR + 2)
  const ms =
    field(buf, YEAR + 3) * 3_600_000 +
    field(buf, YEAR + 4) * 60_000 +
    field(buf, YEAR + 5) * 1000 +
    field(buf, YEAR + 6)
  if (!(ms < DAY_MS) || !(year >= 1970 && year <= 9999)) return null
  const date = (year * 100 + month) * 100 + day
  if (date === lastDate) return lastMidnightMs + ms
  const midnight = Date.UTC(year, month - 1, day)
  const back = new Date(midnight)
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null
  lastDate = date
  lastMidnightMs = midnight
  return midnight + ms
}

/** True where a `$PGHP,` begins. */
export function isPghp(buf: Uint8Array, at: number): boolean {
  return (
    buf[at + 1] === 80 &&
    buf[at + 2] === 71 &&
    buf[at + 3] === 72 &&
    buf[at + 4] === 80 &&
    buf[at + 5] === COMMA
  )
}
