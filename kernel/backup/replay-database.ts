import type pg from 'pg'
import { fail, ok, type Result } from '../contract/result.ts'
import type { ChunkStore } from '../evidence/chunk-store.ts'
import type { Keyring } from '../keys/keyring.ts'
import { asAdmin } from './admin-client.ts'
import { readExpungedList } from './expunged-list.ts'
import { forgetEvidence } from './load-database.ts'
import { nodeConnections } from './node-in-use.ts'
import { replayExpunged, rewriteRecords } from './replay-expunged.ts'

export interface ReplayOptions {
  /** The list of expungements, as new as there is. */
  readonly list: string
  readonly adminUrl: string
  /** The application's login: while a process of the node holds connections nothing is done. */
  readonly appLogin: string
  readonly chunks: ChunkStore
  readonly keyring: Pick<Keyring, 'auditPublicKeys'>
  readonly nation: string
  readonly auditOrigin: string
  readonly clock: () => Date
}

export interface ReplaySummary {
  readonly records: number
  readonly completeTo: Date | null
}

/**
 * Expunges again what a list says, in a database that somebody restored by other means (a point in time, a snapshot). The tables
 * are written anew afterwards, so that no dead row keeps it; the write-ahead log that was restored is the server's to recycle.
 * Errors: `expunged.*`, `backup.in-use`, `backup.older`.
 */
export async function replayOnDatabase(options: ReplayOptions): Promise<Result<ReplaySummary>> {
  const publicKeys = options.keyring.auditPublicKeys().map((key) => key.publicKey)
  const list = await readExpungedList(options.list, { origin: options.auditOrigin, publicKeys })
  if (!list.ok) return list
  const at = options.clock()
  const done = await asAdmin(options.adminUrl, at, async ({ client }) => {
    const users = await nodeConnections(client, options.appLogin)
    if (users > 0)
      return fail(
        'backup.in-use',
        `${users} connections of "${options.appLogin}" are open: stop the node first`,
      )
    return inOneTransaction(client, at, options.nation, [...list.value.entries.values()])
  })
  if (!done.ok) return done
  for (const id of done.value.evidence) await options.chunks.removeFile(id)
  return ok({ records: done.value.records, completeTo: list.value.completeTo })
}

async function inOneTransaction(
  client: pg.PoolClient,
  at: Date,
  nation: string,
  entries: Parameters<typeof replayExpunged>[2],
): ReturnType<typeof replayExpunged> {
  await client.query('BEGIN; SET LOCAL statement_timeout = 0')
  try {
    const replayed = await replayExpunged({ client, at }, nation, entries)
    if (replayed.ok) await forgetEvidence(client, replayed.value.evidence)
    await client.query(replayed.ok ? 'COMMIT' : 'ROLLBACK')
    if (replayed.ok && replayed.value.records > 0) await rewriteRecords(client)
    return replayed
  } catch (cause) {
    await client.query('ROLLBACK')
    throw cause
  }
}
