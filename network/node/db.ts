import { networkSubject } from '@basinet/kernel/copies'
import { sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'

/** The client of a transaction that the network has entered. */
export type Db = Tx['client']

/** What running as the network needs of a node. */
export type NetworkCore = Pick<Core, 'nation' | 'store' | 'now'> & {
  readonly registry: Pick<Core['registry'], 'typesOf'>
}

/** Runs as the network inside the node. Not for what touches the streams: that goes through their store. */
export function asNetwork<T>(core: NetworkCore, work: (db: Db, at: Date) => Promise<T>): Promise<T> {
  const subject = sealedSubject(core, networkSubject(core.nation), core.now())
  return core.store.run(subject, {}, (tx) => work(tx.client, tx.at))
}

/** A small fact the network keeps: null where it was never set. */
export async function readFact<T>(db: Db, name: string): Promise<T | null> {
  const { rows } = await db.query<{ value: T }>('SELECT value FROM basinet.network_fact WHERE name = $1', [
    name,
  ])
  return rows[0]?.value ?? null
}

export async function writeFact(db: Db, name: string, value: unknown): Promise<void> {
  await db.query(
    `INSERT INTO basinet.network_fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [name, JSON.stringify(value)],
  )
}
