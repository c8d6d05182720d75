import type { Track, TrackPoint } from '../../contract.ts'
import { line } from '../map/geometry.ts'
import { shape, type Shape } from '../map/shapes.ts'
import type { MapColours } from '../map/theme-colours.ts'

/** Faster than this and it is another transmitter: the top of what any craft on the water does, with room. */
const VESSEL_MAX_KN = 80
/** Search-and-rescue aircraft send under 111 and the country's digits (ITU-R M.585-9 annex 1 section 3). */
const AIRCRAFT_MAX_KN = 450
/** A report's own error and rounding of its time may look like speed over a short while. */
const SLACK_NM = 1
const HOUR_MS = 3_600_000
/** Places one number is followed at together; a further one begins anew. */
const TRACKS_MAX = 8

const milesBetween = ([, lon, lat]: TrackPoint, [, lon2, lat2]: TrackPoint): number =>
  Math.hypot((lon2 - lon) * Math.cos((lat * Math.PI) / 180), lat2 - lat) * 60

/** Reports of one number as the tracks of as many transmitters as are needed to explain them, newest last. */
export function separateTracks(points: readonly TrackPoint[], maxKn: number): TrackPoint[][] {
  const open: TrackPoint[][] = []
  const done: TrackPoint[][] = []
  const reaches = (from: TrackPoint | undefined, to: TrackPoint): boolean =>
    from !== undefined && milesBetween(from, to) <= SLACK_NM + (maxKn * (to[0] - from[0])) / HOUR_MS
  for (const point of points) {
    const index = open.findLastIndex((track) => reaches(track.at(-1), point))
    const track = index < 0 ? [] : (open.splice(index, 1)[0] ?? [])
    track.push(point)
    open.push(track)
    if (open.length > TRACKS_MAX) done.push(...open.splice(0, 1))
  }
  return [...done, ...open]
}

export const maxSpeedKn = (mmsi: number): number =>
  String(mmsi).startsWith('111') ? AIRCRAFT_MAX_KN : VESSEL_MAX_KN

/**
 * Tracks in stretches: solid where the vessel was heard, dashed straight across where it was silent. What no vessel
 * can have sailed is not joined at all.
 */
export function trackShapes(
  tracks: readonly (readonly TrackPoint[])[],
  gaps: Track['gaps'],
  colours: Pick<MapColours, 'accent' | 'warning'>,
): Shape[] {
  const drawn = (points: readonly TrackPoint[], colour: string, dashed: boolean): Shape =>
    shape(line(points.map(([, lon, lat]) => [lon, lat])), { colour, fill: 0, width: 2, dashed })
  const heard: Shape[] = []
  const silent: Shape[] = []
  for (const track of tracks) {
    let stretch: TrackPoint[] = []
    const close = (): void => {
      if (stretch.length > 1) heard.push(drawn(stretch, colours.accent, false))
      stretch = []
    }
    for (const point of track) {
      const last = stretch.at(-1)
      if (last !== undefined && gaps.some(([from, to]) => from >= last[0] && to <= point[0])) {
        silent.push(drawn([last, point], colours.warning, true))
        close()
      }
      stretch.push(point)
    }
    close()
  }
  return [...heard, ...silent]
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
