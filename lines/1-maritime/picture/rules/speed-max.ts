import type { RuleThresholds } from './config.ts'

/** First digit 2 and 4 of the ship type, and types whose craft are built to be fast (ITU-R M.1371-5 Annex 8 table 53). */
const WING_IN_GROUND = 2
const HIGH_SPEED = 4
const FAST_TYPES: ReadonlySet<number> = new Set([
  35, // military operations
  37, // pleasure craft
  50, // pilot vessel
  51, // search and rescue vessel
  53, // port tender
  55, // law enforcement
])

/** Top speed to hold a vessel's movement against, knots. */
export function speedMaxKn(shipType: number, messageType: number, t: RuleThresholds): number {
  if (messageType === 9 || Math.floor(shipType / 10) === WING_IN_GROUND) return t.speedMaxFlyingKn
  if (Math.floor(shipType / 10) === HIGH_SPEED || FAST_TYPES.has(shipType)) return t.speedMaxFastKn
  // Class B goes onto any small boat, outboards included, and often says no type.
  if (shipType === 0 && (messageType === 18 || messageType === 19)) return t.speedMaxFastKn
  return t.speedMaxKn
}
