import { HIGH_WATER_EVERY_MS, openTrustedClock, type HighWaterStore } from '@basinet/kernel/time'
import type { SealedSubject, Store } from '@basinet/kernel/store'

/** The node's trusted time, its high-water mark kept in the database. */
export interface NodeClock {
  readonly now: () => Date
  readonly state: () => { readonly alarm: boolean; readonly behindMs: number }
  /** Time of a cosignature that was verified, for whoever takes the node's checkpoints to its witnesses. */
  readonly witnessed: (time: Date) => void
  stop(): Promise<void>
}

/** `subject` is the node itself at a given time: the clock is read before there is a core that could make one. */
export async function openClock(
  store: Store,
  subject: (at: Date) => SealedSubject,
  onError: (error: unknown) => void,
): Promise<NodeClock> {
  const wall = (): Date => new Date()
  const highWater: HighWaterStore = {
    async read() {
      const { rows } = await store.run(subject(wall()), { readOnly: true }, (tx) =>
        tx.client.query<{ at: string }>(
          "SELECT value #>> '{}' AS at FROM basinet.node_fact WHERE name = 'time-high-water'",
        ),
      )
      return rows[0] === undefined ? null : new Date(rows[0].at)
    },
    async write(at) {
      await store.run(subject(at), {}, (tx) => tx.client.query('SELECT basinet.raise_time($1)', [at]))
    },
  }
  const clock = await openTrustedClock({ wall, monotonicMs: () => performance.now(), highWater })
  const timer = setInterval(() => void clock.save().catch(onError), HIGH_WATER_EVERY_MS)
  return {
    now: () => clock.now(),
    state: () => clock.state(),
    witnessed: (time) => clock.witnessed(time),
    async stop() {
      clearInterval(timer)
      await clock.save()
    },
  }
}
