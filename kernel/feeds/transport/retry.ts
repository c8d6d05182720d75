import { messageOf, type FeedClock, type TransportEvents } from './transport.ts'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000
/** A connection that held this long was good: the next failure starts from the shortest wait again. */
const GOOD_AFTER_MS = 60_000

/**
 * Calls `attempt` for ever, waiting a growing and random time between attempts, so that a restarted receiver is not met by
 * all its clients at once. `attempt` resolves or rejects when its connection is over.
 */
export async function retryForEver(
  clock: FeedClock,
  events: TransportEvents,
  signal: AbortSignal,
  attempt: () => Promise<void>,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const started = clock.now()
    let reason = 'closed by the other side'
    try {
      await attempt()
    } catch (error) {
      reason = messageOf(error)
    }
    if (signal.aborted) return
    events.down(reason)
    failures = clock.now() - started > GOOD_AFTER_MS ? 0 : failures + 1
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10))
    await clock.sleep(ceiling / 2 + (ceiling / 2) * clock.random(), signal)
  }
}
