import { createLog, findDatabase, type NodeConfig } from '@basinet/node-app'
import { RECEIVE_RIGHT, RELEASE_RIGHT } from '@basinet/kernel/copies'
import { fail, type Result } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import { openStore } from '@basinet/kernel/store'
import type { NetworkCore } from '@basinet/network/node'
import type { Io } from '../io.ts'
import { keysHere } from '../node/backup.ts'

/** The network's part of the node of BASINET_DATA, whether the node runs or not. */
export interface NetworkHere {
  readonly config: NodeConfig
  readonly mode: 'demo' | 'service'
  readonly keyring: Keyring
  readonly core: NetworkCore
}

/** undefined_table, invalid_schema_name and the like: the node was never started. */
const NEVER_STARTED = /^(42P01|3F000|42883|28000|28P01|3D000|22023)$/

/** Opens the database as the network for `work` and closes it. Errors: those of the keys and the database, `network.empty`. */
export async function networkHere<T>(
  io: Io,
  work: (here: NetworkHere) => Promise<Result<T>>,
): Promise<Result<T>> {
  const here = await keysHere(io)
  if (!here.ok) return here
  const { config, file, keyring } = here.value
  const subjectKey = Buffer.from(keyring.subjectMacKey())
  const database = await findDatabase(config, subjectKey, createLog(io.env['BASINET_LOG'] ?? 'warn'))
  if (!database.ok) return database
  const store = openStore({ url: database.value.appUrl, subjectKey, poolMax: 2, onError: () => undefined })
  const registry = { typesOf: () => [RECEIVE_RIGHT, RELEASE_RIGHT] }
  const core = { nation: file.nation, store, now: () => new Date(), registry }
  try {
    return await work({ config, mode: file.mode, keyring, core })
  } catch (error) {
    if (!NEVER_STARTED.test((error as { code?: string }).code ?? '')) throw error
    return fail('network.empty', 'the node has no network tables yet: start it once first')
  } finally {
    await store.close()
    await database.value.stop()
  }
}
