import pg from 'pg'
import { must } from '@basinet/kernel/contract'
import { openCluster, systemClock } from '@basinet/kernel/store'
import type { NodePlace } from '../chaos/node-process.ts'

/** Looks into the embedded database of a node that is stopped, as its owner. */
export async function inOwnDatabase<T>(
  place: NodePlace,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const log = { info: () => undefined, warn: () => undefined }
  const cluster = must(await openCluster({ dataDir: place.dataDir, clock: systemClock, log }))
  try {
    const client = new pg.Client({ connectionString: cluster.urlFor('basinet') })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  } finally {
    await cluster.stop()
  }
}
