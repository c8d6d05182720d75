import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import {
  allMigrations,
  buildServer,
  openNode,
  readConfig,
  writeNodeFile,
  type OpenNode,
} from '@basinet/node-app'
import { must } from '@basinet/kernel/contract'
import { seedDemo, type DemoPerson } from '@basinet/kernel/identity'
import { provision } from '@basinet/kernel/store'
import { pino } from 'pino'
import { testDatabase } from '../../kernel/store/cluster/test-database.ts'
import { openTestStore } from '../../kernel/store/test-store.ts'
import { startLines } from '../../apps/node/lines.ts'

/** A whole node without a port: requests are put in by `inject`. */
export interface TestApp {
  readonly app: FastifyInstance
  readonly node: OpenNode
  readonly people: readonly DemoPerson[]
  /** Of the migration login, to look behind the application. */
  readonly adminUrl: string
  /** What the server logged at level error, newest last: why it answered 500. */
  readonly errors: readonly string[]
  /** Cookie of a fresh session of this seat of the demonstration. */
  signIn(seat: string): Promise<string>
  close(): Promise<void>
}

/** Of the template; opening the node replaces it. */
const SUBJECT_KEY_BYTES = 32
const LOGIN = { user: 'basinet_test_app', password: 'test-cluster-only' }

/** Opens a demonstration node with all its lines on the shared test cluster. */
export async function openTestApp(): Promise<TestApp> {
  const dir = mkdtempSync(join(tmpdir(), 'basinet-http-'))
  const database = await freshDatabase()
  const errors: string[] = []
  const log = pino({ level: 'error', base: null }, { write: (line) => void errors.push(line) })
  const config = must(
    readConfig({
      BASINET_DATA: join(dir, 'data'),
      BASINET_KEY_FILE: join(dir, 'key'),
      BASINET_PORT: '0',
      DATABASE_URL: database.url,
      DATABASE_ADMIN_URL: database.adminUrl,
    }),
  )
  const file = must(
    writeNodeFile(config.dataDir, {
      format: 1,
      nation: 'LCA',
      mode: 'demo',
      name: 'Test',
      createdAt: '2026-11-24T00:00:00Z',
    }),
  )
  const node = must(await openNode(config, file, log))
  const people = await seedDemo(node.core)
  const lines = await startLines(node)
  const app = await buildServer(node, lines)
  await app.ready()
  return {
    app,
    node,
    people,
    adminUrl: database.adminUrl,
    errors,
    signIn: (seat) => signIn(app, node, people, seat),
    async close() {
      await app.close()
      await lines.stop()
      await node.close()
      await database.drop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Migrated once a version of the migrations and then cloned: a whole node's take seconds. */
async function freshDatabase(): Promise<{ url: string; adminUrl: string; drop(): Promise<void> }> {
  // Roles and the application's login belong to the cluster; opening a store makes them.
  await (await openTestStore()).close()
  const migrations = allMigrations()
  const key = createHash('sha256').update(JSON.stringify(migrations)).digest('hex')
  const database = await testDatabase('http', {
    key: `node ${key}`,
    build: async (adminUrl) => {
      const subjectKey = Buffer.alloc(SUBJECT_KEY_BYTES)
      must(
        await provision({ adminUrl, migrations, subjectKey, appLogin: { name: LOGIN.user, password: null } }),
      )
    },
  })
  const url = new URL(database.adminUrl)
  url.username = LOGIN.user
  url.password = LOGIN.password
  return { url: url.href, adminUrl: database.adminUrl, drop: () => database.drop() }
}

async function signIn(
  app: FastifyInstance,
  node: OpenNode,
  people: readonly DemoPerson[],
  seat: string,
): Promise<string> {
  const person = people.find((p) => p.key === seat)
  if (person === undefined) throw new Error(`BUG: no seat ${seat}`)
  const link = must(await node.identity.createOneUseLink(person.person))
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/session/link',
    headers: { 'x-basinet': '1' },
    payload: { token: link.split('link=')[1] },
    // Links of a demonstration serve this machine only; an address each, since one may not sign a whole nation in at once.
    remoteAddress: `127.0.${people.indexOf(person)}.1`,
  })
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0]
  if (answer.statusCode !== 200 || cookie === undefined) throw new Error(`sign-in: ${answer.body}`)
  return cookie
}
