import { ok, type Result } from '@basinet/kernel/contract'
import { openCluster, systemClock, type Provisioning } from '@basinet/kernel/store'
import type { NodeConfig } from './config.ts'
import { createDatabase, DATABASE, LOGIN, loginPassword } from './database.ts'
import type { Logger } from './log.ts'

/** Where the node's database is, before its migrations are looked at: for backup and restore. The address is secret. */
export interface FoundDatabase {
  readonly adminUrl: string
  readonly appLogin: Provisioning['appLogin']
  stop(): Promise<void>
}

/** Starts or adopts the embedded server, or takes the managed one. Errors: those of `openCluster`. */
export async function findDatabase(
  config: NodeConfig,
  subjectKey: Buffer,
  log: Logger,
): Promise<Result<FoundDatabase>> {
  if (config.database !== null) {
    const { url, adminUrl } = config.database
    const name = decodeURIComponent(new URL(url).username)
    return ok({ adminUrl, appLogin: { name, password: null }, stop: async () => undefined })
  }
  const cluster = await openCluster({
    dataDir: config.dataDir,
    clock: systemClock,
    log: { info: (message) => log.info(message), warn: (message) => log.warn(message) },
  })
  if (!cluster.ok) return cluster
  await createDatabase(cluster.value.adminUrl)
  return ok({
    adminUrl: cluster.value.urlFor(DATABASE),
    appLogin: { name: LOGIN, password: loginPassword(subjectKey) },
    stop: () => cluster.value.stop(),
  })
}
