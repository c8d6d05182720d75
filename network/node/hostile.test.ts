import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must, type Label } from '@basinet/kernel/contract'
import { defaultLabel, insertRecord, sealedSubject } from '@basinet/kernel/record'
import { signAction, type AgreementText } from '../agreements/index.ts'
import { encodeCbor, type Cbor, type Envelope } from '../wire/index.ts'
import type { Release } from '../streams/queue.ts'
import { tell, type Word } from './parts.ts'
import { signRecall, type Recall } from './recall-statement.ts'
import { takeCopies } from './take-copy.ts'
import { statementsContent } from './take-statements.ts'
import { openRegion, protectedNote, type TestNode, type TestRegion } from './test-nodes.ts'

// A partner with valid keys that says what it has no right to say.
const DAY_MS = 86_400_000
let region: TestRegion
let lca: TestNode
let brb: TestNode
let vct: TestNode
let text: AgreementText

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB', 'VCT'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  vct = region.node('VCT')
  text = await region.agree({
    purposes: ['search-and-rescue'],
    personal: false,
    onward: { rule: 'listed', to: ['BRB', 'LCA', 'VCT'] },
    kinds: [
      { type: 'protected-note', mode: 'full', fields: null },
      { type: 'vessel-sighting', mode: 'full', fields: null },
    ],
  })
})
afterAll(() => region.close())

const say = (node: TestNode, word: Word): Promise<void> =>
  node.engine.store.transact((tx) => tell(node.engine.parts, tx, word))

function recallBy(node: TestNode, change: Partial<Recall>): Uint8Array {
  const at = region.clock.now.getTime()
  const stated = { id: randomUUID(), owner: node.nation, type: 'vessel-sighting', record: randomUUID() }
  const rest = { upToRev: 9, scope: 'destroy', reason: 'test', at, deadline: at + DAY_MS } as const
  return signRecall({ ...stated, ...rest, ...change }, node.engine.parts.signer())
}

/** A person is named in it from now on; the agreement is about no persons. */
const namePerson = (id: string) =>
  lca.db.admin.query('UPDATE basinet.r_vessel_sighting SET personal = true, rev = rev + 1 WHERE id = $1', [
    id,
  ])

it('takes nothing out of the queues by the recall of a nation that does not own the record', async () => {
  const id = await lca.make('not for Barbados to recall', ['VCT'])
  await say(brb, { type: 'network.recall', to: ['LCA'], lane: 0, content: recallBy(brb, { record: id }) })
  await region.settle('BRB', 'LCA')
  await region.settle()
  expect(await vct.read(id)).toMatchObject({ rev: 1 })
})

it('keeps an owner’s recall whose id another nation has used before', async () => {
  const order = { id: randomUUID(), record: randomUUID() }
  await say(brb, {
    type: 'network.recall',
    to: ['VCT'],
    lane: 0,
    content: recallBy(brb, { id: order.id }),
  })
  await region.settle('BRB', 'VCT')
  await say(lca, { type: 'network.recall', to: ['VCT'], lane: 0, content: recallBy(lca, order) })
  await region.settle('LCA', 'VCT')
  const kept = await vct.rows('SELECT owner FROM basinet.network_recall WHERE record = $1', [order.record])
  expect(kept).toEqual([{ owner: 'LCA' }])
})

it('sends no record whose label grew beyond its agreement, and takes back what was sent', async () => {
  const waiting = await lca.make('named a person while it waited', ['BRB'])
  await namePerson(waiting)
  await region.settle()
  expect(await brb.read(waiting)).toBeNull()
  const sent = await lca.make('named a person when it was there', ['BRB'])
  await region.settle()
  expect(await brb.read(sent)).not.toBeNull()
  await namePerson(sent)
  await lca.follow()
  await region.settle()
  expect(await brb.read(sent)).toBeNull()
})

it('refuses another text under the id of an agreement that it holds, and recalls nothing for it', async () => {
  const id = await lca.make('under the real agreement', ['VCT'])
  await region.settle()
  const forged: AgreementText = {
    ...text,
    title: 'Another text',
    parties: ['BRB', 'LCA'],
    givers: ['BRB'],
    releaseCeiling: ['BRB', 'LCA'],
    onward: { rule: 'none', to: [] },
  }
  const at = region.clock.now.getTime()
  const end = { party: 'BRB', n: 1, action: 'end', reason: 'test', at } as const
  const content = statementsContent([
    { kind: 'agreement', body: encodeCbor(forged) },
    { kind: 'agreement-action', body: signAction(forged, end, brb.engine.parts.signer()) },
  ])
  await say(brb, { type: 'network.statements', to: ['LCA'], lane: 0, content })
  await region.settle('BRB', 'LCA')
  await lca.engine.refresh()
  await lca.engine.sweep()
  await region.settle()
  expect(await vct.read(id)).not.toBeNull()
})

/** A record as somebody with Barbados’s keys would send it to Saint Vincent, whatever its own node would let out. */
async function sendForged(change: Pick<Release, 'type' | 'record' | 'label'>, body: Record<string, Cbor>) {
  const at = region.clock.now.toISOString()
  const forged: Release = {
    ...change,
    id: randomUUID(),
    version: 1,
    to: ['VCT'],
    agreement: { id: text.id, version: text.version },
    purpose: 'search-and-rescue',
    supersedes: null,
    content: { body, createdAt: at, createdBy: 'anna', updatedAt: at, updatedBy: 'anna' },
    lane: 3,
    track: null,
  }
  await brb.engine.store.transact(async (tx) => must(await brb.exchange.queue(tx, forged)))
  await region.settle('BRB', 'VCT')
}

it('takes a record from its owner alone: nobody else can prove what it says', async () => {
  const id = await lca.make('as Saint Lucia wrote it', ['VCT'])
  await region.settle()
  const label: Label = { ...(await vct.read(id))!.label, onward: 'listed', releaseTo: ['BRB', 'VCT'] }
  const record = { id, rev: 7 }
  await sendForged({ type: 'vessel-sighting', record, label }, { name: 'as Barbados wants it', source: null })
  expect(await vct.read(id)).toMatchObject({ rev: 1, body: { name: 'as Saint Lucia wrote it' } })
})

it('neither takes nor gives a record of a protected realm, whatever agreement names its type', async () => {
  const id = await brb.make('gives a label', ['VCT'])
  await region.settle()
  const { label } = (await vct.read(id))!
  const at = region.clock.now.toISOString()
  const envelope: Envelope = {
    v: 1,
    id: randomUUID(),
    type: 'protected-note',
    version: 1,
    from: 'BRB',
    to: ['VCT'],
    agreement: { id: text.id, version: text.version },
    purpose: 'search-and-rescue',
    label,
    created: region.clock.now.getTime(),
    record: { id: randomUUID(), rev: 1 },
    supersedes: null,
    content: {
      body: { name: 'planted' },
      createdAt: at,
      createdBy: 'anna',
      updatedAt: at,
      updatedBy: 'anna',
    },
  }
  const { parts, store } = vct.engine
  const taken = await store.transact((tx) => takeCopies(parts, tx, [{ from: 'BRB', seq: 1, envelope }]))
  expect(taken).toEqual([{ kind: 'refused', reason: 'realm' }])
  const { core } = lca.db
  const keeper = sealedSubject(core, { ...lca.officer, realms: ['witness'] }, core.now())
  await lca.db.store.run(keeper, { realm: 'witness' }, async (tx) => {
    const own = defaultLabel(core, protectedNote, core.now(), { releaseTo: ['VCT'] })
    const author = { person: 'anna', command: 'note.make', reason: null }
    must(await insertRecord(tx, protectedNote, author, { id: randomUUID(), body: { name: 'x' }, label: own }))
  })
  await lca.follow()
  expect(await lca.rows(`SELECT FROM basinet.network_share WHERE type = 'protected-note'`)).toEqual([])
  const stayed = await lca.rows(`SELECT reasons FROM basinet.network_withheld WHERE type = 'protected-note'`)
  expect(stayed).toEqual([{ reasons: ['kind'] }])
})

it('puts a copy that was recalled on the list of what a restore takes out again', async () => {
  const id = await lca.make('recalled, and in a backup', ['BRB'])
  await region.settle()
  await lca.relabel(id, { releaseTo: [] })
  await lca.follow()
  await region.settle()
  await brb.flush()
  const leaves = await brb.rows(
    `SELECT FROM basinet.audit_leaf WHERE kind = 'record.expunged' AND record_id = $1`,
    [id],
  )
  expect(leaves).toHaveLength(1)
})

it('pauses every copy when an agreement rests, however many there are', async () => {
  const id = await lca.make('one of many', ['BRB'])
  await region.settle()
  await brb.db.admin.query(
    `INSERT INTO basinet.network_copy SELECT type, gen_random_uuid(), owner, sender, rev, agreement, agreement_version,
       lease_until, erase_by, false, received_at FROM basinet.network_copy, generate_series(1, 2500) WHERE record = $1`,
    [id],
  )
  await region.act(text, 'VCT', 'suspend', 2)
  await brb.engine.sweep()
  const open = await brb.rows('SELECT count(*)::int AS n FROM basinet.network_copy WHERE NOT paused')
  expect(open).toEqual([{ n: 0 }])
})
