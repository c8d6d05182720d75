import { geodesicDirect, METRES_PER_NM, reachableRadiusM, rhumbDirect, knToMps } from '@basinet/geodesy'
import type { Point } from '../contract/geo.ts'
import type { HandContact } from '../contract/hand-contact.ts'

/** The place that was meant: as given, or the end of the line of sight. */
export function resolveReported(reported: HandContact['reported']): Point {
  if (reported.kind === 'position') return { lon: reported.lon, lat: reported.lat }
  const { position } = geodesicDirect(reported.from, reported.bearingDeg, reported.rangeNm * METRES_PER_NM)
  return { lon: position.lon, lat: position.lat }
}

/** Where a contact would be now. */
export interface ReckonedContact {
  readonly position: Point
  /** Radius that holds it, if it moved within what was reported. */
  readonly radiusM: number
}

type Sighting = Pick<
  HandContact,
  'position' | 'accuracyM' | 'courseDeg' | 'speedKn' | 'growthKn' | 'sightedAt'
>

/** Half of the circumference: beyond it a circle says nothing. */
const RADIUS_MAX_M = 20_000_000

/**
 * Runs the contact along its course and speed from the sighting (it stays where it was seen when either is unknown), in a
 * circle that grows by `growthKn`.
 */
export function reckonContact(sighting: Sighting, atMs: number): ReckonedContact {
  const seconds = Math.max(0, (atMs - Date.parse(sighting.sightedAt)) / 1000)
  const radiusM = Math.min(RADIUS_MAX_M, reachableRadiusM(sighting.accuracyM, sighting.growthKn, seconds))
  if (sighting.courseDeg === null || sighting.speedKn === null || sighting.speedKn === 0)
    return { position: sighting.position, radiusM }
  const runM = Math.min(RADIUS_MAX_M, knToMps(sighting.speedKn) * seconds)
  const { lon, lat } = rhumbDirect(sighting.position, sighting.courseDeg, runM)
  return { position: { lon, lat }, radiusM }
}
