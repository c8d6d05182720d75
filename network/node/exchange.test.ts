import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendAudit } from '@basinet/kernel/audit'
import { must } from '@basinet/kernel/contract'
import { agreementHash, signAction, type AgreementText } from '../agreements/index.ts'
import { openReceipt } from './recall-statement.ts'
import { signKeys } from '../register/index.ts'
import { readLeft } from '../desk/left.ts'
import { orderContinuity } from './continuity.ts'
import { asNetwork } from './db.ts'
import { readPaper, sendPaper } from './paper.ts'
import { keepStatements } from './statements.ts'
import { openRegion, type TestNode, type TestRegion } from './test-nodes.ts'

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
  text = await region.agree({ purposes: ['search-and-rescue'] })
})
afterAll(() => region.close())

const due = (node: TestNode, record: string) =>
  node.rows<{ peer: string; state: string; scope: string; receipt: Buffer | null }>(
    `SELECT d.peer, d.state, d.receipt, r.scope FROM basinet.network_recall_due d JOIN basinet.network_recall r ON r.id = d.recall
     WHERE r.record = $1 ORDER BY d.peer`,
    [record],
  )
const copies = (node: TestNode, record: string) =>
  node.rows<{ paused: boolean; lease_until: Date }>('SELECT * FROM basinet.network_copy WHERE record = $1', [
    record,
  ])

it('brings a record to whom its label and an agreement let it, with owner, label and lease', async () => {
  const id = await lca.make('blue pirogue', ['BRB'])
  const home = await lca.make('stays at home', [])
  await region.settle()
  expect(await brb.read(id)).toMatchObject({
    rev: 1,
    body: { name: 'blue pirogue', source: 'a fisherman' },
    createdBy: 'anna',
    label: { owner: 'LCA', releaseTo: ['BRB'], leaseUntil: '2026-12-24T06:00:00.000Z' },
  })
  expect(await vct.read(id)).toBeNull()
  expect(await brb.read(home)).toBeNull()
  await brb.flush()
  const events = await brb.rows('SELECT kind FROM basinet.audit_leaf WHERE record_id = $1', [id])
  expect(events).toEqual([{ kind: 'network.received' }])
})

it('sends each revision once, also when everything is looked at again, and goes on after a crash', async () => {
  const id = await lca.make('first', ['BRB', 'VCT'])
  await lca.restart()
  await region.settle()
  await lca.relabel(id, { class: 'official' })
  await lca.follow()
  await lca.db.admin.query(`DELETE FROM basinet.network_fact WHERE name = 'followed'`)
  await lca.follow()
  await brb.restart()
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ rev: 2, label: { class: 'official' } })
  expect(await vct.read(id)).toMatchObject({ rev: 2 })
  const [sent] = await lca.rows<{ n: number }>(
    'SELECT count(*)::int AS n FROM basinet.envelope_out WHERE record = $1',
    [id],
  )
  expect(sent).toEqual({ n: 2 })
})

it('tells the owner who opened a copy, each reader once and by no name, as the holder signed it', async () => {
  const id = await lca.make('opened abroad', ['BRB'])
  await region.settle()
  const look = (actor: string) =>
    brb.as((tx) =>
      appendAudit(tx, 'BRB', {
        kind: 'record.read',
        at: tx.at,
        actor,
        outcome: 'done',
        type: 'vessel-sighting',
        record: id,
      }),
    )
  for (const actor of ['bea', 'bea', 'carl']) await look(actor)
  const told = async () => {
    await brb.flush()
    await brb.engine.sweep()
    await region.settle()
    return lca.rows<{ peer: string; reader: Buffer }>(
      'SELECT peer, reader FROM basinet.network_opened WHERE record = $1',
      [id],
    )
  }
  const first = await told()
  expect(first).toMatchObject([{ peer: 'BRB' }, { peer: 'BRB' }])
  expect(new Set(first.map((r) => r.reader.toString('hex'))).size).toBe(2)
  await look('carl')
  expect(await told()).toHaveLength(2)
  const reports = await lca.rows<{ statement: Buffer }>('SELECT statement FROM basinet.network_opened_report')
  expect(reports).toHaveLength(1)
  for (const name of ['bea', 'carl']) expect(reports[0]?.statement.includes(name)).toBe(false)
  const left = await asNetwork(lca.db.core, (db, at) => readLeft(db, 'LCA', at))
  expect(left.left.find((r) => r.peer === 'BRB')).toMatchObject({ opened: 1, readers: 2 })
})

it('does not send what no agreement lets flow, and says why', async () => {
  const id = await lca.make('too high', ['BRB'], { class: 'secret' })
  await region.settle()
  expect(await brb.read(id)).toBeNull()
  const withheld = await lca.rows('SELECT peer, reasons FROM basinet.network_withheld WHERE record = $1', [
    id,
  ])
  expect(withheld).toEqual([{ peer: 'BRB', reasons: ['class'] }])
})

it('never sends what its label took back while it waited, though nobody has looked yet', async () => {
  const id = await lca.make('sealed in the queue', ['BRB'])
  await lca.relabel(id, { releaseTo: [] })
  await region.settle()
  expect(await brb.read(id)).toBeNull()
  expect(await copies(brb, id)).toEqual([])
  await lca.follow()
  await region.settle()
  expect(await due(lca, id)).toMatchObject([{ peer: 'BRB', state: 'not-held' }])
})

it('recalls what a label takes back: the copy goes, and the owner holds the signed receipt', async () => {
  const id = await lca.make('quetzalcanary', ['BRB', 'VCT'])
  await region.settle()
  expect(await brb.read(id)).not.toBeNull()
  await lca.relabel(id, { releaseTo: ['VCT'] })
  await lca.follow()
  expect(await due(lca, id)).toMatchObject([{ peer: 'BRB', state: 'outstanding', receipt: null }])
  await region.settle('LCA', 'BRB')
  expect(await brb.read(id)).toBeNull()
  const [held] = await due(lca, id)
  const receipt = must(
    openReceipt(
      new Uint8Array(held?.receipt ?? []),
      signKeys(lca.engine.state.register, region.clock.now.getTime()),
    ),
  )
  expect(receipt).toMatchObject({ by: 'BRB', owner: 'LCA', outcome: 'done', onward: [] })
  for (const table of ['r_vessel_sighting', 'h_vessel_sighting', 'search_general', 'envelope_in']) {
    const rows = await brb.rows(`SELECT FROM basinet.${table} t WHERE t::text LIKE '%quetzalcanary%'`)
    expect([table, rows.length]).toEqual([table, 0])
  }
  await region.settle()
  expect(await vct.read(id)).toMatchObject({ rev: 2 })
})

it('takes a copy back from whom a holder handed it to, and gets the receipt of that one too', async () => {
  const id = await lca.make('handed on', ['BRB', 'VCT'])
  await region.settle()
  expect(await vct.read(id)).not.toBeNull()
  // As if Barbados had handed it on: the edge to Saint Vincent is known there and not at the owner.
  await lca.db.admin.query(`DELETE FROM basinet.network_share WHERE record = $1 AND peer = 'VCT'`, [id])
  await brb.db.admin.query(
    `INSERT INTO basinet.network_share SELECT c.type, c.record, 'VCT', 'LCA', c.rev, c.agreement, c.agreement_version,
       'search-and-rescue', 'restricted', c.received_at, c.lease_until, NULL, 'held'
     FROM basinet.network_copy c WHERE record = $1`,
    [id],
  )
  await lca.relabel(id, { releaseTo: [] })
  await lca.follow()
  expect((await due(lca, id)).map((d) => d.peer)).toEqual(['BRB'])
  await region.settle()
  expect([await brb.read(id), await vct.read(id)]).toEqual([null, null])
  expect(await due(lca, id)).toMatchObject([
    { peer: 'BRB', state: 'done' },
    { peer: 'VCT', state: 'done' },
  ])
})

it('refuses a record that its recall has overtaken on a faster lane', async () => {
  const id = await lca.make('overtaken', ['BRB'])
  const record = await lca.exchange.next('BRB', 100_000)
  await lca.relabel(id, { releaseTo: [] })
  await lca.follow()
  await region.settle('LCA', 'BRB')
  expect(await due(lca, id)).toMatchObject([{ peer: 'BRB', state: 'not-held' }])
  must(await brb.exchange.receive(record as Uint8Array))
  expect(await brb.read(id)).toBeNull()
  await lca.relabel(id, { releaseTo: ['BRB'] })
  await lca.follow()
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ rev: 3 })
})

it('seals a copy whose record was sealed, and destroys it when the record was expunged', async () => {
  const id = await lca.make('to be sealed', ['BRB'])
  await region.settle()
  await lca.db.admin.query(
    'UPDATE basinet.r_vessel_sighting SET sealed = true, rev = rev + 1 WHERE id = $1',
    [id],
  )
  await lca.follow()
  await region.settle()
  expect(await due(lca, id)).toMatchObject([{ peer: 'BRB', state: 'done', scope: 'seal' }])
  expect(await brb.read(id)).toBeNull()
  expect(await copies(brb, id)).toHaveLength(1)
  const other = await lca.make('to be expunged', ['BRB'])
  await region.settle()
  await lca.db.admin.query(`SELECT basinet.expunge_one('vessel-sighting', $1)`, [other])
  await lca.follow()
  await region.settle()
  expect(await due(lca, other)).toMatchObject([{ peer: 'BRB', state: 'done', scope: 'destroy' }])
  expect(await brb.rows('SELECT FROM basinet.r_vessel_sighting WHERE id = $1', [other])).toEqual([])
})

it('lets a copy run out where the owner cannot be heard, and lengthens it where it can', async () => {
  const id = await lca.make('leased', ['BRB', 'VCT'])
  await region.settle()
  region.clock.now = new Date(region.clock.now.getTime() + 20 * DAY_MS)
  await lca.engine.sweep()
  await region.settle('LCA', 'BRB')
  region.clock.now = new Date(region.clock.now.getTime() + 15 * DAY_MS)
  expect(await brb.read(id)).toMatchObject({ label: { leaseUntil: '2027-01-13T06:00:00.000Z' } })
  expect(await vct.read(id)).toBeNull()
  await region.settle()
  expect(await vct.read(id)).not.toBeNull()
})

it('lets a copy outlive its lease by the days of grace, and by the owner’s standing order, while the owner is silent', async () => {
  const start = region.clock.now
  const day = (n: number): Date => new Date(start.getTime() + n * DAY_MS)
  const id = await lca.make('cut off', ['BRB'])
  await region.settle()
  const until = day(60).toISOString()
  await lca.engine.store.transact((tx) =>
    orderContinuity(lca.engine.parts, tx, { ...text, parties: ['LCA', 'BRB'] }, Date.parse(until), 'season'),
  )
  const readOn = async (n: number): Promise<boolean> => {
    region.clock.now = day(n)
    await brb.engine.sweep()
    return (await brb.read(id)) !== null
  }
  // Thirty days of lease, fourteen of grace; Saint Lucia is not heard, and its order has not come.
  expect([await readOn(29), await readOn(43), await readOn(45)]).toEqual([true, true, false])
  region.clock.now = day(1)
  await brb.rows('UPDATE basinet.network_copy SET graced = false')
  await region.settle('LCA', 'BRB')
  expect([await readOn(29.9), await readOn(45), await readOn(59), await readOn(61)]).toEqual([
    true,
    true,
    true,
    false,
  ])
  // Heard again, its own word counts: a lease that was not renewed is over.
  region.clock.now = day(50)
  await region.settle('LCA', 'BRB')
  must(await brb.exchange.receive(must(await lca.exchange.receive(brb.exchange.ask('LCA')))!.bytes))
  await brb.engine.sweep()
  expect(await brb.read(id)).toBeNull()
  region.clock.now = start
})

it('makes copies unreadable while an agreement rests, and keeps them when it goes on', async () => {
  const id = await lca.make('under the agreement', ['BRB'])
  await region.settle()
  await region.act(text, 'VCT', 'suspend', 2)
  await brb.engine.sweep()
  expect(await brb.read(id)).toBeNull()
  const later = await lca.make('while it rests', ['BRB'])
  await region.settle()
  expect(await brb.read(later)).toBeNull()
  await region.act(text, 'VCT', 'resume', 3)
  await brb.engine.sweep()
  expect(await brb.read(id)).not.toBeNull()
  await lca.follow()
  await region.settle()
  expect(await brb.read(later)).not.toBeNull()
})

it('carries an agreement’s suspension to the parties, and takes everything back when it ends', async () => {
  const ending = await region.agree({
    purposes: ['counter-narcotics'],
    kinds: [{ type: 'vessel-sighting', mode: 'full', fields: null }],
  })
  const id = await lca.make('under an agreement that ends', ['BRB'], { purposes: ['counter-narcotics'] })
  await region.settle()
  const held = await brb.rows('SELECT agreement FROM basinet.network_copy WHERE record = $1', [id])
  expect(held).toEqual([{ agreement: ending.id }])
  const act = (action: 'suspend' | 'end', n: number) =>
    asNetwork(lca.db.core, (db, at) => {
      const stated = { party: 'LCA', n, action, reason: 'test', at: at.getTime() }
      const body = signAction(ending, stated, lca.engine.parts.signer())
      return keepStatements(db, [{ kind: 'agreement-action', body }], at)
    })
  await act('suspend', 2)
  await lca.engine.refresh()
  await lca.engine.announce()
  await region.settle()
  await brb.engine.refresh()
  await brb.engine.sweep()
  const [copy] = await copies(brb, id)
  expect(copy).toMatchObject({ paused: true })
  await act('end', 3)
  await lca.engine.refresh()
  await lca.engine.announce()
  await lca.engine.sweep()
  await region.settle()
  expect(await copies(brb, id)).toEqual([])
  expect(await due(lca, id)).toMatchObject([{ peer: 'BRB', state: 'done' }])
})

it('sends the paper it signed to the other parties, in pieces, and they have it only whole and with the signed hash', async () => {
  const content = randomBytes(300_000)
  const sha256 = createHash('sha256').update(content).digest()
  const instrument = { hash: new Uint8Array(sha256), name: 'treaty.pdf', bytes: content.length }
  const agreed = await region.agree({
    purposes: ['counter-narcotics'],
    kinds: [{ type: 'sighting-report', mode: 'full', fields: null }],
    instrument,
  })
  await region.settle()
  const hash = agreementHash(agreed)
  const due = { agreement: Buffer.from(hash), evidence: '', sha256, name: 'treaty.pdf' }
  const held = brb.engine.state.agreements.find((a) => a.agreement.text.id === agreed.id)!.agreement
  const there = () => asNetwork(brb.db.core, (db) => readPaper(db, held, 'BRB'))
  const send = (bytes: Uint8Array | null) =>
    lca.engine.store.transact((tx) => sendPaper(lca.engine.parts, tx, due, bytes))
  await send(content.subarray(1))
  await region.settle('LCA', 'BRB')
  expect(await there()).toMatchObject({ error: { code: 'paper.absent' } })
  await send(content)
  await region.settle('LCA', 'BRB')
  const paper = must(await there())
  expect([paper.nation, paper.name, content.equals(paper.content)]).toEqual(['LCA', 'treaty.pdf', true])
  await brb.rows('DELETE FROM basinet.network_paper WHERE part = 1')
  expect(await there()).toMatchObject({ error: { code: 'paper.absent' } })
})

it('goes on above what its partner has seen after a restore from an older backup, and forks nothing', async () => {
  const before = await lca.make('in no backup', ['BRB'])
  await region.settle()
  expect(await brb.read(before)).not.toBeNull()
  // The set was made before anything was sent: streams, queues and shares are empty in it.
  await lca.db.admin.query(
    `TRUNCATE basinet.stream_out, basinet.frame_out, basinet.envelope_out, basinet.frame_pending, basinet.network_share;
     DELETE FROM basinet.network_fact; INSERT INTO basinet.network_fact VALUES ('restored', '1')`,
  )
  await lca.restart()
  await lca.engine.resumeRestored()
  const id = await lca.make('after the restore', ['BRB'])
  expect(await lca.exchange.next('BRB', 100_000)).toBeNull()
  const told = must(await brb.exchange.receive(lca.exchange.ask('BRB')))
  must(await lca.exchange.receive(told?.bytes as Uint8Array))
  await region.settle()
  expect(await brb.read(id)).toMatchObject({ rev: 1 })
  await brb.flush()
  const alarms = await brb.rows(`SELECT FROM basinet.audit_leaf WHERE kind = 'network.alarm'`)
  expect(alarms).toEqual([])
})

it('erases copies on their day, and forgets content that every partner has', async () => {
  const id = await lca.make('to be erased', ['BRB'], {
    eraseBy: new Date(region.clock.now.getTime() + 2 * DAY_MS).toISOString(),
  })
  await region.settle()
  region.clock.now = new Date(region.clock.now.getTime() + 8 * DAY_MS)
  await brb.engine.sweep()
  await lca.engine.sweep()
  expect(await brb.rows('SELECT FROM basinet.r_vessel_sighting WHERE id = $1', [id])).toEqual([])
  const left = await lca.rows('SELECT FROM basinet.envelope_out WHERE record = $1 AND sealed IS NOT NULL', [
    id,
  ])
  expect(left).toEqual([])
})
