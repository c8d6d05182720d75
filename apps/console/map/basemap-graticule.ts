import type { Feature, FeatureCollection } from 'geojson'

/** What the graticule is drawn for: the map's bounds in degrees and its zoom. */
export type GraticuleView = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly zoom: number
}

/** Minutes of arc between lines, coarsest first; each step divides the degree evenly, as chart borders do. */
const STEPS_MIN = [1800, 600, 300, 120, 60, 30, 10, 5, 2, 1, 0.5, 0.2, 0.1] as const

/** Fewest pixels between two lines. */
const SPACING_MIN_PX = 130

/** Bound on the lines of one direction, whatever the view claims. */
const LINES_MAX = 60

const TILE_PX = 512

/** Minutes of arc between lines at a zoom level: the finest step whose meridians stay apart. */
export function graticuleStepMin(zoom: number): number {
  const pxPerMinute = (TILE_PX * 2 ** zoom) / (360 * 60)
  let best: number = STEPS_MIN[0]
  for (const step of STEPS_MIN) if (step * pxPerMinute >= SPACING_MIN_PX) best = step
  return best
}

/**
 * Meridians and parallels of the view with their labels at its west and south edges, as GeoJSON: lines, and points
 * with `label` and `anchor`. Empty where the view is not a sound box.
 */
export function graticule(view: GraticuleView): FeatureCollection {
  const features: Feature[] = []
  const stepMin = graticuleStepMin(view.zoom)
  const south = Math.max(view.south, -85)
  const north = Math.min(view.north, 85)
  if (!(view.west < view.east && south < north)) return { type: 'FeatureCollection', features }
  for (const minutes of multiples(view.west, view.east, stepMin)) {
    const lon = minutes / 60
    features.push(
      line([lon, south], [lon, north]),
      label([lon, south], 'bottom-left', angle(minutes, 'E', 'W', 3, stepMin)),
    )
  }
  for (const minutes of multiples(south, north, stepMin)) {
    const lat = minutes / 60
    features.push(
      line([view.west, lat], [view.east, lat]),
      label([view.west, lat], 'top-left', angle(minutes, 'N', 'S', 2, stepMin)),
    )
  }
  return { type: 'FeatureCollection', features }
}

function multiples(fromDeg: number, toDeg: number, stepMin: number): number[] {
  const first = Math.ceil((fromDeg * 60) / stepMin)
  const last = Math.floor((toDeg * 60) / stepMin)
  const count = Math.min(LINES_MAX, last - first + 1)
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * stepMin)
}

function line(from: [number, number], to: [number, number]): Feature {
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [from, to] } }
}

function label(at: [number, number], anchor: string, text: string): Feature {
  return {
    type: 'Feature',
    properties: { label: text, anchor },
    geometry: { type: 'Point', coordinates: at },
  }
}

/** 61°W, 61°30'W, 61°30.5'W: no more figures than the step needs. */
function angle(minutes: number, plus: string, minus: string, degreeDigits: number, stepMin: number): string {
  // A view past the antimeridian gives meridians beyond 180.
  const folded = degreeDigits === 3 ? ((((minutes + 10_800) % 21_600) + 21_600) % 21_600) - 10_800 : minutes
  const tenths = Math.round(Math.abs(folded) * 10)
  const degrees = String(Math.floor(tenths / 600)).padStart(degreeDigits, '0')
  const rest = (tenths % 600) / 10
  const minuteText =
    stepMin >= 60 ? '' : `${rest.toFixed(stepMin < 1 ? 1 : 0).padStart(stepMin < 1 ? 4 : 2, '0')}'`
  const letter = tenths === 0 ? '' : folded < 0 ? minus : plus
  return `${degrees}°${minuteText}${letter}`
}
