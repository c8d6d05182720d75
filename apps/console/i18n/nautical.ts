const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const
const two = (value: number): string => String(value).padStart(2, '0')

/** Date-time group, `242030Z NOV 26` (ACP 121): the watch's own notation, the same in every language. */
export function dtg(at: string | number | Date): string {
  const d = new Date(at)
  if (Number.isNaN(d.getTime())) return '–'
  const clock = `${two(d.getUTCDate())}${two(d.getUTCHours())}${two(d.getUTCMinutes())}Z`
  return `${clock} ${MONTHS[d.getUTCMonth()] ?? ''} ${two(d.getUTCFullYear() % 100)}`
}

const WRITTEN = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*Z?$/i
const GROUP = /^(\d{2})(\d{2})(\d{2})Z\s*([A-Z]{3})\s*(\d{2})$/i

/**
 * An instant as people write it, in universal time: `2026-11-24 04:30` or `240430Z NOV 26`. Its minute is all that is kept.
 * @returns null where the text is neither, or names a day or an hour that does not exist
 */
export function parseInstant(text: string): Date | null {
  const iso = WRITTEN.exec(text.trim())
  const group = iso === null ? GROUP.exec(text.trim()) : null
  const month = MONTHS.findIndex((m) => m === group?.[4]?.toUpperCase()) + 1
  const parts =
    iso === null
      ? [2000 + Number(group?.[5]), month, Number(group?.[1]), Number(group?.[2]), Number(group?.[3])]
      : [iso[1], iso[2], iso[3], iso[4] ?? 0, iso[5] ?? 0].map(Number)
  const [y = NaN, m = NaN, d = NaN, h = NaN, min = NaN] = parts
  const at = new Date(Date.UTC(y, m - 1, d, h, min))
  const same =
    at.getUTCMonth() === m - 1 &&
    at.getUTCDate() === d &&
    at.getUTCHours() === h &&
    at.getUTCMinutes() === min
  return same ? at : null
}

function arc(value: number, degreeDigits: number, positive: string, negative: string): string {
  const size = Math.abs(value)
  let degrees = Math.floor(size)
  let minutes = Math.round((size - degrees) * 60_000) / 1000
  if (minutes >= 60) {
    degrees += 1
    minutes = 0
  }
  const side = value < 0 ? negative : positive
  return `${String(degrees).padStart(degreeDigits, '0')}°${minutes.toFixed(3).padStart(6, '0')}′${side}`
}

/** `13°54.321′N 060°58.100′W`: degrees and decimal minutes, as on a chart. */
export function position(lat: number, lon: number): string {
  return `${arc(lat, 2, 'N', 'S')} ${arc(lon, 3, 'E', 'W')}`
}

/** `047°`, three figures and true. */
export function bearing(degrees: number): string {
  return `${String(((Math.round(degrees) % 360) + 360) % 360).padStart(3, '0')}°`
}
