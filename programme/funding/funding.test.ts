import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, type CommandReceipt, type Result, type Subject } from '@basinet/kernel/contract'
import { executeCommand, listRecords, readRecord, staleMigrations } from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { sharedText } from '../../tests/data/shared.ts'
import {
  fundingCapability,
  groupEntries,
  ledgerEntry,
  sourceDocument,
  type Instrument,
  type LedgerEntry,
} from './contract.ts'
import { partnerActivity } from './contract/partner-activity.ts'
import { addDecimals, KEY } from './group.ts'
import { readInstruments, readTable } from './http.ts'
import { raiseLapseAlarms, thresholdOf } from './lapse.ts'
import { FUNDING_MIGRATIONS, fundingModule } from './module.ts'
import { fundingNeeds } from './needs.ts'
import { OPENING_ENTRIES } from './opening.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const maker = testSubject({ roles: ['officer', 'programme-officer'], purpose: 'programme' })
const checker = testSubject({ roles: ['officer', 'programme-controller'], purpose: 'programme' })
const outsider = testSubject({ roles: ['officer'] })
let db: TestStore

beforeAll(async () => {
  db = await openTestStore({ modules: [fundingModule()], now: () => NOW })
}, 120_000)
afterAll(async () => {
  await db?.close()
})

const facts: Omit<LedgerEntry, 'corrects' | 'state'> = {
  reference: 'D-1',
  basis: 'disbursed',
  span: 'single',
  yearFrom: 2024,
  yearUntil: 2024,
  account: 'INCLE',
  area: 'justice',
  nation: 'LCA',
  goal: 'social-justice',
  donor: 'United States',
  implementer: null,
  instrument: null,
  item: null,
  amount: '125000.50',
  currency: 'USD',
  qualifier: 'exact',
  rate: null,
  status: 'sourced',
  source: {
    document: 'Letter of 3 May 2024',
    record: null,
    url: null,
    quote: 'US$ 125,000.50',
    date: '2024-05-03',
    page: '2',
  },
  note: null,
}

interface On {
  readonly recordId: string
  readonly rev: number
}
function give(
  who: Subject,
  name: string,
  input: object,
  on?: On,
  reason?: string,
): Promise<Result<CommandReceipt>> {
  return executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    ...(on === undefined ? {} : { recordId: on.recordId, expectedRev: on.rev }),
    ...(reason === undefined ? {} : { reason }),
    input,
  })
}
const approve = (asked: Result<CommandReceipt>, who = checker): Promise<Result<CommandReceipt>> =>
  give(who, 'approval.approve', {}, { recordId: must(asked).pendingApproval ?? '', rev: 1 })
const find = async (reference: string): Promise<{ id: string; rev: number; body: LedgerEntry } | undefined> =>
  must(
    await db.read(maker, (tx) =>
      listRecords<LedgerEntry>(tx, ledgerEntry, {
        filters: [{ name: 'reference', op: 'eq', value: reference }],
      }),
    ),
  ).items[0]

const readLedger = async (who: Subject = maker): Promise<(LedgerEntry & { id: string })[]> =>
  must(
    await db.read(who, (tx) =>
      listRecords<LedgerEntry>(tx, ledgerEntry, {
        filters: [{ name: 'state', op: 'eq', value: 'posted' }],
        limit: 500,
      }),
    ),
  ).items.map(({ id, body }) => ({ ...body, id }))

test('the committed migrations are what the declarations give', () => {
  expect(staleMigrations(FUNDING_MIGRATIONS, fundingCapability.records)).toEqual([])
})

describe('posting', () => {
  test('takes two people, and only what fits together', async () => {
    const asked = await give(maker, 'ledger-entry.post', { ...facts, public: false })
    expect(await find('D-1')).toBeUndefined()
    expect(await approve(asked, maker)).toMatchObject({ ok: false })
    must(await approve(asked))
    expect((await find('D-1'))?.body).toMatchObject({ amount: '125000.50', state: 'posted' })
    expect(await give(outsider, 'ledger-entry.post', { ...facts, public: false })).toMatchObject({
      ok: false,
    })
  })

  test.each<[code: string, change: Partial<typeof facts>]>([
    ['ledger-entry.years', { yearFrom: 2025, yearUntil: 2024 }],
    ['ledger-entry.annual', { span: 'annual', yearUntil: null }],
    ['ledger-entry.negative', { basis: 'appropriated', amount: '-1' }],
    ['ledger-entry.future', { source: { ...facts.source, date: '2026-11-25' } }],
    ['ledger-entry.source', { source: { ...facts.source, quote: null, page: null } }],
    ['ledger-entry.derived', { status: 'derived' }],
    ['ledger-entry.rate', { rate: { into: 'USD', rate: '1', date: '2024-05-03', source: 'x' } }],
    ['ledger-entry.reference-used', {}],
    ['ledger-entry.document', { reference: 'D-x', source: { ...facts.source, record: randomUUID() } }],
    ['ledger-entry.instrument', { reference: 'D-x', instrument: randomUUID() }],
  ])('%s', async (code, change) => {
    const asked = await give(maker, 'ledger-entry.post', { ...facts, ...change, public: false })
    expect(await approve(asked)).toMatchObject({ error: { code } })
  })

  test('an amount without its source, or in floating point, is no input', async () => {
    const { source: _, ...bare } = facts
    expect(await give(maker, 'ledger-entry.post', { ...bare, public: false })).toMatchObject({ ok: false })
    expect(await give(maker, 'ledger-entry.post', { ...facts, amount: '1e5', public: false })).toMatchObject({
      ok: false,
    })
  })

  test('a correction is a new entry; the old one stays and is counted no more', async () => {
    must(await approve(await give(maker, 'ledger-entry.post', { ...facts, reference: 'D-2', public: true })))
    const old = await find('D-2')
    const right = { ...facts, reference: 'D-2a', amount: '120000.00' }
    must(
      await approve(
        await give(maker, 'ledger-entry.correct', right, { recordId: old!.id, rev: 1 }, 'page 3'),
      ),
    )
    expect((await find('D-2'))?.body).toMatchObject({ amount: '125000.50', state: 'corrected' })
    const corrected = await find('D-2a')
    expect(corrected?.body).toMatchObject({ corrects: old!.id, amount: '120000.00' })
    const kept = await db.read(maker, (tx) => readRecord<LedgerEntry>(tx, ledgerEntry, corrected!.id))
    expect(kept?.label.class).toBe('public')
    const rows = groupEntries(await readLedger()).flatMap((g) => g.entries.map((e) => e.reference))
    expect(rows).toContain('D-2a')
    expect(rows).not.toContain('D-2')
  })
})

test('the public facts open the ledger once, each with its source, for everybody', async () => {
  must(await approve(await give(maker, 'ledger-entry.open-ledger', {})))
  expect((await find('cum-263'))?.body).toMatchObject({
    amount: '263000000',
    qualifier: 'more-than',
    status: 'as-stated',
  })
  expect(await approve(await give(maker, 'ledger-entry.open-ledger', {}))).toMatchObject({
    error: { code: 'ledger-entry.opened' },
  })
  const groups = groupEntries(await readLedger())
  const year2020 = groups.find((g) => g.basis === 'appropriated' && g.yearFrom === 2020)
  expect(year2020).toMatchObject({ conflict: true, sum: null, why: 'conflict' })
  expect(year2020?.entries.map((e) => e.amount).toSorted()).toEqual(['58000000', '60000000'])
  // $556M committed and $560M allocated to 2018 are of different bases: they never meet in a row.
  const to2018 = groups.filter((g) => g.yearUntil === 2018)
  expect(to2018.map((g) => [g.basis, g.entries.length, g.sum])).toEqual([
    ['allocated', 1, null],
    ['committed', 1, null],
  ])
  expect(await readLedger(outsider)).toEqual([])
})

interface Fact {
  readonly id: string
  readonly amount_usd: number
}

test('every figure of the public facts is in the opening ledger, and none that is not', () => {
  const text = sharedText('programme/cbsi-facts.json')
  const shared = text === null ? [] : (JSON.parse(text) as { funding: Fact[] }).funding
  const ours = new Set(OPENING_ENTRIES.map((e) => e.amount))
  expect(shared.filter((f) => !ours.has(String(f.amount_usd)))).toEqual([])
  // The one figure beside them is the other side of a conflict, derived from a quoted percentage.
  const known = new Set(shared.map((f) => String(f.amount_usd)))
  const extra = OPENING_ENTRIES.filter((e) => !known.has(e.amount)).map((e) => e.reference)
  expect(extra).toEqual(text === null ? OPENING_ENTRIES.map((e) => e.reference) : ['fy2020-crs'])
  expect(
    OPENING_ENTRIES.filter((e) => e.source.document === '' || (e.source.url ?? e.source.quote) === null),
  ).toEqual([])
})

const award: Omit<Instrument, 'state' | 'deliverables' | 'hostContributions' | 'amendments'> = {
  reference: 'LOA-1',
  kind: 'letter-of-agreement',
  purpose: 'Corrections: sentence management',
  donor: 'United States',
  implementer: 'INL',
  nation: 'LCA',
  area: 'justice',
  goal: 'social-justice',
  priority: randomUUID(),
  account: 'INCLE',
  ceiling: '500000',
  currency: 'USD',
  performanceFrom: '2025-01-01',
  performanceUntil: '2026-12-31',
  fundsFrom: '2025-01-01',
  fundsExpire: '2026-12-31',
}

test('the database adds as the rule does, and shows what disagrees with what it stands in', async () => {
  const document = must(
    await give(maker, 'source-document.register', {
      title: 'Quarterly report',
      kind: 'report',
      issuer: 'INL',
      date: '2024-07-01',
      url: null,
      public: false,
    }),
  )
  const post = async (change: Partial<typeof facts>): Promise<void> => {
    must(await approve(await give(maker, 'ledger-entry.post', { ...facts, ...change, public: false })))
  }
  const source = { ...facts.source, record: document.recordId }
  await post({ reference: 'P-1', item: 'Payment 1', area: 'borders', source })
  await post({ reference: 'P-1b', item: 'Payment 1', area: 'borders', amount: '125000.5' })
  await post({ reference: 'P-2', area: 'borders', amount: '10' })
  const disagree = { basis: 'obligated', area: 'borders', item: 'Award 7' } as const
  await post({ ...disagree, reference: 'O-1', amount: '900' })
  await post({ ...disagree, reference: 'O-2', amount: '950', source })
  const rule = groupEntries(await readLedger())
  const table = await db.read(maker, (tx) => readTable(db.core, tx, {}))
  const shape = (rows: readonly (ReturnType<typeof groupEntries>[number] | (typeof table.rows)[number])[]) =>
    rows
      .map((g) => [KEY.map((k) => g[k]).join(), g.why, g.sum === null ? null : Number(g.sum)])
      .toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
  expect(shape(table.rows)).toEqual(shape(rule))
  expect(Number(table.rows.find((g) => g.area === 'borders' && g.basis === 'disbursed')?.sum)).toBe(125010.5)
  const beside = table.rows.find((g) => g.conflict && g.basis === 'obligated')
  expect(beside?.entries.map((e) => [e.amount, e.source.record]).toSorted()).toEqual([
    ['900', null],
    ['950', document.recordId],
  ])
  const stage = table.stages.map((s) => [s.basis, s.why])
  expect(stage).toEqual([
    ['appropriated', 'many-years'],
    ['allocated', 'cumulative'],
    ['committed', 'cumulative'],
    ['obligated', 'conflict'],
    ['disbursed', null],
    ['expended', 'none'],
  ])
  const kept = await db.read(maker, (tx) => readRecord(tx, sourceDocument, document.recordId))
  expect(kept?.title).toBe('Quarterly report')
  const only = await db.read(maker, (tx) =>
    readTable(db.core, tx, { nation: '-', yearFrom: 2020, yearUntil: 2020 }),
  )
  expect(only.stages[0]).toMatchObject({ why: 'conflict', low: '58000000', high: '60000000', of: 'annual' })
  expect(only.rows.every((g) => g.nation === null && g.yearFrom === 2020)).toBe(true)
})

test('an instrument in force alarms before its funds lapse, a draft does not', async () => {
  expect(await give(maker, 'instrument.draft', { ...award, fundsExpire: '2024-12-31' })).toMatchObject({
    error: { code: 'instrument.expiry' },
  })
  const draft = must(await give(maker, 'instrument.draft', award))
  expect(await fundingNeeds(db.core, maker)).toEqual([])
  must(await approve(await give(maker, 'instrument.activate', {}, draft)))
  expect(await fundingNeeds(db.core, maker)).toMatchObject([
    { severity: 'critical', title: { params: { reference: 'LOA-1', day: '2026-12-31' } } },
  ])
  expect(await fundingNeeds(db.core, outsider)).toEqual([])
  expect(await raiseLapseAlarms(db.core)).toBe(1)
  expect(await raiseLapseAlarms(db.core)).toBe(0)
  const [alarm] = await fundingNeeds(db.core, maker)
  expect(alarm?.link).toContain('/lapse-alarm/')
  const owed = { deliverable: 'Hardware installed', due: '2026-06-30' }
  must(await give(maker, 'instrument.plan-deliverable', owed, { recordId: draft.recordId, rev: 2 }))
  const paid = { ...facts, reference: 'I-1', instrument: draft.recordId, amount: '100000' }
  for (const [basis, reference, currency] of [
    ['obligated', 'I-1', 'USD'],
    ['disbursed', 'I-2', 'USD'],
    ['disbursed', 'I-3', 'XCD'],
  ] as const)
    must(
      await approve(
        await give(maker, 'ledger-entry.post', { ...paid, basis, reference, currency, public: false }),
      ),
    )
  const [row] = await db.read(maker, (tx) => readInstruments(tx, '2026-11-24', false))
  expect(row?.position).toMatchObject({
    obligated: '100000',
    disbursed: '100000',
    unobligated: '400000',
    overCeiling: null,
    pipeline: '0',
    leftOut: 1,
    overdue: 1,
    daysToExpiry: 37,
  })
  const change = { performanceUntil: '2028-06-30', fundsExpire: '2028-06-30' }
  must(
    await approve(
      await give(maker, 'instrument.amend', change, { recordId: draft.recordId, rev: 3 }, 'extended'),
    ),
  )
  expect((await fundingNeeds(db.core, maker)).map((n) => n.link)).toEqual([alarm?.link])
  expect([200, 180, 61, 60, 7, 0].map(thresholdOf)).toEqual([null, 180, 90, 60, 7, 7])
})

test('an activity of others is taken once, brought up to date where it is newer, and never in the ledger', async () => {
  const activity = {
    identifier: 'XM-DAC-1-A',
    title: 'Patrol boats',
    publisher: 'Ministry',
    donor: 'Fund',
    nations: [{ nation: 'LCA', percentage: 60 }],
    regional: false,
    area: null,
    sectors: ['43081'],
    status: '2',
    from: '2024-01-01',
    until: null,
    amounts: [{ kind: 'disbursement', currency: 'USD', amount: '7', count: 1 }],
    updated: '2024-02-03',
  }
  const take = async (change: object): Promise<unknown> =>
    must(
      await give(maker, 'partner-activity.import', {
        file: 'a.xml',
        activities: [{ line: 2, ...activity, ...change }],
      }),
    ).output
  expect(await take({})).toEqual({ taken: 1, updated: 0, unchanged: 0, refused: [] })
  const [kept] = must(await db.read(maker, (tx) => listRecords(tx, partnerActivity, {}))).items
  must(
    await give(
      maker,
      'partner-activity.place',
      { area: 'maritime', priority: null },
      { recordId: kept?.id ?? '', rev: 1 },
    ),
  )
  expect(await take({})).toMatchObject({ unchanged: 1 })
  expect(await take({ title: 'Three patrol boats', updated: '2024-05-01' })).toMatchObject({ updated: 1 })
  expect(await take({ title: 'Older', updated: '2023-01-01' })).toMatchObject({
    refused: [{ line: 2, message: expect.stringContaining('newer one, of 2024-05-01') as string }],
  })
  const { items } = must(await db.read(maker, (tx) => listRecords(tx, partnerActivity, {})))
  expect(items.map((i) => i.body)).toMatchObject([{ title: 'Three patrol boats', area: 'maritime' }])
  const table = await db.read(maker, (tx) => readTable(db.core, tx, { donor: 'Fund' }))
  expect(table.lines).toBe(0)
})

test('a sum is exact, and never of unlike things', () => {
  const cents = fc.integer({ min: -1e9, max: 1e9 })
  const text = (n: number): string =>
    `${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (amounts) => {
      const sum = addDecimals(amounts.map(text))
      expect(Math.round(Number(sum) * 100)).toBe(amounts.reduce((a, b) => a + b, 0))
    }),
  )
  const posted = { ...facts, corrects: null, state: 'posted' as const }
  const sums = (...more: Partial<LedgerEntry>[]): (string | null)[] =>
    groupEntries([posted, ...more.map((m) => ({ ...posted, ...m }))]).map((g) => g.sum)
  expect(sums({ amount: '0.50' })).toEqual(['125001.00'])
  expect(sums({ qualifier: 'about' })).toEqual([null])
  expect(sums({ basis: 'obligated' })).toHaveLength(2)
  expect(sums({ currency: 'XCD' })).toHaveLength(2)
  expect(sums({ state: 'corrected' })).toEqual(['125000.50'])
})
