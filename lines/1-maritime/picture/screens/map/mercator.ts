/** Web mercator as the map library counts it: the world is the unit square, its top left corner the origin. */
export const mercatorX = (lon: number): number => (lon + 180) / 360

const LAT_MAX = 85.05112878

export function mercatorY(lat: number): number {
  const clamped = Math.min(LAT_MAX, Math.max(-LAT_MAX, lat))
  const y = Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360))
  return (1 - y / Math.PI) / 2
}

const METRES_PER_MINUTE_OF_ARC = 1852

/** Where a speed vector ends, good to a pixel over the minutes it is drawn for. */
export function ahead(
  lon: number,
  lat: number,
  courseDeg: number,
  speedKn: number,
  minutes: number,
): readonly [lon: number, lat: number] {
  const run = ((speedKn * minutes) / 60) * (METRES_PER_MINUTE_OF_ARC / 111_120)
  const c = (courseDeg * Math.PI) / 180
  const lat2 = lat + run * Math.cos(c)
  const scale = Math.max(0.01, Math.cos((((lat + lat2) / 2) * Math.PI) / 180))
  return [lon + (run * Math.sin(c)) / scale, lat2]
}
