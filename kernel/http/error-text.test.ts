import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineCommand } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import { defaultLabel } from '../record/core.ts'
import { handle } from '../record/handler.ts'
import { insertRows } from '../record/test-rows.ts'
import { generalThing, thingsModule } from '../record/test-types.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { commandRoutes } from './commands.ts'
import { createServer } from './server.ts'

/** Errors of the database carry rows in their text; nothing of them may reach the caller. */
const CANARY = 'Delphine Auguste'

const run = defineCommand({
  name: 'thing.run',
  record: 'thing',
  kind: 'create',
  input: Type.Object({ sql: Type.String() }, { additionalProperties: false }),
  who: ['reader'],
})

const reader = testSubject({ roles: ['reader'] })
const hidden = randomUUID()
let db: TestStore
let app: FastifyInstance
/** The error as the server came to know it, with everything PostgreSQL said. */
let raised = ''

const quiet = (): void => undefined
const log = {
  level: 'error',
  child: () => log,
  fatal: quiet,
  error: (entry: { err?: unknown }) => {
    raised = inspect(entry.err)
  },
  warn: quiet,
  info: quiet,
  debug: quiet,
  trace: quiet,
  silent: quiet,
} as unknown as FastifyBaseLogger

beforeAll(async () => {
  const { capability } = thingsModule
  db = await openTestStore({
    modules: [
      {
        ...thingsModule,
        capability: defineCapability({ ...capability, commands: [run] }),
        bindings: [
          handle(run, generalThing, async (ctx, input) => {
            await ctx.tx.client.query(input.sql)
            throw new Error('BUG: the statement was to fail')
          }),
        ],
      },
    ],
  })
  const at = new Date()
  const body = {
    name: CANARY,
    note: CANARY,
    state: 'open',
    count: 1,
    seenAt: at.toISOString(),
    lonDeg: 0,
    latDeg: 0,
  }
  const label = defaultLabel(db.core, generalThing, at, { class: 'secret' })
  await insertRows(db.admin, generalThing, [{ id: hidden, body, label }], at)
  app = await createServer({
    authenticator: { subjectOf: () => Promise.resolve(reader) },
    version: '0',
    log,
    tls: false,
  })
  commandRoutes(app, db.core)
}, 120_000)

afterAll(async () => {
  await app?.close()
  await db?.close()
})

const row = (change: string): string =>
  `INSERT INTO basinet.r_thing SELECT (jsonb_populate_record(NULL::basinet.r_thing, '${JSON.stringify({
    id: hidden,
    rev: 1,
    version: 1,
    title: CANARY,
    fts: CANARY,
    owner: 'LCA',
    class: 1,
    release_to: [],
    display_only: [],
    handling: [],
    purposes: [],
    personal: false,
    juvenile: false,
    sealed: false,
    holds: [],
    onward: 'none',
    sources: [],
    exercise: false,
    body: { name: CANARY },
    refs: [],
    created_at: '2026-11-24T00:00:00Z',
    created_by: 'x',
    updated_at: '2026-11-24T00:00:00Z',
    updated_by: 'x',
    command: 'x',
  })}'::jsonb || '${change}'::jsonb)).*`

test.each<[title: string, sql: string, code: string, tells: boolean]>([
  ['the id of a hidden record taken again', row('{}'), '23505', false],
  ['a class outside the ladder', row(`{"class": 9, "id": "${randomUUID()}"}`), '23514', false],
  ['a column left empty', row(`{"body": null, "id": "${randomUUID()}"}`), '23502', false],
  ['a first revision of 7', row(`{"rev": 7, "id": "${randomUUID()}"}`), 'P0001', false],
  ['a record of another nation', row(`{"owner": "BRB", "id": "${randomUUID()}"}`), '42501', false],
  ['a text that is no number', `SELECT '${CANARY}'::bigint`, '22P02', true],
  ['a text that is no query', `SELECT '${CANARY} ('::tsquery`, '42601', true],
])('%s', async (_, sql, code, tells) => {
  raised = ''
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/commands/thing.run',
    headers: { 'x-basinet': '1' },
    payload: { commandId: randomUUID(), input: { sql } },
  })
  expect(response.statusCode).toBe(500)
  expect(response.json()).toMatchObject({ error: { code: 'http.unexpected' } })
  expect(response.body).not.toContain(CANARY)
  expect(response.body).not.toContain(hidden)
  expect(raised).toContain(`code: '${code}'`)
  // Row-level security keeps the row out of DETAIL; a value that cannot be read as its type is quoted in the message.
  expect({ tells: raised.replaceAll(sql, '').includes(CANARY) }).toEqual({ tells })
})
