const MINUTE_MS = 60_000
/** A vessel under way reports at least every three minutes (ITU-R M.1371-5 Annex 1 table 1): past two of them it may be elsewhere. */
export const STALE_MS = 6 * MINUTE_MS
const STEPS: readonly (readonly [ageMs: number, opacity: number])[] = [
  [2 * MINUTE_MS, 1],
  [STALE_MS, 0.8],
  [15 * MINUTE_MS, 0.6],
  [60 * MINUTE_MS, 0.45],
]
const OLDEST = 0.35

/** How strongly a position is drawn at its age: it fades and never goes, so that nobody takes silence for absence. */
export function fadeOf(ageMs: number): number {
  return STEPS.find(([age]) => ageMs < age)?.[1] ?? OLDEST
}
