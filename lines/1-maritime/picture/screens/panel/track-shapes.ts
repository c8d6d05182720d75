import type { Track, TrackPoint } from '../../contract.ts'
import { line } from '../map/geometry.ts'
import { shape, type Shape } from '../map/shapes.ts'
import type { MapColours } from '../map/theme-colours.ts'

/** A track in stretches: solid where it was heard, dashed straight across where it was silent. */
export function trackShapes(track: Track, colours: Pick<MapColours, 'accent' | 'warning'>): Shape[] {
  const stretches: TrackPoint[][] = [[]]
  const silences: [TrackPoint, TrackPoint][] = []
  for (const point of track.points) {
    const last = stretches.at(-1)?.at(-1)
    const gap = last !== undefined && track.gaps.some(([from, to]) => from >= last[0] && to <= point[0])
    if (gap) {
      silences.push([last, point])
      stretches.push([])
    }
    stretches.at(-1)?.push(point)
  }
  return [
    ...stretches
      .filter((s) => s.length > 1)
      .map((s) =>
        shape(line(s.map(([, lon, lat]) => [lon, lat])), {
          colour: colours.accent,
          fill: 0,
          width: 2,
          dashed: false,
        }),
      ),
    ...silences.map(([[, lon, lat], [, lon2, lat2]]) =>
      shape(
        line([
          [lon, lat],
          [lon2, lat2],
        ]),
        { colour: colours.warning, fill: 0, width: 2, dashed: true },
      ),
    ),
  ]
}

export interface Moment {
  readonly at: number
  readonly lon: number
  readonly lat: number
  readonly sog: number | null
  readonly cog: number | null
}

/** The report at or before a moment: heard then, not thought up between. */
export function placeAt(track: Track, at: number): Moment | null {
  const point = track.points.findLast(([t]) => t <= at) ?? track.points[0]
  if (point === undefined) return null
  const [t, lon, lat, sog, cog] = point
  return { at: t, lon, lat, sog, cog }
}
