import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type Subject } from '@basinet/kernel/contract'
import { custodyModule } from '@basinet/kernel/custody'
import { identityModule } from '@basinet/kernel/identity'
import { executeCommand, readRecord, type Core } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { firearm, type Firearm } from './contract/firearm.ts'
import { firearmTrace, type FirearmTrace } from './contract/trace.ts'
import { firearmFoundBy } from './found-by.ts'
import { firearmsModule } from './module.ts'
import { findCandidates, readStatistics } from './store.ts'

const NOW = new Date('2026-11-24T20:30:00.000Z')
const officer = testSubject({ roles: ['officer', 'firearms-officer'] })
const other = testSubject({ person: 'other', roles: ['officer', 'firearms-officer'] })
const watch = testSubject({ person: 'watch', roles: ['officer', 'watch-officer'] })
const [admin, second] = ['ada', 'bo'].map((person) =>
  testSubject({ person, roles: ['officer', 'administrator'] }),
) as [Subject, Subject]
let db: TestStore

beforeAll(async () => {
  const core = (): Core => db.core
  const modules = [identityModule(core), custodyModule(), firearmsModule()]
  db = await openTestStore({ modules, now: () => NOW })
}, 120_000)
afterAll(() => db?.close())

let numbers = 0
const described = (more: Partial<Firearm> = {}) => ({
  reference: `FA-${++numbers}`,
  type: 'pistol',
  make: 'Glock',
  model: '19',
  calibre: '9x19',
  serial: 'BX01234',
  serialState: 'legible',
  restoration: null,
  marks: [
    {
      kind: 'import',
      text: 'IMP CO MIAMI FL',
      position: 'slide, right',
      country: 'USA',
      year: null,
      photo: null,
    },
  ],
  countryOfOrigin: 'AUT',
  countryOfMarking: 'USA',
  importer: null,
  finish: 'black',
  barrelLengthMm: 102,
  recovered: { at: '2026-03-01T10:00:00.000Z', place: 'Castries' },
  offence: null,
  possessorRole: 'none',
  possessor: null,
  associates: [],
  exhibit: null,
  seizure: null,
  ...more,
})
const asked = (of: string, more: object = {}) => ({
  firearm: of,
  reference: `TR-${++numbers}`,
  priority: 'routine',
  justification: null,
  instructions: null,
  crimeCode: null,
  projectCode: null,
  askedOf: { country: 'USA', authority: 'National Tracing Center' },
  route: 'etrace',
  ...more,
})
const answer = {
  outcome: 'traced',
  because: null,
  soldOn: '2025-03-01',
  lastKnownCountry: 'USA',
  dealer: null,
  purchaser: null,
  text: null,
}

const give = (
  who: Subject,
  name: string,
  input: object,
  on?: { recordId: string; rev: number },
  reason?: string,
) =>
  executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    input,
    ...(on === undefined ? {} : { recordId: on.recordId, expectedRev: on.rev }),
    ...(reason === undefined ? {} : { reason }),
  })
const record = async (more: Partial<Firearm> = {}) =>
  must(await give(officer, 'firearm.record', described(more)))
const traceBody = async (id: string) =>
  (await db.read(officer, (tx) => readRecord<FirearmTrace>(tx, firearmTrace, id)))?.body

describe('a firearm', () => {
  it('says of its serial number what was read, and nothing else', async () => {
    const refused = [
      described({ serialState: 'obliterated' }),
      described({ serial: null }),
      described({ serial: 'BX?1234' }),
      described({ serial: 'BX01234', serialState: 'partial' }),
    ]
    for (const input of refused)
      expect(await give(officer, 'firearm.record', input)).toMatchObject({
        error: { code: 'firearm.serial' },
      })
    expect(await give(watch, 'firearm.record', described())).toMatchObject({
      error: { code: 'command.denied.role' },
    })
    expect(await give(officer, 'firearm.record', described({ exhibit: randomUUID() }))).toMatchObject({
      error: { field: 'exhibit' },
    })
  })

  it('is found by a restored number under every confusion, by other makes last, and by partners', async () => {
    const made = await record({ serial: null, serialState: 'obliterated', make: 'Taurus' })
    const restored = must(
      await give(
        officer,
        'firearm.restore-serial',
        { serial: 'QZ-7O0I', serialState: 'restored', restoration: 'magnetic particle, lab 4' },
        made,
        'laboratory report 12',
      ),
    )
    await record({ serial: 'QZ7001', make: 'Smith & Wesson' })
    const wanted = { serial: '0z7001', make: 'TAURUS', model: null, calibre: null }
    const found = must(await db.read(officer, (tx) => findCandidates(tx, wanted)))
    expect(found.map(({ make, likeness }) => [make, likeness.serial, likeness.make])).toEqual([
      ['Taurus', 'confusable', 'same'],
      ['Smith & Wesson', 'confusable', 'differs'],
    ])
    expect(must(await db.read(watch, (tx) => findCandidates(tx, wanted)))).toEqual([])
    const unread = { ...wanted, serial: 'QZ7?0?' }
    const partly = must(await db.read(officer, (tx) => findCandidates(tx, unread)))
    expect(partly.map(({ make, likeness }) => [make, likeness.serial])).toEqual([
      ['Taurus', 'partial'],
      ['Smith & Wesson', 'partial'],
    ])
    expect(must(await db.read(watch, (tx) => findCandidates(tx, unread)))).toEqual([])

    const held = await db.read(officer, (tx) => readRecord<Firearm>(tx, firearm, restored.recordId))
    expect(firearmFoundBy.sought(held?.body)).toEqual([{ kind: 'serial', make: 'Taurus', serial: 'QZ-7O0I' }])
    expect(firearmFoundBy.sought({ ...held?.body, state: 'annulled' })).toEqual([])
    expect(firearmFoundBy.sought({ ...held?.body, make: null, serial: '12' })).toEqual([])
  })
})

describe('a trace', () => {
  it('has no clock until the nation sets one, and an answer that gives its reason', async () => {
    const gun = await record({ serial: 'TRACE1' })
    expect(
      await give(officer, 'firearm-trace.draft', asked(gun.recordId, { priority: 'urgent' })),
    ).toMatchObject({ error: { code: 'firearm-trace.justification' } })
    const drafted = must(await give(officer, 'firearm-trace.draft', asked(gun.recordId)))
    expect(await give(officer, 'firearm-trace.answer', { answer }, drafted)).toMatchObject({
      error: { code: 'command.state' },
    })
    const sent = must(await give(officer, 'firearm-trace.send', {}, drafted))
    expect(await traceBody(sent.recordId)).toMatchObject({ state: 'sent', dueAt: null, clock: null })
    for (const wrong of [
      { ...answer, outcome: 'untraceable' },
      { ...answer, because: 'too-old' },
      { ...answer, soldOn: '2026-03-02' },
    ])
      expect(await give(officer, 'firearm-trace.answer', { answer: wrong }, sent)).toMatchObject({
        ok: false,
      })
    must(await give(officer, 'firearm-trace.answer', { answer }, sent))
    expect(await traceBody(sent.recordId)).toMatchObject({ state: 'answered', timeToCrimeDays: 365 })

    const days = { name: 'firearms.trace-answer-days', value: 14, source: 'Order 3 of 2026, section 2' }
    const set = must(await give(admin, 'nation-parameter.set', days))
    must(await give(second, 'approval.approve', {}, { recordId: set.pendingApproval ?? '', rev: 1 }))
    const again = must(await give(officer, 'firearm-trace.draft', asked(gun.recordId)))
    must(await give(officer, 'firearm-trace.send', {}, again))
    expect(await traceBody(again.recordId)).toMatchObject({
      dueAt: '2026-12-08T20:30:00.000Z',
      clock: { days: 14, source: days.source },
    })
  })

  it('counts with its denominator, the best answer of each firearm once, annulled ones never', async () => {
    const period = { from: '2024-01-01T00:00:00Z', until: '2025-01-01T00:00:00Z' }
    const recovered = { at: '2024-06-01T00:00:00.000Z', place: 'Dennery' }
    const usa = await record({ recovered, serial: 'AAA111' })
    await record({ recovered, serial: 'AAA222', countryOfMarking: null })
    const gone = await record({ recovered, serial: 'AAA333', countryOfMarking: 'BRA' })
    const waiting = must(await give(officer, 'firearm.annul', {}, gone, 'entered twice'))
    expect(waiting.pendingApproval).toBeDefined()
    for (const result of [
      { ...answer, outcome: 'untraceable', because: 'too-old', soldOn: null },
      { ...answer, soldOn: '2023-06-02' },
    ]) {
      const drafted = must(await give(officer, 'firearm-trace.draft', asked(usa.recordId)))
      const sent = must(await give(other, 'firearm-trace.send', {}, drafted))
      must(await give(officer, 'firearm-trace.answer', { answer: result }, sent))
    }
    const found = await db.read(officer, (tx) => readStatistics(tx, period))
    expect(found).toMatchObject({
      recovered: 3,
      submitted: 1,
      answered: 1,
      traced: 1,
      untraceable: 0,
      because: [],
      timeToCrime: { known: 1, medianDays: 365 },
    })
    expect(found.countries).toContainEqual({ country: 'USA', recovered: 1, traced: 1 })
    expect(await db.read(watch, (tx) => readStatistics(tx, period))).toMatchObject({ recovered: 0 })
  })
})
