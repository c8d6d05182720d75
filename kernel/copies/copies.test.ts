import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { noteSigner } from '@basinet/transparency-log'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSequencer, type Sequencer } from '../audit/sequencer.ts'
import type { Label } from '../contract/label.ts'
import { defineCapability } from '../contract/line.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import { must, type Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { defaultLabel, nodeSubject, sealedSubject } from '../record/core.ts'
import { readHistory, readRecord } from '../record/read.ts'
import { searchRecords } from '../record/search.ts'
import { generalThing, juvenileThing, thingsModule } from '../record/test-types.ts'
import { insertRecord, updateRecord } from '../record/write.ts'
import type { Tx } from '../store/store.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { NETWORK_ROLE, RECEIVE_RIGHT, RELEASE_RIGHT, type RecordCopy } from './contract.ts'
import { destroyCopy, receiveCopy, sealCopy, setLease } from './receive.ts'
import { readRelease, releasesAfter } from './release.ts'
import { networkSubject } from './subject.ts'

const thing = generalThing as unknown as RecordDeclaration
const youngThing = juvenileThing as unknown as RecordDeclaration
const networkModule = {
  capability: defineCapability({
    id: 'copies-test',
    line: 'node',
    records: [],
    commands: [],
    roles: [{ id: NETWORK_ROLE, purposes: [], reads: [RECEIVE_RIGHT, RELEASE_RIGHT] }],
  }),
  bindings: [],
  migrations: [],
}

let now = new Date('2026-11-24T06:00:00.000Z')
let saintLucia: TestStore
let barbados: TestStore
let sequencer: Sequencer

beforeAll(async () => {
  const options = { now: () => now, modules: [thingsModule, networkModule] }
  saintLucia = await openTestStore(options)
  barbados = await openTestStore({ ...options, nation: 'BRB' })
  const keys = generateKeyPairSync('ed25519')
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  sequencer = startSequencer({
    store: saintLucia.store,
    subject: () => sealedSubject(saintLucia.core, nodeSubject('LCA'), now),
    holder: 'copies-test',
    origin: 'basinet/LCA',
    signer: must(noteSigner('basinet/LCA', publicKey, (message) => sign(null, message, keys.privateKey))),
    now: () => now,
    onError: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await sequencer.stop()
  await saintLucia.close()
  await barbados.close()
})

function as<T>(db: TestStore, subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.store.run(sealedSubject(db.core, subject, now), {}, work)
}
const network = <T>(db: TestStore, work: (tx: Tx) => Promise<T>): Promise<T> =>
  as(db, networkSubject(db.core.nation), work)
const officer = (nation: string): Subject => testSubject({ nation, roles: ['reader'] })

const body = (name: string) => ({
  name,
  note: 'go-fast, two engines',
  state: 'open',
  count: 2,
  seenAt: '2026-11-24T05:00:00Z',
  lonDeg: -61,
  latDeg: 14,
})

async function make(name: string, change: Partial<Label> = {}): Promise<string> {
  const id = randomUUID()
  const label = defaultLabel(saintLucia.core, thing, now, change)
  const author = { person: 'anna', command: 'thing.make', reason: null }
  await as(saintLucia, officer('LCA'), async (tx) =>
    must(await insertRecord(tx, thing, author, { id, body: body(name), label })),
  )
  return id
}

async function rename(id: string, rev: number, name: string, change: Partial<Label> = {}): Promise<void> {
  const author = { person: 'anna', command: 'thing.rename', reason: 'better known' }
  await as(saintLucia, officer('LCA'), async (tx) => {
    const before = await readRecord(tx, thing, id)
    const label = { ...(before?.label as Label), ...change }
    must(await updateRecord(tx, thing, author, id, rev, { body: body(name), label }))
  })
}

async function release(id: string, to = 'BRB'): Promise<RecordCopy | null> {
  return network(saintLucia, (tx) => readRelease(tx, thing, id, to))
}

/** As the wire carries it: JSON there and back, with the lease the agreement gives. */
function travelled(copy: RecordCopy, change: Partial<Label> = {}): RecordCopy {
  const sent = JSON.parse(JSON.stringify(copy)) as RecordCopy
  return { ...sent, label: { ...sent.label, leaseUntil: '2026-12-24T00:00:00.000Z', ...change } }
}

function receive(copy: RecordCopy, decl = thing): Promise<Result<string>> {
  return network(barbados, (tx) => receiveCopy(tx, 'BRB', decl, copy))
}

const readThere = (id: string, at = now) =>
  barbados.store.run(sealedSubject(barbados.core, officer('BRB'), at), {}, (tx) => readRecord(tx, thing, id))

async function share(name: string): Promise<{ id: string; copy: RecordCopy }> {
  const id = await make(name, { releaseTo: ['BRB'] })
  const copy = await release(id)
  if (copy === null) throw new Error('not released')
  return { id, copy: travelled(copy) }
}

it('gives a record only to whom its label releases it', async () => {
  const kept = await make('kept at home')
  const shared = await make('shared', { releaseTo: ['BRB'] })
  const sealed = await make('sealed', { releaseTo: ['BRB'], sealed: true })
  const shown = await make('shown', { displayOnly: ['BRB'] })
  expect(await release(kept)).toBeNull()
  expect(await release(sealed)).toBeNull()
  expect(await release(shared, 'VCT')).toBeNull()
  expect(await release(shared)).toMatchObject({
    id: shared,
    rev: 1,
    label: { owner: 'LCA' },
    body: body('shared'),
  })
  expect(await release(shown)).not.toBeNull()
})

it('takes a copy that is read, searched and listed under its owner’s label, and its history', async () => {
  const { id, copy } = await share('Anse-la-Raye contact')
  expect(await receive(copy)).toEqual({ ok: true, value: 'inserted' })
  expect(await readThere(id)).toMatchObject({
    id,
    rev: 1,
    createdBy: 'anna',
    label: copy.label,
    body: copy.body,
  })
  const found = await as(barbados, officer('BRB'), (tx) => searchRecords(tx, 'general', 'Anse-la-Raye'))
  expect(JSON.stringify(found)).toContain(id)
  const history = await as(barbados, officer('BRB'), (tx) => readHistory(tx, thing, id))
  expect(history).toMatchObject([{ rev: 1, command: 'network.receive' }])
  const unclear = testSubject({ nation: 'BRB', roles: ['reader'], clearance: 1 })
  expect(await as(barbados, unclear, (tx) => readRecord(tx, thing, id))).toBeNull()
})

it('takes each revision once, skips none backwards, and a later one over a gap', async () => {
  const { id, copy } = await share('first name')
  await receive(copy)
  expect(await receive(copy)).toEqual({ ok: true, value: 'known' })
  await rename(id, 1, 'second name')
  await rename(id, 2, 'third name')
  const third = travelled((await release(id)) as RecordCopy)
  expect(await receive(third)).toEqual({ ok: true, value: 'updated' })
  expect(await receive(copy)).toEqual({ ok: true, value: 'older' })
  expect(await readThere(id)).toMatchObject({ rev: 3, title: 'third name' })
  const history = await as(barbados, officer('BRB'), (tx) => readHistory(tx, thing, id))
  expect(history.map((h) => h.rev)).toEqual([3, 1])
})

it('is read-only: no person of the nation can change it, as the application or around it', async () => {
  const { id, copy } = await share('read only')
  await receive(copy)
  const author = { person: 'bob', command: 'thing.rename', reason: null }
  const changed = as(barbados, officer('BRB'), (tx) =>
    updateRecord(tx, thing, author, id, 1, { body: body('mine now') }),
  )
  await expect(changed.then((r) => r.ok)).resolves.toBe(false)
  const around = as(barbados, officer('BRB'), (tx) =>
    tx.client.query(`SELECT basinet.receive_copy('thing', $1)`, [JSON.stringify({ id, owner: 'LCA' })]),
  )
  await expect(around).rejects.toThrow(/for the network/)
  for (const call of [
    `SELECT basinet.destroy_copy('thing', '${id}', 'LCA')`,
    `SELECT basinet.restrict_copy('thing', '${id}', 'LCA', NULL, true)`,
  ])
    await expect(as(barbados, officer('BRB'), (tx) => tx.client.query(call))).rejects.toThrow(
      /for the network/,
    )
  expect(await readThere(id)).toMatchObject({ rev: 1, title: 'read only' })
})

it('does not let one owner take the place of another, nor of the nation itself', async () => {
  const { id, copy } = await share('ours')
  await receive(copy)
  expect(await receive({ ...copy, rev: 9, label: { ...copy.label, owner: 'VCT' } })).toMatchObject({
    error: { code: 'copy.taken' },
  })
  expect(await receive({ ...copy, id: randomUUID(), label: { ...copy.label, owner: 'BRB' } })).toMatchObject({
    error: { code: 'copy.own' },
  })
  expect(await readThere(id)).toMatchObject({ rev: 1, label: { owner: 'LCA' } })
  expect(await network(barbados, (tx) => destroyCopy(tx, { type: 'thing', id, owner: 'VCT' }))).toBe(false)
  await expect(
    network(barbados, (tx) => destroyCopy(tx, { type: 'thing', id, owner: 'BRB' })),
  ).rejects.toThrow()
})

it('parks a newer version, refuses what is not of the declared form, and keeps nothing of it', async () => {
  const { copy } = await share('forms')
  expect(await receive({ ...copy, version: 2 })).toMatchObject({ error: { code: 'copy.version' } })
  expect(await receive({ ...copy, body: { name: 'only' } })).toMatchObject({ error: { code: 'record.body' } })
  const label = { ...copy.label, class: 'cosmic' } as unknown as Label
  expect(await receive({ ...copy, label })).toMatchObject({ error: { code: 'record.label' } })
  expect(await readThere(copy.id)).toBeNull()
})

it('stops being readable when the lease runs out, and is again after a renewal, with its history', async () => {
  const { id, copy } = await share('leased')
  await receive(copy)
  const late = new Date('2026-12-25T00:00:00.000Z')
  expect(await readThere(id, late)).toBeNull()
  const target = { type: 'thing', id, owner: 'LCA' }
  expect(await network(barbados, (tx) => setLease(tx, target, new Date('2027-01-24T00:00:00.000Z')))).toBe(
    true,
  )
  expect(await readThere(id, late)).toMatchObject({ rev: 1 })
  const history = await barbados.store.run(sealedSubject(barbados.core, officer('BRB'), late), {}, (tx) =>
    readHistory(tx, thing, id),
  )
  expect(history).toHaveLength(1)
  const found = await barbados.store.run(sealedSubject(barbados.core, officer('BRB'), late), {}, (tx) =>
    searchRecords(tx, 'general', 'leased'),
  )
  expect(JSON.stringify(found)).toContain(id)
})

it('is sealed and destroyed by its owner’s order, and nothing of it is left', async () => {
  const { id, copy } = await share('quetzalcanary')
  await receive(copy)
  const target = { type: 'thing', id, owner: 'LCA' }
  expect(await network(barbados, (tx) => sealCopy(tx, target, new Date('2026-12-24T00:00:00.000Z')))).toBe(
    true,
  )
  expect(await readThere(id)).toBeNull()
  expect(await network(barbados, (tx) => destroyCopy(tx, target))).toBe(true)
  expect(await network(barbados, (tx) => destroyCopy(tx, target))).toBe(false)
  for (const table of ['r_thing', 'h_thing', 'search_general']) {
    const { rows } = await barbados.admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM basinet.${table} t WHERE t::text LIKE '%quetzalcanary%'`,
    )
    expect([table, rows[0]?.n]).toEqual([table, 0])
  }
})

it('keeps a protected record in its realm', async () => {
  const { copy } = await share('a child')
  const young = { ...copy, id: randomUUID(), type: 'young-thing', label: { ...copy.label, juvenile: true } }
  expect(await receive(young, youngThing)).toEqual({ ok: true, value: 'inserted' })
  const found = await as(barbados, officer('BRB'), (tx) => searchRecords(tx, 'general', 'child'))
  expect(JSON.stringify(found)).not.toContain(young.id)
})

it('follows what is released, withdrawn and expunged, by number and to the network alone', async () => {
  await sequencer.flush()
  const { last: start } = await network(saintLucia, (tx) => releasesAfter(tx, 0, 1000))
  const home = await make('stays at home')
  const id = await make('goes out', { releaseTo: ['BRB', 'VCT'] })
  await rename(id, 1, 'only to one now', { releaseTo: ['VCT'] })
  await sequencer.flush()
  const { changes, last, more } = await network(saintLucia, (tx) => releasesAfter(tx, start, 1000))
  expect(more).toBe(false)
  expect(last).toBeGreaterThan(start)
  expect(changes.map((c) => c.id)).not.toContain(home)
  expect(changes).toMatchObject([
    { id, rev: 1, op: 'insert', released: ['VCT'], withdrawn: [] },
    { id, rev: 2, op: 'update', released: ['VCT'], withdrawn: ['BRB'] },
  ])
  const nobody = await as(saintLucia, officer('LCA'), (tx) => releasesAfter(tx, start, 1000))
  expect(nobody.changes).toEqual([])
  now = new Date(now.getTime() + 1000)
})

it('takes no file from abroad: its record would name, and open, evidence that lies here', async () => {
  const { copy } = await share('stands for a file')
  const file = { ...thing, type: 'file' }
  const taken = await receive(travelled({ ...copy, type: 'file' }), file)
  expect(taken).toMatchObject({ ok: false, error: { code: 'copy.file' } })
})
