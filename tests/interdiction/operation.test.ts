import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  must,
  type CommandReceipt,
  type Result,
  type StoredRecord,
  type Subject,
} from '@basinet/kernel/contract'
import { custodyModule } from '@basinet/kernel/custody'
import { exhibit } from '@basinet/kernel/custody/contract'
import { executeCommand, listRecords, readRecord, staleMigrations, threadOf } from '@basinet/kernel/record'
import { openTestStore, type TestStore } from '@basinet/kernel/store/test-store'
import { equipmentModule } from '@basinet/equipment'
import { equipmentItem, type EquipmentItem } from '@basinet/equipment/contract'
import { feedsModule } from '@basinet/kernel/feeds'
import { pictureModule } from '@basinet/picture'
import { sarLog } from '@basinet/picture/contract'
import { makeSeizure, seizuresModule } from '@basinet/seizures'
import { keepsEquipmentTrue, sendsNoDeadEngine } from './equipment-case.ts'
import { boarder, chief, commander, PERSON, relief, watch } from './person.ts'
import { readMatrix } from '../../lines/1-maritime/interdiction/commands/matrix.ts'
import { interdictionCapability } from '../../lines/1-maritime/interdiction/contract.ts'
import { maritimeAsset, type MaritimeAsset } from '../../lines/1-maritime/interdiction/contract/asset.ts'
import { boarding } from '../../lines/1-maritime/interdiction/contract/boarding.ts'
import { heldPerson, type HeldPerson } from '../../lines/1-maritime/interdiction/contract/held-person.ts'
import { interdiction, type Interdiction } from '../../lines/1-maritime/interdiction/contract/interdiction.ts'
import { maritimeAuthority } from '../../lines/1-maritime/interdiction/contract/law.ts'
import { operationCot } from '../../lines/1-maritime/interdiction/cot/operation-cot.ts'
import { readCot } from '../../lines/1-maritime/interdiction/cot/read-cot.ts'
import { INTERDICTION_MIGRATIONS, interdictionModule } from '../../lines/1-maritime/interdiction/module.ts'
import { optionsFor } from '../../lines/1-maritime/interdiction/options/options.ts'
import { NO_UPKEEP } from '../../lines/1-maritime/interdiction/law/crew-check.ts'
import { readStatistics } from '../../lines/1-maritime/interdiction/store.ts'
import {
  BOARDING_RULE,
  GO_FAST,
  PATROL_BOAT,
  TERRITORIAL_SEA,
} from '../../lines/1-maritime/interdiction/testing.ts'

const START = Date.parse('2026-11-24T18:10:00.000Z')
const HOUR_MS = 3_600_000
let now = new Date(START)
let db: TestStore

beforeAll(async () => {
  db = await openTestStore({
    modules: [
      custodyModule(),
      feedsModule(),
      pictureModule(),
      seizuresModule(),
      interdictionModule(makeSeizure, heldElsewhere),
      equipmentModule(),
    ],
    now: () => now,
  })
}, 120_000)
afterAll(async () => {
  await db?.close()
})

/** What the training register would say; filled by the case that needs it. */
const certificates = new Map<string, readonly string[]>()
const heldElsewhere = () => Promise.resolve(certificates)

const give = (
  who: Subject,
  name: string,
  input: object,
  on?: { recordId: string; expectedRev: number },
): Promise<Result<CommandReceipt>> =>
  executeCommand(db.core, who, name, { commandId: randomUUID(), reason: 'as ordered', input, ...on })

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

async function rev(id: string): Promise<{ recordId: string; expectedRev: number }> {
  const read = await db.read(chief, async (tx) => {
    for (const decl of [interdiction, boarding, heldPerson, maritimeAsset, equipmentItem]) {
      const found = await readRecord(tx, decl as never, id)
      if (found !== null) return found.rev
    }
    return 0
  })
  return { recordId: id, expectedRev: read }
}
/** Acts on the newest revision. */
const act = async (who: Subject, id: string, name: string, input: object): Promise<Result<CommandReceipt>> =>
  give(who, name, input, await rev(id))

const operationAt = async (id: string): Promise<StoredRecord<Interdiction>> => {
  const found = await db.read(watch, (tx) => readRecord<Interdiction>(tx, interdiction, id))
  if (found === null) throw new Error('BUG: the operation was opened')
  return found
}

/** Loads law as the chief, looked at by the commander. */
async function load(name: string, input: object): Promise<void> {
  const asked = must(await give(chief, name, input))
  const pending = asked.pendingApproval ?? ''
  expect(pending).not.toBe('')
  must(await give(commander, 'approval.approve', {}, { recordId: pending, expectedRev: 1 }))
}

const people = { watch, chief, commander, boarder }
const hands = () => ({
  give,
  act,
  read: (id: string) => db.read(watch, (tx) => readRecord<EquipmentItem>(tx, equipmentItem, id)),
  now,
})

let op = ''
let boat = ''

it('keeps its migrations equal to its declarations', () => {
  expect(staleMigrations(INTERDICTION_MIGRATIONS, interdictionCapability.records)).toEqual([])
})

it('opens an operation and tasks nobody while authority is not known', async () => {
  op = must(await give(watch, 'interdiction.open', { ...GO_FAST, exercise: false })).recordId
  expect(code(await give(watch, 'interdiction.open', { ...GO_FAST, exercise: false }))).toBe(
    'interdiction.reference-used',
  )
  boat = must(await give(chief, 'maritime-asset.register', PATROL_BOAT)).recordId
  const order = { asset: boat, action: 'board', order: 'meet and board', meetAt: null, position: null }
  expect(code(await act(watch, op, 'interdiction.task', order))).toBe('interdiction.authority-unknown')
  // A computed line is no law.
  await load('maritime-zone.load', { ...TERRITORIAL_SEA, basis: 'computed', citation: null })
  await load('maritime-authority.load', BOARDING_RULE)
  expect(code(await act(watch, op, 'interdiction.task', order))).toBe('interdiction.authority-unknown')
  const unsourced = must(await give(chief, 'maritime-zone.load', { ...TERRITORIAL_SEA, citation: null }))
  const approved = await give(
    commander,
    'approval.approve',
    {},
    { recordId: unsourced.pendingApproval ?? '', expectedRev: 1 },
  )
  expect(code(approved)).toBe('maritime-zone.citation')
  await load('maritime-zone.load', TERRITORIAL_SEA)
  expect(code(await act(watch, op, 'interdiction.task', order))).toBe('interdiction.authority-unasked')
})

it('shows who can meet it, and that it must ask first', async () => {
  const { body } = await operationAt(op)
  const [assets, matrix] = await db.read(watch, async (tx) => [
    must(await listRecords<MaritimeAsset>(tx, maritimeAsset, {})).items,
    must(await readMatrix({ list: (decl, query) => listRecords(tx, decl as never, query) as never })),
  ])
  const asked = { action: 'board' as const, seaState: 3, onSceneMinutes: 60, atMs: now.getTime() }
  const known = assets.map((asset) => ({ ...asset, upkeep: NO_UPKEEP }))
  const answer = optionsFor(body, known, matrix, asked, null)
  expect(answer.here).toMatchObject({ known: true, zone: 'territorial', code: 'unasked', may: false })
  expect(answer.options).toMatchObject([
    { name: 'Defender', obstacles: [], problems: [], feasible: true, taskable: false, light: 'day' },
  ])
  // 20 miles apart, closing with 65 knots after five minutes.
  expect(Date.parse(answer.options[0]!.meetAt!) - now.getTime()).toBeLessThan(HOUR_MS / 2)
  expect(answer.passages.map((p) => p.entering)).toContain(false)
  expect(optionsFor(body, known, matrix, { ...asked, seaState: 6 }, null).options[0]?.obstacles).toEqual([
    'sea-state',
  ])
})

it('asks the named authority under the clock of its instrument', async () => {
  const rules = await db.read(watch, (tx) => listRecords(tx, maritimeAuthority, {}))
  const rule = must(rules).items[0]!.id
  const ask = {
    kind: 'board',
    to: 'Flag registry on duty',
    contact: null,
    instrument: 'invented, art. 6',
    rule,
  }
  must(await act(watch, op, 'interdiction.ask', ask))
  const silence = {
    request: 1,
    answer: 'silence',
    answeredBy: null,
    effect: 'boarding is allowed after two hours',
    scope: 'boarding and search',
    shiprider: null,
  }
  expect(code(await act(watch, op, 'interdiction.answer', silence))).toBe('interdiction.clock-runs')
  now = new Date(START + 2 * HOUR_MS)
  must(await act(watch, op, 'interdiction.answer', silence))
  expect((await operationAt(op)).body.requests[0]).toMatchObject({
    answerBy: '2026-11-24T20:10:00.000Z',
    answer: 'silence',
    scope: 'boarding and search',
  })
})

it('tasks an asset that is fit, hears it acknowledge, and sends none that is not', async () => {
  const order = { asset: boat, action: 'board', order: 'meet and board', meetAt: null, position: null }
  const down = must(
    await give(chief, 'maritime-asset.register', { ...PATROL_BOAT, name: 'Vigilant', readiness: 'down' }),
  ).recordId
  expect(code(await act(watch, op, 'interdiction.task', { ...order, asset: down }))).toBe(
    'interdiction.asset-down',
  )
  const green = must(
    await give(chief, 'maritime-asset.register', { ...PATROL_BOAT, name: 'Green', crew: [] }),
  ).recordId
  expect(code(await act(watch, op, 'interdiction.task', { ...order, asset: green }))).toBe(
    'interdiction.asset-unqualified',
  )
  expect(code(await act(watch, op, 'interdiction.task', { ...order, action: 'detain' }))).toBe(
    'interdiction.authority-unknown',
  )
  must(await act(watch, op, 'interdiction.task', order))
  const answer = { tasking: 1, answer: 'acknowledged', answeredBy: 'C. Pelican', remark: null }
  must(await act(boarder, op, 'interdiction.acknowledge', answer))
  expect(code(await act(boarder, op, 'interdiction.acknowledge', answer))).toBe('interdiction.tasking-state')
  const { body } = await operationAt(op)
  expect(body).toMatchObject({ state: 'tasked', taskings: [{ state: 'acknowledged', name: 'Defender' }] })
  expect(body.taskings[0]?.authority).toMatch(/Flag registry.*silence/)
})

it('sends nobody whose essential equipment is down, counts certificates, and keeps equipment true', async () => {
  expect(await sendsNoDeadEngine(hands(), people, { op, load, certificates })).toEqual([
    'interdiction.asset-equipment',
    'interdiction.asset-unqualified',
    'interdiction.asset-unqualified',
    'ok',
  ])
  expect(await keepsEquipmentTrue(hands(), people)).toMatchObject({ engineHours: 10, parts: [{ held: 0 }] })
})

it('sends Cursor on Target out and takes a boat’s in', async () => {
  const out = operationCot(await operationAt(op), now.getTime())
  expect(must(readCot(out))).toMatchObject({ type: 'a-s-S', callsign: 'OP-1 Unknown go-fast' })
  must(await act(boarder, op, 'interdiction.take-cot', { xml: out }))
  expect((await operationAt(op)).body.log.at(-1)).toMatchObject({ source: 'cot', position: GO_FAST.position })
  expect(code(await act(boarder, op, 'interdiction.take-cot', { xml: '<event/>' }))).toBe('cot.event')
})

it('hands the operation to the next watch, taken by another than who offered it', async () => {
  must(await act(watch, op, 'interdiction.offer', { to: 'watch', note: 'boat under way' }))
  expect(code(await act(watch, op, 'interdiction.take', {}))).toBe('command.denied.same-person')
  must(await act(relief, op, 'interdiction.take', {}))
  expect((await operationAt(op)).body.handOvers).toMatchObject([{ to: 'watch', takenBy: 'relief' }])
})

let aboard = ''

it('boards, reports each use of force, and seizes with exhibits in one command', async () => {
  const at = now.toISOString()
  const begin = {
    interdiction: op,
    at,
    position: { lon: -61, lat: 13.9 },
    vessel: 'no name',
    registration: null,
    flag: null,
    master: null,
    persons: 3,
    team: ['B. Booby'],
  }
  const outside = { ...begin, position: { lon: -59, lat: 13.9 } }
  expect(code(await give(boarder, 'boarding.begin', outside))).toBe('interdiction.authority-unknown')
  expect(code(await give(watch, 'boarding.begin', begin))).toBe('command.denied.role')
  aboard = must(await give(boarder, 'boarding.begin', begin)).recordId
  const force = {
    at,
    kind: 'warning-shot',
    by: 'B. Booby',
    rounds: 2,
    warning: 'siren, VHF 16, light',
    necessity: 'did not stop after five minutes',
    injuries: 'none',
    medical: null,
  }
  must(await act(boarder, aboard, 'boarding.force', force))
  const seized = {
    reference: 'SZ-1',
    seizedAt: at,
    place: { kind: 'sea', name: '13-54N 061-00W', position: { latDeg: 13.9, lonDeg: -61 } },
    officers: ['boarder'],
    circumstances: 'under the deck',
    legalBasis: null,
    items: [
      {
        facts: {
          kind: 'drug',
          description: 'bales',
          quantity: { value: 310, unit: 'kg' },
          substance: 'cocaine',
          purity: null,
          firearm: null,
          vessel: null,
        },
        kept: { exhibit: 'EX-77', seal: 'S-77' },
      },
    ],
  }
  must(await act(boarder, aboard, 'boarding.seize', seized))
  // All or nothing: the same exhibit number again leaves neither seizure nor reference behind.
  expect(code(await act(boarder, aboard, 'boarding.seize', { ...seized, reference: 'SZ-2' }))).toBe(
    'custody.number-used',
  )
  must(await act(boarder, aboard, 'boarding.report', { findings: 'bales under the deck', leftAt: at }))
  const exhibits = must(await db.read(boarder, (tx) => listRecords(tx, exhibit, {}))).items
  expect(exhibits).toMatchObject([{ body: { number: 'EX-77', seal: 'S-77' } }])
  const thread = await db.read(boarder, (tx) => threadOf(tx, 'boarding', aboard, 3))
  expect(JSON.stringify(thread)).toContain(exhibits[0]!.id)
})

const person = async (id: string) => {
  const found = await db.read(chief, (tx) => readRecord<HeldPerson>(tx, heldPerson, id))
  if (found === null) throw new Error('BUG: the person was recorded')
  return found.body
}

it('holds a person: apart in doubt of age, rights read, fear decided before transfer', async () => {
  const record = { ...PERSON, interdiction: op, boarding: aboard }
  expect(code(await give(boarder, 'held-person.record', record))).toBe('held-person.apart')
  const held = must(
    await give(boarder, 'held-person.record', { ...record, apart: 'on the bridge with the medic' }),
  ).recordId
  // No clock was loaded: none is assumed.
  expect((await person(held)).clock).toBeNull()
  const land = { place: 'Castries', nation: 'VEN', authority: 'Port police', receivedBy: 'Sgt. Egret' }
  expect(code(await act(boarder, held, 'held-person.land', land))).toBe('held-person.age-not-assessed')
  const age = { age: 'adult', ageBasis: 'passport seen', apart: null }
  must(await act(boarder, held, 'held-person.assess-age', age))
  expect(code(await act(boarder, held, 'held-person.land', land))).toBe('held-person.rights-not-read')
  must(await act(boarder, held, 'held-person.rights', { language: 'Spanish', interpreter: 'by telephone' }))
  must(await act(boarder, held, 'held-person.fear', { words: 'says he would be killed' }))
  expect(code(await act(boarder, held, 'held-person.land', land))).toBe('held-person.fear-undecided')
  const decision = { decision: 'must-not-be-transferred', authority: 'Minister' }
  expect(code(await act(boarder, held, 'held-person.decide-fear', decision))).toBe('command.denied.role')
  must(await act(chief, held, 'held-person.decide-fear', decision))
  expect(code(await act(boarder, held, 'held-person.land', land))).toBe('held-person.must-not-be-transferred')
  must(await act(boarder, held, 'held-person.land', { ...land, nation: 'LCA' }))
  expect(await person(held)).toMatchObject({ state: 'landed', landing: { receivedBy: 'Sgt. Egret' } })
  // The watch that steers the operation is not shown who is held.
  expect(await db.read(watch, (tx) => readRecord(tx, heldPerson, held))).toBeNull()
})

it('runs the nation’s clock to a judicial authority once it is loaded', async () => {
  await load('judicial-clock.set', { hours: 72, citation: 'an invented constitution, s. 3(3)' })
  const record = { ...PERSON, number: 'P-2', age: 'adult', interdiction: op, boarding: null }
  const held = must(await give(boarder, 'held-person.record', record)).recordId
  expect((await person(held)).clock).toMatchObject({ hours: 72, dueAt: '2026-11-27T20:00:00.000Z' })
})

it('becomes a rescue by one action, and nothing else is done until it is over', async () => {
  must(await act(boarder, op, 'interdiction.rescue', { centre: 'MRCC Fort-de-France', text: 'boat sinking' }))
  const { body } = await operationAt(op)
  const log = await db.read(watch, (tx) => readRecord(tx, sarLog, body.rescue?.sarLog ?? ''))
  expect(log).toMatchObject({ body: { state: 'open' } })
  expect(JSON.stringify(log?.body)).toContain('MRCC Fort-de-France told')
  const order = { asset: boat, action: 'board', order: 'board', meetAt: null, position: null }
  expect(code(await act(watch, op, 'interdiction.task', order))).toBe('interdiction.rescue-first')
  must(await act(watch, op, 'interdiction.task', { ...order, action: 'rescue', order: 'take them off' }))
  must(await act(watch, op, 'interdiction.rescue-over', {}))
})

it('knows no force and no boarding against an aircraft', async () => {
  const plane = { ...GO_FAST, reference: 'OP-2', domain: 'air', name: 'Unknown aircraft', speedKn: 140 }
  const air = must(await give(watch, 'interdiction.open', { ...plane, exercise: true })).recordId
  for (const action of ['board', 'pursue', 'detain', 'escort']) {
    const order = { asset: boat, action, order: 'x', meetAt: null, position: null }
    expect(code(await act(watch, air, 'interdiction.task', order))).toBe('interdiction.authority-aircraft')
  }
})

it('ends with an outcome, and counts exercises apart', async () => {
  const end = { result: 'disrupted', targeted: true, intercepted: true, disrupted: true, summary: '310 kg' }
  expect(code(await act(watch, op, 'interdiction.end', end))).toBe('interdiction.tasked')
  for (const tasking of [1, 3]) {
    const answer = { tasking, answer: 'ended', answeredBy: 'C. Pelican', remark: 'alongside' }
    must(await act(boarder, op, 'interdiction.acknowledge', answer))
  }
  must(await act(watch, op, 'interdiction.end', end))
  const year = ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'] as const
  expect(await db.read(watch, (tx) => readStatistics(tx, ...year))).toEqual({
    detected: 1,
    targeted: 1,
    intercepted: 1,
    disrupted: 1,
    going: 0,
    exercises: 1,
  })
})
