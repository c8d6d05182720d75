import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineCommand } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import { fail, type Failure } from '../contract/result.ts'
import { handle } from '../record/handler.ts'
import { generalThing, thingsModule } from '../record/test-types.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { DISK_FULL } from '../store/unavailable.ts'
import { commandRoutes } from './commands.ts'
import { createServer } from './server.ts'

/** A database or disk that cannot serve is told as such: 503, never 500, and the caller is asked to come again. */
const tryIt = defineCommand({
  name: 'thing.try',
  record: 'thing',
  kind: 'create',
  input: Type.Object({}, { additionalProperties: false }),
  who: ['reader'],
})
const reader = testSubject({ roles: ['reader'] })
let db: TestStore
let app: FastifyInstance
let refused: Failure | null = null
let transactions = 0

beforeAll(async () => {
  const capability = defineCapability({ ...thingsModule.capability, commands: [tryIt] })
  const bindings = [handle(tryIt, generalThing, async () => fail('thing.refused', 'as it should'))]
  db = await openTestStore({ modules: [{ ...thingsModule, capability, bindings }] })
  app = await createServer({
    authenticator: { subjectOf: async () => reader },
    version: '0.0.0',
    log: false,
    tls: false,
  })
  app.get('/raise/:code', async (request) => {
    const { code } = request.params as { code: string }
    await db.admin.query(
      `DO $$ BEGIN RAISE EXCEPTION 'row (Delphine Auguste)' USING ERRCODE = '${code}'; END $$`,
    )
  })
  const { store } = db.core
  const counting: typeof store = {
    pool: store.pool,
    close: () => store.close(),
    run: (subject, options, work) => {
      transactions++
      return store.run(subject, options, work)
    },
  }
  commandRoutes(app, { ...db.core, store: counting, refusal: () => refused })
})
afterAll(async () => {
  await app?.close()
  await db?.close()
})

test.each([
  ['53100', 503, 'node.disk-full'],
  ['53200', 503, 'node.database-busy'],
  ['57P03', 503, 'node.database-away'],
  ['P0001', 500, 'http.unexpected'],
])('SQLSTATE %s is %i %s', async (sqlState, status, code) => {
  const response = await app.inject({ url: `/raise/${sqlState}` })
  expect([response.statusCode, response.json<{ error: Failure }>().error.code]).toEqual([status, code])
  expect(response.headers['retry-after']).toBe(status === 503 ? '5' : undefined)
  expect(response.body).not.toContain('Delphine')
})

test('a full disk refuses every command before the database is touched', async () => {
  const give = () =>
    app.inject({
      method: 'POST',
      url: '/api/v1/commands/thing.try',
      headers: { 'x-basinet': '1' },
      payload: { commandId: randomUUID(), input: {} },
    })
  expect((await give()).statusCode).toBe(422)
  const before = transactions
  expect(before).toBeGreaterThan(0)
  refused = DISK_FULL
  const response = await give()
  expect(response.statusCode).toBe(503)
  expect(response.json()).toEqual({ error: DISK_FULL })
  expect(transactions).toBe(before)
  refused = null
  expect((await give()).statusCode).toBe(422)
})
