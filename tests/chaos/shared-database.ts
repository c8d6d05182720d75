import pg from 'pg'
import { must } from '@basinet/kernel/contract'
import { freshPassword, openCluster, systemClock } from '@basinet/kernel/store'
import type { NodePlace } from './node-process.ts'

/** One PostgreSQL that belongs to none of the node processes, as a managed one does. */
export interface SharedDatabase {
  /** For the environment of every process. */
  readonly env: Readonly<Record<string, string>>
  /** As its owner, to look behind the nodes. */
  readonly admin: pg.Client
  stop(): Promise<void>
}

const LOGIN = 'basinet_node'

/** Opens a durable server in the place's directory and makes in it what an operator makes: a database and the login. */
export async function sharedDatabase(place: NodePlace): Promise<SharedDatabase> {
  const quiet = { info: () => undefined, warn: () => undefined }
  const cluster = must(await openCluster({ dataDir: `${place.dir}/server`, clock: systemClock, log: quiet }))
  const first = new pg.Client({ connectionString: cluster.adminUrl })
  await first.connect()
  const password = freshPassword()
  await first.query(`CREATE ROLE ${LOGIN} LOGIN NOINHERIT PASSWORD ${first.escapeLiteral(password)}`)
  await first.query('CREATE DATABASE node')
  await first.end()
  const adminUrl = cluster.urlFor('node')
  const url = new URL(adminUrl)
  url.username = LOGIN
  url.password = password
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  return {
    env: { DATABASE_URL: url.href, DATABASE_ADMIN_URL: adminUrl },
    admin,
    async stop() {
      await admin.end()
      await cluster.stop()
    },
  }
}
