import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandReceipt } from '../contract/command.ts'
import { must, type Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { executeCommand } from '../record/execute.ts'
import { staleMigrations } from '../record/write-migrations.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { custodyCapability } from './contract.ts'
import type { Holder } from './contract/words.ts'
import { CUSTODY_MIGRATIONS, custodyModule } from './module.ts'
import { custodyNeeds } from './needs.ts'
import { readChain, type ExhibitChain } from './read-chain.ts'

let db: TestStore
let now = new Date('2026-11-24T08:00:00.000Z')

const person = (unit: string, roles: string[]): Subject => testSubject({ unit, roles: ['officer', ...roles] })
const keeper = person('store', ['exhibits-officer'])
const deputy = person('store', ['exhibits-officer'])
const analyst = person('laboratory', ['exhibit-handler'])
const clerk = person('court', ['exhibit-handler'])
const supervisor = person('store', ['exhibits-officer', 'exhibits-supervisor'])
const holder = (subject: Subject): Holder => ({
  person: subject.person,
  name: subject.person,
  unit: subject.unit,
})

beforeAll(async () => {
  db = await openTestStore({ modules: [custodyModule()], now: () => now })
}, 120_000)

afterAll(async () => {
  await db?.close()
})

interface Held {
  readonly id: string
  rev: number
}

async function act(
  who: Subject,
  on: Held,
  verb: string,
  input: object,
  reason?: string,
): Promise<Result<CommandReceipt>> {
  now = new Date(now.getTime() + 60_000)
  const done = await executeCommand(db.core, who, `exhibit.${verb}`, {
    commandId: randomUUID(),
    recordId: on.id,
    expectedRev: on.rev,
    ...(reason === undefined ? {} : { reason }),
    input,
  })
  if (done.ok && done.value.pendingApproval === undefined) on.rev = done.value.rev
  return done
}

let numbers = 0

async function registered(seal: string | null = `S-${numbers}`): Promise<Held> {
  const number = `E-${++numbers}`
  const exhibit = {
    number,
    description: 'Brick in brown tape',
    category: 'drug',
    quantity: { value: 1000, unit: 'g' },
    ...(seal === null ? {} : { seal }),
  }
  const receipt = must(
    await executeCommand(db.core, keeper, 'exhibit.register', {
      commandId: randomUUID(),
      input: { exhibit, from: null, place: 'Vigie store' },
    }),
  )
  return { id: receipt.recordId, rev: 1 }
}

async function chain(on: Held, who = keeper): Promise<ExhibitChain> {
  const found = await db.read(who, (tx) => readChain(tx, on.id))
  if (found === null) throw new Error('the exhibit is not there')
  return found
}

const kinds = async (on: Held): Promise<string[]> => (await chain(on)).events.map((event) => event.body.kind)
const gaps = async (on: Held): Promise<string[]> => (await chain(on)).chain.gaps.map((gap) => gap.code)

const send = (to: Subject, seal: string | null, more: object = {}) => ({
  to: holder(to),
  place: 'Vigie store',
  sealFound: seal,
  condition: 'as before',
  purpose: 'analysis',
  ...more,
})
const take = (seal: string | null, more: object = {}) => ({
  place: 'laboratory',
  sealFound: seal,
  condition: 'as before',
  ...more,
})

test('the committed migrations are what the declarations give', () => {
  expect(staleMigrations(CUSTODY_MIGRATIONS, custodyCapability.records)).toEqual([])
})

test('to the laboratory, divided, back, to court, destroyed: one chain without a gap', async () => {
  const it = await registered('A-1')
  must(await act(keeper, it, 'transfer', send(analyst, 'A-1', { dueBack: '2026-12-24T00:00:00.000Z' })))
  must(await act(analyst, it, 'receive', take('A-1')))
  expect((await chain(it)).exhibit.body).toMatchObject({ state: 'held', dueBack: '2026-12-24T00:00:00.000Z' })
  must(await act(analyst, it, 'open', { sealFound: 'A-1', place: 'bench 2', purpose: 'analysis' }))
  const left = { value: 990, unit: 'g' }
  must(
    await act(analyst, it, 'analyse', {
      place: 'bench 2',
      purpose: 'GC-MS',
      condition: 'sampled',
      quantityLeft: left,
    }),
  )
  const part = {
    number: `${it.id.slice(0, 8)}/1`,
    description: 'Sample',
    category: 'drug',
    quantity: { value: 10, unit: 'g' },
    seal: 'A-2',
  }
  must(
    await act(analyst, it, 'divide', {
      place: 'bench 2',
      purpose: 'reference sample',
      parts: [part],
      quantityLeft: { value: 980, unit: 'g' },
    }),
  )
  must(
    await act(analyst, it, 'seal', { seal: 'A-3', sealFound: null, place: 'bench 2', condition: 'closed' }),
  )
  must(await act(analyst, it, 'transfer', { ...send(keeper, 'A-3'), place: 'laboratory' }))
  must(await act(keeper, it, 'receive', take('A-3')))
  must(await act(keeper, it, 'produce', { place: 'High Court', purpose: 'trial', sealFound: 'A-3' }))
  const end = {
    manner: 'destroyed',
    authority: 'Order 12/2027',
    place: 'incinerator',
    sealFound: 'A-3',
    witness: 'Magistrate',
  }
  const asked = must(await act(keeper, it, 'dispose', end, 'trial over'))
  const approval = { id: asked.pendingApproval ?? '', rev: 1 }
  const approve = (who: Subject) =>
    executeCommand(db.core, who, 'approval.approve', {
      commandId: randomUUID(),
      recordId: approval.id,
      expectedRev: approval.rev,
      input: {},
    })
  expect(await approve(keeper)).toMatchObject({ ok: false })
  must(await approve(supervisor))
  const { chain: whole, events, exhibit } = await chain(it)
  expect(events.map((event) => event.body.kind)).toEqual([
    'registered',
    'transferred',
    'received',
    'opened',
    'analysed',
    'divided',
    'resealed',
    'transferred',
    'received',
    'produced',
    'destroyed',
  ])
  expect(whole).toMatchObject({
    gaps: [],
    holder: null,
    loans: [],
    ended: 'destroyed',
    quantity: { value: 980 },
  })
  expect(exhibit.body).toMatchObject({ state: 'ended', endedAs: 'destroyed', events: 11 })
  expect(events.at(-1)?.body).toMatchObject({
    by: keeper.person,
    second: supervisor.person,
    authority: 'Order 12/2027',
  })
  const child = events.find((event) => event.body.kind === 'divided')?.body.child ?? ''
  const ofChild = await chain({ id: child, rev: 1 })
  expect(ofChild.exhibit.body).toMatchObject({
    parent: it.id,
    seal: 'A-2',
    holder: { person: analyst.person },
  })
  expect(ofChild.chain.gaps).toEqual([])
  it.rev = exhibit.rev
  expect(await act(keeper, it, 'transfer', send(clerk, null))).toMatchObject({
    error: { code: 'command.state' },
  })
})

describe('two people', () => {
  test('the giver is not the receiver, and a third is neither', async () => {
    const it = await registered()
    const { seal } = (await chain(it)).exhibit.body
    expect(await act(keeper, it, 'transfer', send(keeper, seal))).toMatchObject({
      error: { code: 'custody.same-person' },
    })
    expect(await act(analyst, it, 'transfer', send(clerk, seal))).toMatchObject({
      error: { code: 'command.denied.not-holder' },
    })
    must(await act(keeper, it, 'transfer', send(analyst, seal)))
    expect(await act(keeper, it, 'receive', take(seal))).toMatchObject({
      error: { code: 'command.denied.same-person' },
    })
    expect(await act(clerk, it, 'receive', take(seal))).toMatchObject({
      error: { code: 'command.denied.not-receiver' },
    })
    must(await act(analyst, it, 'receive', take(seal)))
  })

  test('who has no account signs a paper, and another than the giver writes its number', async () => {
    const it = await registered()
    const { seal } = (await chain(it)).exhibit.body
    const abroad = { person: null, name: 'Dr Lewis', unit: 'Forensic Sciences Centre, Barbados' }
    must(await act(keeper, it, 'transfer', { ...send(analyst, seal), to: abroad }))
    expect(await act(deputy, it, 'receive', take(seal))).toMatchObject({ error: { code: 'custody.receipt' } })
    must(await act(deputy, it, 'receive', take(seal, { receipt: 'FSC 88/26' })))
    expect((await chain(it)).chain).toMatchObject({ holder: abroad, gaps: [] })
  })

  test('what was sent to a unit is taken by anybody of it; what is declined stays with the giver', async () => {
    const it = await registered()
    const { seal } = (await chain(it)).exhibit.body
    const toUnit = { person: null, name: 'the clerk on duty', unit: 'court' }
    must(await act(keeper, it, 'transfer', { ...send(clerk, seal), to: toUnit }))
    expect(await act(clerk, it, 'decline', take(seal))).toMatchObject({ error: { code: 'command.reason' } })
    must(await act(clerk, it, 'decline', take(seal), 'wrong case'))
    expect((await chain(it)).chain).toMatchObject({
      holder: { person: keeper.person },
      transit: null,
      gaps: [],
    })
    must(await act(keeper, it, 'transfer', { ...send(clerk, seal), to: toUnit }))
    must(await act(clerk, it, 'receive', take(seal)))
    expect((await chain(it)).chain).toMatchObject({ holder: { person: clerk.person }, gaps: [] })
  })
})

describe('a gap is shown and not repaired', () => {
  test('another seal at receipt, another holder at a stock check, a late receipt', async () => {
    const it = await registered('B-1')
    const expectedAt = new Date(now.getTime() + 60_000).toISOString()
    must(await act(keeper, it, 'transfer', send(analyst, 'B-1', { expectedAt })))
    must(await act(analyst, it, 'receive', take('B-9')))
    expect(await gaps(it)).toEqual(['late-receipt', 'seal-mismatch'])
    must(
      await act(keeper, it, 'check', {
        found: holder(clerk),
        place: 'court',
        sealFound: 'B-9',
        condition: 'as before',
      }),
    )
    expect(await gaps(it)).toEqual(['late-receipt', 'seal-mismatch', 'holder-mismatch'])
    const { events } = await chain(it)
    const wrong = events[2]?.id ?? ''
    must(await act(keeper, it, 'correct', { event: wrong, correction: 'the seal read B-1' }, 'misread'))
    expect(await gaps(it)).toEqual(['late-receipt', 'seal-mismatch', 'holder-mismatch'])
    expect(await kinds(it)).toEqual(['registered', 'transferred', 'received', 'checked', 'corrected'])
  })

  test('an event changed or removed behind the application shows', async () => {
    const it = await registered('C-1')
    must(await act(keeper, it, 'transfer', send(analyst, 'C-1')))
    must(await act(analyst, it, 'receive', take('C-1')))
    const [, sent] = (await chain(it)).events
    const forge =
      "UPDATE basinet.r_custody_event SET body = jsonb_set(body, '{place}', '\"elsewhere\"') WHERE id = $1"
    await expect(db.admin.query(forge, [sent?.id])).rejects.toMatchObject({ code: '42501' })
    await db.admin.query("SET session_replication_role = 'replica'")
    await db.admin.query(forge, [sent?.id])
    expect(await gaps(it)).toEqual(['altered'])
    await db.admin.query('DELETE FROM basinet.r_custody_event WHERE id = $1', [sent?.id])
    await db.admin.query("SET session_replication_role = 'origin'")
    expect(await gaps(it)).toContain('missing-event')
  })
})

describe('what is refused', () => {
  test('a number or a seal used before, the future, more than there is', async () => {
    const it = await registered('D-1')
    const { exhibit } = await chain(it)
    const again = { number: exhibit.body.number, description: 'x', category: 'other' }
    const register = (exhibitInput: object, more: object = {}) =>
      executeCommand(db.core, keeper, 'exhibit.register', {
        commandId: randomUUID(),
        input: { exhibit: exhibitInput, from: null, place: 'store', ...more },
      })
    expect(await register(again)).toMatchObject({ error: { code: 'custody.number-used' } })
    expect(await register({ ...again, number: 'new', seal: 'D-1' })).toMatchObject({
      error: { code: 'custody.seal-used' },
    })
    expect(await register({ ...again, number: 'new' }, { at: '2099-01-01T00:00:00.000Z' })).toMatchObject({
      error: { code: 'custody.future', field: 'at' },
    })
    must(await act(keeper, it, 'open', { sealFound: 'D-1', place: 'store', purpose: 'weighing' }))
    const more = { value: 1000.1, unit: 'g' }
    expect(
      await act(keeper, it, 'analyse', { place: 'store', purpose: 'x', condition: 'x', quantityLeft: more }),
    ).toMatchObject({ error: { code: 'custody.more-than-there-is' } })
    expect(
      await act(keeper, it, 'seal', { seal: 'D-1', sealFound: null, place: 'store', condition: 'closed' }),
    ).toMatchObject({ error: { code: 'custody.seal-used' } })
    expect(await act(keeper, it, 'transfer', send(analyst, null))).toMatchObject({
      error: { code: 'command.state' },
    })
  })
})

test('a label given to an exhibit is given to its events', async () => {
  const it = await registered('E-1')
  must(await act(keeper, it, 'transfer', send(analyst, 'E-1')))
  must(
    await act(
      keeper,
      it,
      'restrict',
      { change: { handling: [], onward: 'none', holds: ['trial'] } },
      'trial pending',
    ),
  )
  const { rows } = await db.admin.query(
    'SELECT DISTINCT holds, onward FROM basinet.r_custody_event WHERE f_exhibit = $1',
    [it.id],
  )
  expect(rows).toEqual([{ holds: ['trial'], onward: 'none' }])
  expect(await gaps(it)).toEqual([])
})

test('it says what waits for whom: to receive, late, to be brought back', async () => {
  const it = await registered('F-1')
  const soon = new Date(now.getTime() + 3_600_000).toISOString()
  must(await act(keeper, it, 'transfer', send(analyst, 'F-1', { expectedAt: soon, dueBack: soon })))
  const keys = async (who: Subject): Promise<string[]> =>
    (await custodyNeeds(db.core, who)).filter((n) => n.link.endsWith(it.id)).map((n) => n.title.key)
  expect(await keys(analyst)).toEqual(['needs.exhibit.receive'])
  expect(await keys(keeper)).toEqual([])
  now = new Date(Date.parse(soon) + 1)
  expect(await keys(deputy)).toEqual(['needs.exhibit.late'])
  must(await act(analyst, it, 'receive', take('F-1')))
  expect(await keys(deputy)).toEqual(['needs.exhibit.overdue'])
  expect(await keys(testSubject())).toEqual([])
})
