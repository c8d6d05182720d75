import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeSubject, sealedSubject } from '../record/core.ts'
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
