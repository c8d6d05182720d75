import { hex2, HEX, latin1, STAR, find, xor } from './ascii.ts'

/** Reception data in the line before a sentence: `$PGHP,1,yyyy,m,d,h,m,s,ms,country,region,mmsi,online,checksum*hh`. */
export interface PghpTag {
  timeMs: number | null
  /** MMSI of the receiving base station; null when the field is empty. */
  station: string | null
  /** Checksum of the sentence it belongs to, −1 when absent. */
  sentenceChecksum: number
}

export type PghpRead = { ok: true; tag: PghpTag } | { ok: false; message: string }

/** Fields of message type 1 counted from `$PGHP`. */
const FIELDS = 14

export function readPghp(buf: Uint8Array, start: number, end: number): PghpRead {
  const star = find(buf, STAR, start, end)
  if (star < 0 || star + 3 > end) return { ok: false, message: '$PGHP: expected *hh' }
  const sum = xor(buf, start + 1, star)
  const given = HEX[buf[star + 1]!]! * 16 + HEX[buf[star + 2]!]!
  if (given !== sum) return { ok: false, message: `$PGHP: expected *${hex2(sum)}` }
  const fields = latin1(buf, start, star).split(',')
  if (fields[1] !== '1' || fields.length !== FIELDS) {
    return { ok: false, message: `$PGHP: expected type 1 with ${FIELDS} fields, found ${fields.length}` }
  }
  const checksum = fields[13]!
  return {
    ok: true,
    tag: {
      timeMs: timeOf(fields.slice(2, 9)),
      station: fields[11] === '' ? null : fields[11]!,
      sentenceChecksum: /^[0-9A-Fa-f]{2}$/.test(checksum) ? Number.parseInt(checksum, 16) : -1,
    },
  }
}

/** UTC parts year to millisecond; null when one is missing or no such instant exists. */
function timeOf(parts: string[]): number | null {
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) return null
  const [year, month, day, hour, minute, second, ms] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const time = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const back = new Date(time)
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour
  return same ? time : null
}
