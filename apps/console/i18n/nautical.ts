const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const
const two = (value: number): string => String(value).padStart(2, '0')

/** Date-time group, `242030Z NOV 26` (ACP 121): the watch's own notation, the same in every language. */
export function dtg(at: string | number | Date): string {
  const d = new Date(at)
  if (Number.isNaN(d.getTime())) return '–'
  const clock = `${two(d.getUTCDate())}${two(d.getUTCHours())}${two(d.getUTCMinutes())}Z`
  return `${clock} ${MONTHS[d.getUTCMonth()] ?? ''} ${two(d.getUTCFullYear() % 100)}`
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
