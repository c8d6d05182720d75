import { createServer } from 'node:net'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeSubject, sealedSubject } from '../record/core.ts'
import type { SealedSubject } from './subject-seal.ts'
import { openStore } from './store.ts'
import { openTestStore, type TestStore } from './test-store.ts'
import { unavailability } from './unavailable.ts'

let db: TestStore
let node: SealedSubject
beforeAll(async () => {
  db = await openTestStore()
  node = sealedSubject(db.core, nodeSubject('LCA'), new Date())
})
afterAll(() => db?.close())

async function caught(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('BUG: it was to fail')
}

const raise = (code: string): string => `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END $$`

describe('what the server says', () => {
  test.each([
    ['53100', 'node.disk-full'],
    ['53200', 'node.database-busy'],
    ['53300', 'node.database-busy'],
    ['57014', 'node.database-busy'],
    ['57P03', 'node.database-away'],
    ['08006', 'node.database-away'],
    ['23505', undefined],
    ['42501', undefined],
    ['XX000', undefined],
  ])('SQLSTATE %s is %s', async (sqlState, code) => {
    const error = await caught(() => db.store.run(node, {}, (tx) => tx.client.query(raise(sqlState))))
    expect(unavailability(error)?.code).toBe(code)
  })

  test('a bug is not explained away', () => {
    expect(unavailability(new Error('BUG: something'))).toBeNull()
    expect(unavailability(new TypeError('x is not a function'))).toBeNull()
    expect(
      unavailability(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' })),
    ).toBeNull()
    expect(unavailability('text')).toBeNull()
  })
})

describe('a lost connection', () => {
  test('ended by the server under a transaction: a value for the caller, and the next one works', async () => {
    const error = await caught(() =>
      db.store.run(node, {}, async (tx) => {
        const { rows } = await tx.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
        await db.admin.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid])
        await tx.client.query('SELECT 1')
      }),
    )
    expect(unavailability(error)?.code).toBe('node.database-away')
    expect(await db.store.run(node, {}, async () => 'works')).toBe('works')
  })

  test('cut between two queries of a transaction does not end the process', async () => {
    const error = await caught(() =>
      db.store.run(node, {}, async (tx) => {
        const { stream } = (tx.client as unknown as { connection: { stream: import('node:net').Socket } })
          .connection
        const closed = once(stream, 'close')
        stream.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
        await closed.catch(() => once(stream, 'close'))
        await tx.client.query('SELECT 1')
      }),
    )
    expect(unavailability(error)?.code).toBe('node.database-away')
    expect(await db.store.run(node, {}, async () => 'works')).toBe('works')
  })

  test.each([
    ['nobody listens', (server: import('node:net').Server) => void server.close()],
    [
      'a proxy without a primary hangs up',
      (server: import('node:net').Server) => void server.on('connection', (socket) => socket.destroy()),
    ],
  ])('%s', async (_, change) => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('BUG: no port')
    change(server)
    const store = openStore({
      url: `postgres://nobody@127.0.0.1:${address.port}/x`,
      subjectKey: db.subjectKey,
      onError: () => undefined,
    })
    const error = await caught(() => store.run(node, {}, async () => null))
    expect(unavailability(error)?.code).toBe('node.database-away')
    await store.close()
    server.close()
  })
})

test('a pool refuses a server that is a standby', async () => {
  // No standby in the test cluster: the login sees a function of that name before the server's own.
  const client = new pg.Client({ connectionString: db.adminUrl })
  await client.connect()
  const schema = 'standby_test'
  await client.query(
    `CREATE SCHEMA ${schema}; CREATE FUNCTION ${schema}.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'; GRANT USAGE ON SCHEMA ${schema} TO PUBLIC`,
  )
  await client.end()
  const url = new URL(db.appUrl)
  url.searchParams.set('options', `-c search_path=${schema},pg_catalog`)
  const store = openStore({ url: url.href, subjectKey: db.subjectKey, onError: () => undefined })
  const error = await caught(() => store.run(node, {}, async () => null))
  expect(unavailability(error)?.code).toBe('node.database-away')
  expect(store.pool.totalCount).toBe(0)
  await store.close()
})
