/** `c:` of a tag block: seconds, or milliseconds when longer (NMEA 4.10; IEC 61162-450 clause 7.2.3.4). */
const TAG = /^\\(?:[^\\]*,)?c:(\d{9,13})[,*]/
/** Epoch seconds after the checksum, as US Coast Guard and satellite providers append them. */
const TRAILER = /\*[0-9A-Fa-f]{2}(?:,[^,\r\n]*)*,(\d{9,10})(?:\.\d+)?\s*$/
/** Proprietary time of the Danish network: `$PGHP,1,year,month,day,hour,minute,second,millisecond,…`. */
const PGHP = /^\$PGHP,1,(\d{4}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,3}),/

const SECONDS_MAX = 1e11

/** Time stamped in a line of a recording, Unix ms, or null. For replay at pace; the decoder reads the stamps again. */
export function lineTime(line: string): number | null {
  const tag = TAG.exec(line)?.[1] ?? TRAILER.exec(line)?.[1]
  if (tag !== undefined) {
    const value = Number(tag)
    return value < SECONDS_MAX ? value * 1000 : value
  }
  const pghp = PGHP.exec(line)
  if (pghp === null) return null
  const [, year, month, day, hour, minute, second, millisecond] = pghp.map(Number)
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined ||
    millisecond === undefined
  )
    return null
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
}
