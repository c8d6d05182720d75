import { AsyncResource } from 'node:async_hooks'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeSubject, sealedSubject } from '../record/core.ts'
import { openStore } from './store.ts'
import { openTestStore, type TestStore } from './test-store.ts'

let db: TestStore
beforeAll(async () => {
  db = await openTestStore()
})
afterAll(() => db.close())

/** As when PostgreSQL is killed while a handler does something between two statements, such as sealing a file. */
it('gives a connection that breaks between two statements to its holder and not to the process', async () => {
  const node = () => sealedSubject(db.core, nodeSubject('LCA'), db.core.now())
  const work = db.store.run(node(), {}, async (tx) => {
    const { rows } = await tx.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const broken = new Promise<void>((resolve) => {
      ;(tx.client as unknown as pg.Client).once('end', () => resolve())
    })
    await db.admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    await broken
    await tx.client.query('SELECT 1')
  })
  await expect(work).rejects.toThrow(/not queryable|closed|terminat/i)
  const after = await db.store.run(node(), {}, (tx) => tx.client.query<{ one: number }>('SELECT 1 AS one'))
  expect(after.rows).toEqual([{ one: 1 }])
})

/** As a tasking looks up certificates, or a probe its surface, as the node's own hand. */
it('looks up inside a transaction though every connection of the pool is taken', async () => {
  const { appUrl: url, subjectKey } = db
  const store = openStore({ url, subjectKey, poolMax: 1, onError: () => undefined })
  const node = () => sealedSubject(db.core, nodeSubject('LCA'), db.core.now())
  const pid = 'SELECT pg_backend_pid() AS pid'
  const lookUp = () => store.run(node(), { readOnly: true }, (tx) => tx.client.query(pid))
  const command = () => store.run(node(), { isolation: 'serializable' }, lookUp)
  try {
    const found = await Promise.all(Array.from({ length: 12 }, command))
    expect(found.map(({ rows }) => rows.length)).toEqual(Array.from({ length: 12 }, () => 1))
    // Begun inside, but after the connection was given back: an ordinary transaction.
    const late = await store.run(node(), {}, async () => AsyncResource.bind(command))
    expect(await late()).toMatchObject({ rowCount: 1 })
    const third = () => store.run(node(), {}, () => command())
    await expect(third()).rejects.toThrow('a third transaction')
  } finally {
    await store.close()
  }
})
