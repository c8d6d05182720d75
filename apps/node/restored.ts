import type { Failure } from '@basinet/kernel/contract'
import type { SealedSubject, Store } from '@basinet/kernel/store'

const LOOK_EVERY_MS = 1000

const REFUSAL: Failure = {
  code: 'node.restored',
  message:
    'this node was restored from a backup and asks its partners what it lost; nothing is written before that',
}

export interface RestoredWatch {
  refusal(): Failure | null
  stop(): void
}

/** Nothing is written while a restored node's log waits for its witnesses (network/node/witnessing.ts lets it go). */
export async function openRestored(store: Store, subject: () => SealedSubject): Promise<RestoredWatch> {
  const held = (): Promise<boolean> =>
    store.run(subject(), { readOnly: true }, async (tx) => {
      const { rows } = await tx.client.query<{ held: boolean }>('SELECT basinet.log_restored() AS held')
      return rows[0]?.held === true
    })
  let waits = await held()
  const timer = waits ? setInterval(look, LOOK_EVERY_MS) : undefined
  function look(): void {
    held()
      .then((still) => {
        waits = still
        if (!still) clearInterval(timer)
      })
      // A database that is away is asked again; until it says otherwise nothing is written.
      .catch(() => undefined)
  }
  return { refusal: () => (waits ? REFUSAL : null), stop: () => clearInterval(timer) }
}
