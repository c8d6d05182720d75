import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { LivePoint } from '@basinet/picture/contract'

/** Points in one message; what lies between is left out. */
export const POINTS_MAX = 30
const VERSION = 1
/** A partner's clock may be so far ahead, milliseconds. */
const AHEAD_MS = 10 * 60_000
const E7 = 1e7

/** Bounds of a point's six whole numbers, in its order. */
const BOUNDS: readonly (readonly [number, number])[] = [
  [0, Number.MAX_SAFE_INTEGER],
  [-180 * E7, 180 * E7],
  [-90 * E7, 90 * E7],
  [-1, 1500],
  [-1, 3600],
  [-1, 360],
]

export function liveContent(points: readonly LivePoint[]): Readonly<Record<string, unknown>> {
  return { v: VERSION, points: points.slice(-POINTS_MAX).map((point) => [...point]) }
}

/** What another nation sent, oldest first. Errors: `track-live.shape`, `track-live.future`. */
export function readLiveContent(content: unknown, now: number): Result<readonly LivePoint[]> {
  const { v, points } = (typeof content === 'object' && content !== null ? content : {}) as Record<
    string,
    unknown
  >
  if (v !== VERSION || !Array.isArray(points) || points.length === 0 || points.length > POINTS_MAX)
    return fail('track-live.shape', `version ${VERSION} with 1 to ${POINTS_MAX} points`)
  for (const point of points as unknown[]) {
    const inBounds =
      Array.isArray(point) &&
      point.length === BOUNDS.length &&
      BOUNDS.every(([low, high], i) => {
        const value: unknown = point[i]
        return Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high
      })
    if (!inBounds) return fail('track-live.shape', 'six whole numbers: time, place, speed, course, heading')
    if ((point as unknown as LivePoint)[0] > now + AHEAD_MS)
      return fail('track-live.future', 'a position lies in the future')
  }
  return ok((points as LivePoint[]).toSorted((a, b) => a[0] - b[0]))
}
