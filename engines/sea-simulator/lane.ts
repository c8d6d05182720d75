import type { WaypointName } from './waypoints.ts'

/**
 * Ways between waypoints. `halfWidthM`: how far a vessel may keep to either side in open water; towards both ends the
 * way narrows to `berthM` about the end point.
 */
export type Lane = {
  readonly name: string
  readonly via: readonly WaypointName[]
  readonly halfWidthM: number
  readonly berthM: number
}

export const lane = (name: string, via: readonly WaypointName[], halfWidthM: number, berthM = 60): Lane => ({
  name,
  via,
  halfWidthM,
  berthM,
})
