import { fuseIndependent, intersect, type Estimate } from './covariance-intersection.ts'

/** Bound of a lineage: more sensors on one track are refused, not forgotten. */
const SENSORS_MAX = 256

/**
 * A track as one node tells it to another: its estimate at `t`, and every sensor (`node/sensor`) whose data is in it with the time of the
 * newest. Lineage travels with the track, through every fusion.
 */
export interface LineagedTrack extends Estimate {
  readonly t: number
  readonly lineage: ReadonlyMap<string, number>
}

export type FusionResult =
  | {
      readonly ok: true
      readonly value: LineagedTrack
      readonly how: 'independent' | 'intersection' | 'contained'
    }
  | {
      readonly ok: false
      readonly code: 'fusion.time' | 'fusion.covariance' | 'fusion.lineage'
      readonly message: string
    }

/**
 * Fuses two tracks of one craft at one time so that nothing is counted twice. One whose data is all in the other adds nothing. Without a
 * common sensor and without common process noise (`independent`, said by the caller who knows how they were made) the covariances add up;
 * in every other case covariance intersection, which is consistent for any correlation.
 */
export function fuse(a: LineagedTrack, b: LineagedTrack, independent = false): FusionResult {
  if (a.t !== b.t) {
    return {
      ok: false,
      code: 'fusion.time',
      message: `expected one time, found ${a.t} and ${b.t}: predict first`,
    }
  }
  if (contains(a.lineage, b.lineage)) return { ok: true, value: a, how: 'contained' }
  if (contains(b.lineage, a.lineage)) return { ok: true, value: b, how: 'contained' }
  const lineage = union(a.lineage, b.lineage)
  if (lineage.size > SENSORS_MAX) {
    return {
      ok: false,
      code: 'fusion.lineage',
      message: `expected at most ${SENSORS_MAX} sensors, found ${lineage.size}`,
    }
  }
  const apart = independent && [...a.lineage.keys()].every((sensor) => !b.lineage.has(sensor))
  const fused = apart ? fuseIndependent(a, b) : intersect(a, b)
  if (fused === null) {
    return { ok: false, code: 'fusion.covariance', message: 'expected positive definite covariances' }
  }
  const { x, p } = fused
  return { ok: true, value: { x, p, t: a.t, lineage }, how: apart ? 'independent' : 'intersection' }
}

/** Is everything of `inner`, as new or newer, in `outer`? */
function contains(outer: ReadonlyMap<string, number>, inner: ReadonlyMap<string, number>): boolean {
  return [...inner].every(([sensor, t]) => (outer.get(sensor) ?? -Infinity) >= t)
}

function union(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> {
  const all = new Map(a)
  for (const [sensor, t] of b) all.set(sensor, Math.max(t, all.get(sensor) ?? -Infinity))
  return all
}
