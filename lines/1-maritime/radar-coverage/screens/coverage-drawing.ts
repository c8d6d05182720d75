import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { Feature, FeatureCollection, Position } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'
import type { CoverageStudy, StudyResult } from '../contract.ts'

export const SOURCE = 'coverage'
/** Numbers of radars told apart by colour; more look like the last. */
const SHADES = 3

type Run = StudyResult['grid']['runs'][number]

/** Corners of a run of squares, degrees. */
export function runRing(
  { west, south, cellLon, cellLat }: StudyResult['grid'],
  [row, column, length]: Run,
): Position[] {
  const [w, e] = [west + column * cellLon, west + (column + length) * cellLon]
  const [s, n] = [south + row * cellLat, south + (row + 1) * cellLat]
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ]
}

/** Gap, squares by number of radars, outlines of what each radar sees. */
export function drawingOf(study: CoverageStudy | null): FeatureCollection {
  if (study === null) return { type: 'FeatureCollection', features: [] }
  const zone: Feature = {
    type: 'Feature',
    properties: { kind: 'zone' },
    geometry: { type: 'Polygon', coordinates: study.zone.coordinates },
  }
  const { result } = study
  if (result === null) return { type: 'FeatureCollection', features: [zone] }
  const squares = result.grid.runs.map((run): Feature => ({
    type: 'Feature',
    properties: { kind: `seen-${Math.min(run[3], SHADES)}` },
    geometry: { type: 'Polygon', coordinates: [runRing(result.grid, run)] },
  }))
  const outlines = result.sites.map((site): Feature => ({
    type: 'Feature',
    properties: { kind: site.candidate ? 'outline-candidate' : 'outline' },
    geometry: { type: 'LineString', coordinates: site.outline },
  }))
  return { type: 'FeatureCollection', features: [...squares, ...outlines, zone] }
}

interface Colours {
  readonly gap: string
  readonly seen: string
  readonly outline: string
  readonly candidate: string
  readonly zone: string
}

/** Checked by eye against the base map in each light; red-night has no blue or green in it. */
export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: { gap: '#b0241c', seen: '#00696b', outline: '#00696b', candidate: '#8a4b00', zone: '#222222' },
  dark: { gap: '#ff7b6e', seen: '#4fd1c5', outline: '#4fd1c5', candidate: '#f0b35b', zone: '#f2f2f2' },
  'red-night': { gap: '#ff6a55', seen: '#8a5a3c', outline: '#d98f5c', candidate: '#ffb08a', zone: '#ff9d80' },
}

const OPACITY = [0.34, 0.14, 0.3, 0.46] as const

export function layersOf(theme: Theme): LayerSpecification[] {
  const c = COLOURS[theme]
  const of = (kind: string) => ({
    source: SOURCE,
    filter: ['==', ['get', 'kind'], kind] as ['==', ['get', string], string],
  })
  const line = (kind: string, colour: string, width: number, dash?: number[]): LayerSpecification => ({
    id: `coverage-${kind}`,
    type: 'line',
    ...of(kind),
    paint: {
      'line-color': colour,
      'line-width': width,
      ...(dash === undefined ? {} : { 'line-dasharray': dash }),
    },
  })
  return [
    ...OPACITY.map((opacity, count): LayerSpecification => ({
      id: `coverage-seen-${count}`,
      type: 'fill',
      ...of(`seen-${count}`),
      paint: { 'fill-color': count === 0 ? c.gap : c.seen, 'fill-opacity': opacity, 'fill-antialias': false },
    })),
    line('outline', c.outline, 1.6),
    line('outline-candidate', c.candidate, 1.6, [4, 2]),
    line('zone', c.zone, 1.4, [1, 2]),
  ]
}
