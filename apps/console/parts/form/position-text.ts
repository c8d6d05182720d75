export interface Position {
  readonly lat: number
  readonly lon: number
}

const ALLOWED = /^[\d\s.,:;/°ºd'′’"″”\-NSEWO]+$/i
const TOKEN = /(-?\d+(?:[.,]\d+)?)|([NSEWO])/gi

/** Degrees, then minutes and seconds as far as they were given; null where a part is out of range. */
function angle(parts: readonly number[], side: string | undefined): number | null {
  const [degrees, minutes = 0, seconds = 0] = parts
  if (degrees === undefined || parts.length > 3) return null
  if (minutes < 0 || minutes >= 60 || seconds < 0 || seconds >= 60) return null
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600
  return degrees < 0 || /[SWO]/i.test(side ?? '') ? -size : size
}

/** Numbers of latitude and of longitude: parted by the letters N/S and E/W, or in two equal halves without them. */
function halves(text: string): { lat: number[]; lon: number[]; sides: string[] } | null {
  const lists: [number[], number[]] = [[], []]
  const sides: string[] = []
  for (const [, digits, side] of text.matchAll(TOKEN)) {
    if (side !== undefined) sides.push(side)
    else lists[Math.min(sides.length, 1) as 0 | 1].push(Number((digits ?? '').replace(',', '.')))
  }
  if (sides.length === 2) return { lat: lists[0], lon: lists[1], sides }
  const all = lists[0]
  if (sides.length !== 0 || all.length % 2 !== 0) return null
  return { lat: all.slice(0, all.length / 2), lon: all.slice(all.length / 2), sides }
}

/**
 * Reads a position the way people give it: `13 54.3N 060 58.1W`, `13°54.32′N 60°58.10′W`, `13.905, -60.968`. West may
 * be written O (ouest, oeste). null when it is not one, or lies outside the globe.
 */
export function parsePosition(text: string): Position | null {
  if (!ALLOWED.test(text)) return null
  const found = halves(text)
  if (found === null || !/^(|[NS][EWO])$/i.test(found.sides.join(''))) return null
  const lat = angle(found.lat, found.sides[0])
  const lon = angle(found.lon, found.sides[1])
  if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null
  return { lat, lon }
}
