import type { Round } from './submit.ts'

/** How far a log is witnessed: what the page shows. */
export interface WitnessHealth {
  /** Last checkpoint that had its quorum; null before the first. */
  readonly witnessed: { readonly size: number; readonly atMs: number } | null
  /** Since when there are leaves that no quorum has seen; null when there are none. */
  readonly unwitnessedSinceMs: number | null
  readonly size: number
}

export const UNWITNESSED: WitnessHealth = { witnessed: null, unwitnessedSinceMs: null, size: 0 }

/** The log has grown to `size` leaves. A log goes on without witnesses; this says since when. */
export function logGrew(health: WitnessHealth, size: number, atMs: number): WitnessHealth {
  if (size <= health.size) return health
  return { ...health, size, unwitnessedSinceMs: health.unwitnessedSinceMs ?? atMs }
}

/**
 * A round over a checkpoint of `size` leaves has ended.
 * @param signedAtMs when that checkpoint was made: what the log grew by since is unwitnessed from then on
 */
export function roundEnded(
  health: WitnessHealth,
  round: Pick<Round, 'quorum'>,
  size: number,
  signedAtMs: number,
  atMs: number,
): WitnessHealth {
  if (!round.quorum || size < (health.witnessed?.size ?? 0)) return health
  const rest = health.size > size ? signedAtMs : null
  return { ...health, witnessed: { size, atMs }, unwitnessedSinceMs: rest }
}
