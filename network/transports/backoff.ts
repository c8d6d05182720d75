const FIRST_MS = 500
/** An island that comes back after a hurricane is heard within half a minute on average. */
const LONGEST_MS = 60_000

/**
 * Pause before the next try: exponential with full jitter, milliseconds (M. Brooker, "Exponential backoff and jitter", AWS
 * Architecture Blog, 2015: sleep = random(0, min(cap, base · 2^attempt))).
 * @param failures consecutive failures so far, from 1
 * @param random uniform in [0, 1)
 */
export function backoffMs(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20))
  return Math.round(random() * ceiling)
}
