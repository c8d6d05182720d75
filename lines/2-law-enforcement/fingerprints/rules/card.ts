import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Finger, ReadFinger, TakenFinger } from '../contract/finger.ts'
import { FINGERS } from '../contract/words.ts'

/** A card before a finger is on it. */
export const EMPTY_FINGERS: readonly Finger[] = FINGERS.map((finger) => ({
  finger,
  impression: 'rolled',
  status: 'not-taken',
  image: null,
  part: null,
  remark: null,
  quality: null,
  problem: null,
}))

/**
 * Fingers with those given put in their place; what the engine said of the old image goes with it. Errors: `fingers.twice`,
 * `fingers.image` (a print taken has an image, one not taken has none), `fingers.remark` (why a finger is not there).
 */
export function withFingers(
  before: readonly Finger[],
  given: readonly TakenFinger[],
): Result<readonly Finger[]> {
  const seen = new Set<number>()
  for (const [i, finger] of given.entries()) {
    if (seen.has(finger.finger))
      return fail('fingers.twice', 'a finger is given twice', `fingers.${i}.finger`)
    seen.add(finger.finger)
    if ((finger.status === 'taken') !== (finger.image !== null))
      return fail(
        'fingers.image',
        'a print that was taken has an image; another has none',
        `fingers.${i}.image`,
      )
    if (finger.status === 'not-taken' && finger.remark === null)
      return fail('fingers.remark', 'why the finger was not taken is expected', `fingers.${i}.remark`)
  }
  return ok(
    before.map((old) => {
      const change = given.find((finger) => finger.finger === old.finger)
      return change === undefined ? old : { ...change, quality: null, problem: null }
    }),
  )
}

/** Fingers nobody has said anything about yet. */
export function unaccounted(fingers: readonly Finger[]): number[] {
  return fingers.filter((f) => f.status === 'not-taken' && f.remark === null).map((f) => f.finger)
}

/** Fingers with what the engine found; those it says nothing of stay. */
export function withFindings(fingers: readonly Finger[], found: readonly ReadFinger[]): readonly Finger[] {
  return fingers.map((finger) => {
    const read = found.find((one) => one.finger === finger.finger)
    return read === undefined ? finger : { ...finger, quality: read.quality, problem: read.problem }
  })
}
