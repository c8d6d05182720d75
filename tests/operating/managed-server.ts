import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { must } from '@basinet/kernel/contract'
import { freshPassword, openCluster, systemClock } from '@basinet/kernel/store'

const PAGE = join(import.meta.dirname, '../../docs/operating/install.md')

export interface ManagedServer {
  /** The two addresses of the environment, on a fresh database. */
  database(name: string): Promise<{ DATABASE_URL: string; DATABASE_ADMIN_URL: string }>
  stop(): Promise<void>
}

/** A PostgreSQL on which somebody did what the installation page says, in the page's own words. */
export async function managedServer(dir: string): Promise<ManagedServer> {
  const quiet = { info: () => undefined, warn: () => undefined }
  const cluster = must(await openCluster({ dataDir: dir, clock: systemClock, log: quiet }))
  const dba = new pg.Client({ connectionString: cluster.adminUrl })
  await dba.connect()
  const passwords = { basinet_migrate: freshPassword(), basinet_node: freshPassword() }
  const address = (login: keyof typeof passwords, name: string): string => {
    const url = new URL(cluster.urlFor(name))
    url.username = login
    url.password = passwords[login]
    return url.href
  }
  const [roles, makeDatabase] = statements()
  for (const role of roles) {
    const login = /ROLE (\w+)/.exec(role)?.[1] as keyof typeof passwords
    await dba.query(role.replace("'…'", dba.escapeLiteral(passwords[login])))
  }
  return {
    async database(name) {
      await dba.query(makeDatabase.replace('DATABASE basinet', `DATABASE ${name}`))
      return {
        DATABASE_URL: address('basinet_node', name),
        DATABASE_ADMIN_URL: address('basinet_migrate', name),
      }
    },
    async stop() {
      await dba.end()
      await cluster.stop()
    },
  }
}

function statements(): [roles: string[], database: string] {
  const sql = /```sql\n([^`]+)```/.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? ''
  const all = sql.split('\n').filter((line) => line !== '')
  const database = all.find((line) => line.startsWith('CREATE DATABASE'))
  if (database === undefined) throw new Error('the installation page makes no database')
  return [all.filter((line) => line !== database), database]
}
