import type { ClusterClock } from './types.ts'

/** Thrown out of a wait when whoever opens the cluster no longer wants it. */
export class OpeningStopped extends Error {
  constructor() {
    super('opening the database was stopped')
  }
}

/** Every wait of the opening goes through the clock, so a clock that throws ends the opening at whatever it waits for. */
export function stoppableClock(clock: ClusterClock, signal: AbortSignal | undefined): ClusterClock {
  if (signal === undefined) return clock
  return {
    now: () => clock.now(),
    async sleep(milliseconds) {
      if (!signal.aborted) await clock.sleep(milliseconds, signal)
      if (signal.aborted) throw new OpeningStopped()
    },
  }
}
