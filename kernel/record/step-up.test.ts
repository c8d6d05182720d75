import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineCommand } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import { must } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { nodeSubject } from './core.ts'
import { executeCommand } from './execute.ts'
import { handle } from './handler.ts'
import { generalThing, thingsModule } from './test-types.ts'

/** Straight at the executor, which every door leads to: HTTP, shell, jobs, approvals. */
const input = Type.Object({}, { additionalProperties: false })
const shared = { record: 'thing', kind: 'create', input, who: ['officer', 'node-system'] } as const
const alone = defineCommand({ ...shared, name: 'thing.alone', stepUp: true })
const light = defineCommand({ ...shared, name: 'thing.light' })
const asked = defineCommand({
  ...shared,
  name: 'thing.asked',
  stepUp: true,
  approval: { kind: 'maker-checker', by: ['officer'] },
})
const bindings = [alone, light, asked].map((command) =>
  handle(command, generalThing, async (ctx) => {
    const body = {
      name: 'x',
      note: '',
      state: 'open',
      count: 1,
      seenAt: ctx.at.toISOString(),
      lonDeg: 0,
      latDeg: 0,
    } as const
    const made = await ctx.create(generalThing, body)
    return made.ok ? { ok: true, value: { record: made.value } } : made
  }),
)
const capability = defineCapability({ ...thingsModule.capability, commands: [alone, light, asked] })
const things = { ...thingsModule, capability, bindings }

const AT = '2026-11-24T12:00:00.000Z'
const before = (seconds: number): string => new Date(Date.parse(AT) - seconds * 1000).toISOString()
const officer = (strongAt: string | null): Subject => testSubject({ roles: ['officer', 'reader'], strongAt })
const REFUSED = { error: { code: 'identity.step-up-needed' } }
let service: TestStore
let demo: TestStore

beforeAll(async () => {
  const now = (): Date => new Date(AT)
  service = await openTestStore({ modules: [things], now })
  demo = await openTestStore({ modules: [things], now, mode: 'demo' })
}, 120_000)

afterAll(async () => {
  await service?.close()
  await demo?.close()
})

const give = (who: Subject, name: string, more: object = {}, db = service) =>
  executeCommand(db.core, who, name, { commandId: randomUUID(), input: {}, ...more })

test('a grave command asks for a proof not older than ten minutes, whoever calls', async () => {
  for (const stale of [null, before(600), before(86_400)]) {
    expect(await give(officer(stale), 'thing.alone')).toMatchObject(REFUSED)
    expect(await give(officer(stale), 'thing.light')).toMatchObject({ ok: true })
  }
  expect(await give(officer(before(599)), 'thing.alone')).toMatchObject({ ok: true })
  expect(await give(nodeSubject('LCA'), 'thing.alone')).toMatchObject(REFUSED)
})

test('the refusal is in the log', async () => {
  const who = officer(null)
  await give(who, 'thing.alone')
  const { rows } = await service.admin.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM basinet.pending_audit WHERE event LIKE '%command.denied%' AND event LIKE $1",
    [`%${who.person}%`],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('the second person proves it as well, and one who refuses need not', async () => {
  const fresh = officer(before(1))
  const ask = async (): Promise<object> => ({
    recordId: must(await give(fresh, 'thing.asked')).pendingApproval,
    expectedRev: 1,
    reason: 'looked at',
  })
  const on = await ask()
  const second = officer(before(601))
  expect(await give(second, 'approval.approve', on)).toMatchObject(REFUSED)
  must(await give({ ...second, strongAt: AT }, 'approval.approve', on))
  must(await give(second, 'approval.refuse', await ask()))
})

test('a demonstration asks for none', async () => {
  expect(await give(officer(null), 'thing.alone', {}, demo)).toMatchObject({ ok: true })
})
