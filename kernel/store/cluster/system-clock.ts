import { setTimeout as delay } from 'node:timers/promises'
import type { ClusterClock } from './types.ts'

/** The machine's clock, for composition roots and real-process tests. */
export const systemClock: ClusterClock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await delay(milliseconds, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      // The signal only cuts the wait short.
      if (signal?.aborted !== true) throw error
    }
  },
}
