import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  must,
  type CommandReceipt,
  type Result,
  type StoredRecord,
  type Subject,
} from '@basinet/kernel/contract'
import { custodyModule, readChain } from '@basinet/kernel/custody'
import { exhibit, type Exhibit } from '@basinet/kernel/custody/contract'
import {
  executeCommand,
  listRecords,
  readHistory,
  readRecord,
  searchRecords,
  staleMigrations,
  threadOf,
} from '@basinet/kernel/record'
import { openTestStore, testSubject, type TestStore } from '@basinet/kernel/store/test-store'
import { seizure, seizuresCapability, type ItemFacts, type Seizure } from './contract.ts'
import { SEIZURES_MIGRATIONS, seizuresModule } from './module.ts'
import { sharedSeizure } from './share.ts'
import { readTotals } from './store.ts'
import { sumByUnit } from './sum-by-unit.ts'

const NOW = new Date('2026-11-24T20:30:00.000Z')
const officer = testSubject({
  unit: 'vigie',
  agency: 'customs',
  purpose: 'customs',
  roles: ['officer', 'customs-officer', 'exhibit-handler'],
})
const keeper = testSubject({ unit: 'store', roles: ['officer', 'exhibits-officer'] })
const watch = testSubject({ unit: 'watch', roles: ['officer', 'watch-officer'] })
let db: TestStore

beforeAll(async () => {
  db = await openTestStore({ modules: [custodyModule(), seizuresModule()], now: () => NOW })
}, 120_000)

afterAll(async () => {
  await db?.close()
})

const plain: ItemFacts = {
  kind: 'other',
  description: 'a thing',
  quantity: null,
  substance: null,
  purity: null,
  firearm: null,
  vessel: null,
}
const cocaine = (kilograms: number): ItemFacts => ({
  ...plain,
  kind: 'drug',
  description: 'bricks in brown tape',
  substance: 'cocaine',
  quantity: { value: kilograms, unit: 'kg' },
})
const pistol: ItemFacts = {
  ...plain,
  kind: 'firearm',
  description: 'pistol',
  quantity: { value: 1, unit: 'piece' },
  firearm: { make: 'Glock', model: '19', calibre: '9x19', serial: 'ZQX 991', serialState: 'legible' },
}
const boat: ItemFacts = {
  ...plain,
  kind: 'vessel',
  description: 'open boat, two engines',
  vessel: { name: 'Sea Grape', registration: null, flag: 'VCT' },
}

let numbers = 0
const kept = (facts: ItemFacts) => ({ facts, kept: { exhibit: `EX-${++numbers}`, seal: `S-${numbers}` } })
const sunk = (facts: ItemFacts) => ({ facts, kept: { notKept: 'sank under tow' } })

const input = (items: object[], more: object = {}) => ({
  reference: `SZ-${++numbers}`,
  seizedAt: '2026-11-24T18:00:00.000Z',
  place: { kind: 'coast', name: 'Anse Cochon', position: { latDeg: 13.93, lonDeg: -61.05 } },
  officers: [officer.person],
  circumstances: 'Found under nets after a short chase.',
  legalBasis: null,
  cameFrom: null,
  items,
  ...more,
})

const record = (items: object[], more: object = {}, who = officer): Promise<Result<CommandReceipt>> =>
  executeCommand(db.core, who, 'seizure.record', { commandId: randomUUID(), input: input(items, more) })

function act(
  who: Subject,
  name: string,
  on: { recordId: string; rev: number },
  given: object,
  reason?: string,
): Promise<Result<CommandReceipt>> {
  return executeCommand(db.core, who, name, {
    commandId: randomUUID(),
    recordId: on.recordId,
    expectedRev: on.rev,
    ...(reason === undefined ? {} : { reason }),
    input: given,
  })
}

async function read(id: string, who = officer): Promise<StoredRecord<Seizure> | null> {
  return db.read(who, (tx) => readRecord<Seizure>(tx, seizure, id))
}

async function exhibitsOf(id: string, who = officer): Promise<StoredRecord<Exhibit>[]> {
  const filters = [{ name: 'originId', op: 'eq', value: id } as const]
  return must(await db.read(who, (tx) => listRecords<Exhibit>(tx, exhibit, { filters, sort: 'number' })))
    .items
}

test('the committed migration is what the declaration gives', () => {
  expect(staleMigrations(SEIZURES_MIGRATIONS, seizuresCapability.records)).toEqual([])
})

describe('recording', () => {
  test('begins the custody of every item kept, in the same command', async () => {
    const made = must(await record([kept(cocaine(24.5)), kept(pistol), sunk(boat)]))
    const body = (await read(made.recordId))?.body
    expect(body).toMatchObject({ state: 'recorded', agency: 'customs' })
    expect(body?.items.map(({ item, notKept }) => [item, notKept])).toEqual([
      [1, null],
      [2, null],
      [3, 'sank under tow'],
    ])
    const exhibits = await exhibitsOf(made.recordId)
    expect(exhibits.map((e) => e.id)).toEqual(body?.items.flatMap((item) => item.exhibit ?? []))
    expect(exhibits[0]?.body).toMatchObject({
      category: 'drug',
      quantity: { value: 24.5, unit: 'kg' },
      holder: { person: officer.person, unit: 'vigie' },
      place: 'Anse Cochon',
    })
    const found = await db.read(officer, (tx) => readChain(tx, exhibits[0]?.id ?? ''))
    expect(found?.events.map(({ body: event }) => [event.kind, event.at])).toEqual([
      ['seized', '2026-11-24T18:00:00.000Z'],
    ])
    expect(found?.chain.gaps).toEqual([])
  })

  test('is all or nothing: one wrong item, and neither seizure nor exhibit is there', async () => {
    const good = kept(cocaine(1))
    const wrong = kept({ ...plain, kind: 'cash', quantity: { value: 3, unit: 'kg' } })
    const reference = `SZ-whole-${++numbers}`
    expect(await record([good, wrong], { reference })).toMatchObject({
      error: { code: 'seizure.currency', field: 'items.1.quantity.unit' },
    })
    const { rows } = await db.admin.query(
      `SELECT 1 FROM basinet.r_seizure WHERE f_reference = $1 UNION ALL
       SELECT 1 FROM basinet.r_exhibit WHERE f_number = $2 UNION ALL
       SELECT 1 FROM basinet.r_custody_event WHERE f_seal_after = $3`,
      [reference, good.kept.exhibit, good.kept.seal],
    )
    expect(rows).toEqual([])
  })

  test('refuses the future, a number used before, and an exhibit’s number used twice in one seizure', async () => {
    expect(await record([kept(pistol)], { seizedAt: '2026-11-24T20:30:00.001Z' })).toMatchObject({
      error: { code: 'seizure.future', field: 'seizedAt' },
    })
    const reference = `SZ-once-${++numbers}`
    must(await record([kept(pistol)], { reference }))
    expect(await record([kept(pistol)], { reference })).toMatchObject({
      error: { code: 'seizure.reference-used' },
    })
    const one = kept(pistol)
    expect(await record([one, { ...one, kept: { exhibit: one.kept.exhibit } }])).toMatchObject({
      error: { code: 'custody.number-used', field: 'items.1.number' },
    })
  })

  test('is not for the watch, who reads it; the exhibits it does not even see', async () => {
    expect(await record([kept(pistol)], {}, watch)).toMatchObject({ error: { code: 'command.denied.role' } })
    const made = must(await record([kept(pistol)]))
    expect(await read(made.recordId, watch)).not.toBeNull()
    expect(await exhibitsOf(made.recordId, watch)).toEqual([])
    const mine = await db.read(officer, (tx) => threadOf(tx, 'seizure', made.recordId, 2))
    const theirs = await db.read(watch, (tx) => threadOf(tx, 'seizure', made.recordId, 2))
    expect(mine.nodes.map((node) => node.type).toSorted()).toEqual(['custody-event', 'exhibit', 'seizure'])
    expect(theirs.nodes.map((node) => node.type)).toEqual(['seizure'])
    expect(theirs.edges).toEqual([])
  })

  test('is found by a serial number', async () => {
    const serial = `KX${++numbers}77`
    const made = must(await record([kept({ ...pistol, firearm: { ...pistol.firearm!, serial } })]))
    const hits = must(await db.read(officer, (tx) => searchRecords(tx, 'general', serial))).items
    expect(hits.map((hit) => hit.id)).toContain(made.recordId)
  })
})

describe('amending', () => {
  test('asks for a reason, and the history keeps both', async () => {
    const made = must(await record([kept(cocaine(2))]))
    const facts = { purity: { percent: 71.5, basis: 'laboratory' } }
    expect(await act(officer, 'seizure.amend-item', made, { item: 1, facts })).toMatchObject({
      error: { code: 'command.reason' },
    })
    const amended = must(await act(officer, 'seizure.amend-item', made, { item: 1, facts }, 'report L-88'))
    const history = await db.read(officer, (tx) => readHistory(tx, seizure, made.recordId))
    expect(history.map((h) => [h.rev, h.reason])).toEqual([
      [2, 'report L-88'],
      [1, null],
    ])
    expect((await read(made.recordId))?.body.items[0]).toMatchObject(facts)
    expect((await exhibitsOf(made.recordId))[0]?.body.quantity).toEqual({ value: 2, unit: 'kg' })
    expect(await act(officer, 'seizure.amend-item', amended, { item: 9, facts }, 'none such')).toMatchObject({
      error: { code: 'seizure.item-absent' },
    })
    expect(
      await act(officer, 'seizure.amend', amended, { seizedAt: '2099-01-01T00:00:00.000Z' }, 'typing'),
    ).toMatchObject({ error: { code: 'seizure.future' } })
  })

  test('adds what was found later, numbered on, with its exhibit', async () => {
    const made = must(await record([kept(cocaine(2))]))
    must(await act(officer, 'seizure.add-items', made, { items: [kept(pistol)] }, 'found in the hull'))
    expect((await read(made.recordId))?.body.items.map((item) => item.item)).toEqual([1, 2])
    expect(await exhibitsOf(made.recordId)).toHaveLength(2)
  })
})

describe('its states', () => {
  test('another confirms, then it is closed and changes no more', async () => {
    const made = must(await record([kept(cocaine(2))]))
    const both = testSubject({ unit: 'vigie', roles: ['customs-officer', 'exhibits-officer'] })
    const own = must(await record([kept(pistol)], {}, both))
    expect(await act(both, 'seizure.confirm', own, {})).toMatchObject({
      error: { code: 'command.denied.same-person' },
    })
    expect(await act(keeper, 'seizure.close', made, {})).toMatchObject({ error: { code: 'command.state' } })
    const confirmed = must(await act(keeper, 'seizure.confirm', made, {}))
    const closed = must(await act(keeper, 'seizure.close', confirmed, {}))
    expect(await act(officer, 'seizure.amend', closed, { circumstances: 'other' }, 'late')).toMatchObject({
      error: { code: 'command.state' },
    })
  })

  test('annulling takes two people; the exhibits stay in custody', async () => {
    const made = must(await record([kept(cocaine(2))]))
    const asked = must(await act(officer, 'seizure.annul', made, {}, 'entered twice'))
    expect((await read(made.recordId))?.body.state).toBe('recorded')
    must(await act(keeper, 'approval.approve', { recordId: asked.pendingApproval ?? '', rev: 1 }, {}))
    expect((await read(made.recordId))?.body.state).toBe('annulled')
    expect((await exhibitsOf(made.recordId))[0]?.body.state).toBe('held')
  })
})

test('the exhibit goes on from the officer to the store by two people', async () => {
  const made = must(await record([kept(cocaine(3))]))
  const [it] = await exhibitsOf(made.recordId)
  const { seal } = it!.body
  const found = { place: 'Vigie', sealFound: seal, condition: 'as seized' }
  const to = { person: keeper.person, name: 'the keeper', unit: 'store' }
  const sent = must(
    await act(
      officer,
      'exhibit.transfer',
      { recordId: it!.id, rev: 1 },
      { ...found, to, purpose: 'storage' },
    ),
  )
  must(await act(keeper, 'exhibit.receive', sent, found))
  const chain = await db.read(officer, (tx) => readChain(tx, it!.id))
  expect(chain?.chain).toMatchObject({ gaps: [], holder: { person: keeper.person } })
})

describe('totals', () => {
  const period = { from: '2025-01-01T00:00:00.000Z', until: '2025-02-01T00:00:00.000Z' }
  const within = { seizedAt: '2025-01-15T00:00:00.000Z' }

  test('say each unit by itself, as the pure rule does, without the annulled and the exercises', async () => {
    const pounds = { ...cocaine(0), quantity: { value: 5, unit: 'lb' } }
    const weed = { ...cocaine(0), substance: 'cannabis', quantity: null }
    const items = [cocaine(0.1), cocaine(0.2), pounds, weed, pistol]
    must(await record(items.map(kept), within))
    must(await record([kept(cocaine(99))], { seizedAt: period.until }))
    const mistake = must(await record([kept(cocaine(50))], within))
    const asked = must(await act(officer, 'seizure.annul', mistake, {}, 'entered twice'))
    must(await act(keeper, 'approval.approve', { recordId: asked.pendingApproval ?? '', rev: 1 }, {}))
    const drill = must(await record([kept(cocaine(7))], within))
    await db.admin.query("SET session_replication_role = 'replica'")
    await db.admin.query('UPDATE basinet.r_seizure SET exercise = true WHERE id = $1', [drill.recordId])
    const { totals, ...counts } = await db.read(officer, (tx) => readTotals(tx, period))
    expect(counts).toEqual({ seizures: 1, exercises: 1 })
    expect(totals).toHaveLength(4)
    expect(totals).toEqual(expect.arrayContaining(sumByUnit(items)))
    expect(totals).toContainEqual({ kind: 'drug', substance: 'cocaine', unit: 'kg', value: 0.3, items: 2 })
  })

  test('count only what the reader may read', async () => {
    const outsider = testSubject({ roles: ['officer', 'customs-officer'], clearance: 1 })
    expect(await db.read(outsider, (tx) => readTotals(tx, period))).toEqual({
      totals: [],
      seizures: 0,
      exercises: 0,
    })
  })
})

test('what leaves names no officer, no exact place, no circumstances and no exhibit', async () => {
  const made = must(await record([kept(pistol)]))
  const body = (await read(made.recordId))!.body
  const text = JSON.stringify(sharedSeizure(body))
  const withheld = [
    ...body.officers,
    body.circumstances,
    body.place.name,
    String(body.place.position?.latDeg),
    body.items[0]?.exhibit ?? '?',
  ]
  expect(withheld.filter((word) => text.includes(word))).toEqual([])
  expect(sharedSeizure(body)).toMatchObject({
    placeKind: 'coast',
    items: [{ kind: 'firearm', firearm: { serial: 'ZQX 991' } }],
  })
})
