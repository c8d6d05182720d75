import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAudit } from '@basinet/kernel/audit'
import { must, type RecordDeclaration, type StoredRecord, type Subject } from '@basinet/kernel/contract'
import { executeCommand, listRecords, nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { testSubject } from '@basinet/kernel/store/test-store'
import { noteSigner, parseNote, signCheckpoint } from '@basinet/transparency-log'
import type { AgreementText } from '../agreements/index.ts'
import { hitQuestion, hitRequest, type HitQuestionRecord, type HitRequestRecord } from '../hit/contract.ts'
import { probe, probeRequest, type ProbeRecord, type ProbeRequestRecord } from '../hit/probe-records.ts'
import { asNetwork, writeFact } from './db.ts'
import { closeAlarm, openAlarms } from './log-alarms.ts'
import { everKeysOf } from '../register/index.ts'
import { encodeCbor, keyIdOf, toHex } from '../wire/index.ts'
import { Introducing } from './introducing.ts'
import { loadKeys } from './keys.ts'
import { listKeys, revokeKey, rotateKeys } from './rotate.ts'
import { openRegion, openVault, testProbe, type TestNode, type TestRegion } from './test-nodes.ts'
import { originOfNation, readWitnessed, Witnessing } from './witnessing.ts'

let region: TestRegion
let lca: TestNode
let brb: TestNode
const witnessing = new Map<string, Witnessing>()
let down = false
let full: AgreementText

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  full = await region.agree({ purposes: ['search-and-rescue'] })
  for (const { nation, engine } of region.nodes)
    witnessing.set(
      nation,
      new Witnessing(engine.parts, engine.store, async (to, request) => {
        if (down) return null
        const answer = await witnessing.get(to)!.answer(nation, request)
        return answer.ok ? answer.value : null
      }),
    )
})
afterAll(() => region.close())

const standing = () => asNetwork(lca.db.core, (db) => readWitnessed(db))
const alarms = (node: TestNode) => asNetwork(node.db.core, (db) => openAlarms(db))
const size = async (): Promise<number> =>
  Number(
    (await lca.rows<{ n: string }>('SELECT coalesce(max(seq) + 1, 0) AS n FROM basinet.audit_leaf'))[0]?.n,
  )

it('has its log cosigned and mirrored, and says since when it is not', async () => {
  await lca.make('first', ['BRB'])
  await lca.flush()
  await witnessing.get('LCA')!.round()
  const first = await standing()
  expect(first).toMatchObject({ quorum: 1, of: 1, standings: { BRB: 'cosigned' } })
  expect(first.health).toMatchObject({ unwitnessedSinceMs: null, size: await size() })
  expect(must(parseNote(first.note!)).signatures.map((s) => s.name)).toContain('basinet/BRB/witness')
  const mirrored = await brb.rows<{ size: string }>('SELECT size FROM basinet.mirror_log')
  expect(mirrored.map((m) => Number(m.size))).toEqual([await size()])

  down = true
  region.clock.now = new Date(region.clock.now.getTime() + 60_000)
  await lca.make('second', ['BRB'])
  await lca.flush()
  await witnessing.get('LCA')!.round()
  expect(await standing()).toMatchObject({
    health: { unwitnessedSinceMs: region.clock.now.getTime() },
    standings: { BRB: 'unreachable' },
    note: first.note,
  })
  down = false
  await witnessing.get('LCA')!.round()
  expect((await standing()).health.unwitnessedSinceMs).toBeNull()
})

it('takes lost leaves back from a witness after a restore, and logs first what it lost', async () => {
  const backup = { size: await size() }
  await lca.db.admin.query('CREATE TEMP TABLE tiles AS SELECT * FROM basinet.audit_tile')
  await lca.make('written after the backup', ['BRB'])
  await lca.flush()
  await witnessing.get('LCA')!.round()
  const lost = (await size()) - backup.size
  expect(lost).toBeGreaterThan(0)
  await lca.db.admin.query('DELETE FROM basinet.audit_leaf WHERE seq >= $1', [backup.size])
  await lca.db.admin.query('DELETE FROM basinet.checkpoint WHERE size > $1', [backup.size])
  await lca.db.admin.query(
    'DELETE FROM basinet.audit_tile; INSERT INTO basinet.audit_tile SELECT * FROM tiles',
  )
  await lca.db.admin.query(
    `UPDATE basinet.lease SET holder = 'restored', until = 'infinity' WHERE name = 'sequencer'`,
  )

  await lca.make('written while it asks', ['BRB'])
  expect(await size()).toBe(backup.size)
  // Shown before it was made whole, as by a copy of the database that nobody marked: everybody is told.
  await witnessing.get('LCA')!.round()
  await region.settle()
  for (const node of [lca, brb])
    expect(await alarms(node)).toMatchObject([{ nation: 'LCA', kind: 'rollback', weight: 'reported' }])
  down = true
  expect(await witnessing.get('LCA')!.recover()).toContain('nobody answered')
  down = false
  expect(await witnessing.get('LCA')!.recover()).toBeNull()
  await lca.flush()
  await witnessing.get('LCA')!.round()
  expect(await standing()).toMatchObject({
    standings: { BRB: 'cosigned' },
    health: { unwitnessedSinceMs: null },
  })
  // The history goes on with both trees of the alarm in it: closed by itself, on record, at both.
  for (const node of [lca, brb]) {
    expect(await alarms(node)).toEqual([])
    const closed = await node.rows<{ why: string }>('SELECT closed_because AS why FROM basinet.network_alarm')
    expect(closed).toMatchObject([{ why: expect.stringContaining('both trees are part of') }])
  }

  const { core, store } = lca.db
  const subject = sealedSubject(core, nodeSubject('LCA'), core.now())
  const head = await lca.rows<{ kind: string }>('SELECT kind FROM basinet.audit_leaf WHERE seq = $1', [
    backup.size + lost,
  ])
  expect(head).toEqual([{ kind: 'log.recovered' }])
  const keys = [lca.auditKey]
  const verdict = await store.run(subject, { readOnly: true }, (tx) =>
    verifyAudit(tx, originOfNation('LCA'), keys),
  )
  expect(verdict).toMatchObject({ ok: true, lost, fault: null })
  expect(await alarms(lca)).toEqual([])
})

it('raises a red alarm at every node when a log signs a second history, until a person closes it', async () => {
  const key = lca.engine.parts.signer()
  const signer = must(noteSigner(originOfNation('LCA'), key.publicKey, (message) => key.sign(message)))
  const { health } = await standing()
  const forged = {
    origin: originOfNation('LCA'),
    size: health.witnessed!.size,
    root: new Uint8Array(32).fill(7),
  }
  const note = must(signCheckpoint({ ...forged, extensions: [] }, signer))
  const port = witnessing.get('LCA')!.ports(['BRB'])[0]!
  const nothing = { begin: forged.size, hashes: [] }
  expect(await port.addCheckpoint(`old ${forged.size}\n\n${note}`, nothing)).toMatchObject({ status: 422 })
  expect(await alarms(brb)).toMatchObject([
    { nation: 'LCA', kind: 'split-view', weight: 'proven', toldBy: 'BRB' },
  ])
  await region.settle()
  const told = await alarms(lca)
  expect(told).toMatchObject([{ nation: 'LCA', kind: 'split-view', weight: 'proven', toldBy: 'BRB' }])
  const at = lca.db.core.now()
  expect(await asNetwork(lca.db.core, (db) => closeAlarm(db, told[0]!.id, 'the key was stolen', at))).toBe(
    true,
  )
  expect(await alarms(lca)).toEqual([])
})

const HIT_KIND = { type: 'vessel-sighting', mode: 'hit' as const, fields: null }
const asker = testSubject({ nation: 'LCA', roles: ['hit-officer'], unit: 'LCA/police', purpose: 'border' })
const decider = testSubject({ nation: 'BRB', roles: ['hit-officer', 'reader'], purpose: 'border' })

/** Lets both nodes do what they have to do, until nothing moves between them. */
async function work(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    for (const node of region.nodes) {
      await node.flush()
      while (await node.engine.workHits());
    }
    await region.settle()
  }
}

async function give(node: TestNode, who: Subject, name: string, more: object): Promise<string> {
  return must(await executeCommand(node.db.core, who, name, { commandId: randomUUID(), ...more })).recordId
}

async function only<T>(node: TestNode, who: Subject, decl: RecordDeclaration): Promise<StoredRecord<T>[]> {
  return must(await node.db.read(who, (tx) => listRecords<T>(tx, decl, { sort: 'updatedAt' }))).items
}
const questions = () => only<HitQuestionRecord>(lca, asker, hitQuestion)
const requests = () => only<HitRequestRecord>(brb, decider, hitRequest)

it('asks without telling what, confirms by a person, and gives core data on the clock of the agreement', async () => {
  await region.act(full, 'BRB', 'suspend', 2)
  const purposes = ['border-control']
  const clocks = { acknowledgeHours: null, answerHours: null, coreDataHours: 48 }
  await region.agree({ purposes, kinds: [HIT_KIND], clocks })
  const held = await brb.make('ABC-123456', ['LCA'])
  await brb.make('KEPT-AT-HOME', [])
  await work()
  expect(await lca.read(held)).toBeNull()

  const ask = (serial: string, caseNumber: string) => {
    const sought = { kind: 'serial', make: null, serial }
    const input = { sought, to: ['BRB'], purpose: 'border-control', caseNumber }
    return give(lca, asker, 'hit-question.ask', { input })
  }
  const hitId = await ask('abc 123456', 'C-1')
  await ask('KEPT-AT-HOME', 'C-2')
  await work()
  const answers = (await questions()).map((q) => [q.body.caseNumber, q.body.state, q.body.answers[0]?.answer])
  expect(answers).toContainEqual(['C-1', 'answered', 'hit'])
  expect(answers).toContainEqual(['C-2', 'answered', 'no-hit'])
  expect(answers).toHaveLength(2)
  const known = await brb.rows<{ all: string }>(
    `SELECT string_agg(meta::text, ' ') AS all FROM basinet.envelope_out`,
  )
  expect(known[0]?.all).not.toContain('123456')
  const logged = await brb.rows<{ kind: string }>(
    `SELECT kind FROM basinet.audit_leaf WHERE kind = 'hit.answered'`,
  )
  expect(logged).toHaveLength(2)
  expect(await requests()).toEqual([])

  const [hit] = (await questions()).filter((q) => q.id === hitId)
  const act = { recordId: hitId, expectedRev: hit!.rev, reason: 'suspect vessel', input: { nation: 'BRB' } }
  await give(lca, asker, 'hit-question.request', act)
  await work()
  const [request] = await requests()
  expect(request?.body).toMatchObject({
    requester: 'LCA',
    unit: 'LCA/police',
    caseNumber: 'C-1',
    state: 'requested',
  })
  expect(request?.body.found).toEqual([{ type: 'vessel-sighting', id: held }])
  expect(await lca.read(held)).toBeNull()

  const confirm = {
    recordId: request!.id,
    expectedRev: request!.rev,
    input: { records: request!.body.found },
  }
  await give(brb, decider, 'hit-request.confirm', confirm)
  const due = (await requests())[0]?.body.dueAt
  expect(Date.parse(due!) - region.clock.now.getTime()).toBe(48 * 3_600_000)
  await work()
  expect(await lca.read(held)).toMatchObject({ body: { name: 'ABC-123456' }, label: { owner: 'BRB' } })
  expect((await requests())[0]?.body.state).toBe('delivered')
  const [done] = (await questions()).filter((q) => q.id === hitId)
  expect(done?.body.answers[0]).toMatchObject({ followUp: 'delivered', dueAt: due })
  // What was confirmed is recalled like any other copy.
  await brb.relabel(held, { releaseTo: [] })
  await brb.follow()
  await work()
  expect(await lca.read(held)).toBeNull()
})

it('is asked for nothing outside an agreement, and counts what it evaluates', async () => {
  const input = {
    sought: { kind: 'serial', make: null, serial: 'ABC-123456' },
    to: ['BRB'],
    purpose: 'tax',
    caseNumber: 'C-3',
  }
  const refused = await executeCommand(lca.db.core, asker, 'hit-question.ask', {
    commandId: randomUUID(),
    input,
  })
  expect(refused).toMatchObject({ error: { code: 'hit.agreement' } })
  await asNetwork(brb.db.core, (db) => writeFact(db, 'hit-limit', { tokensPerUnit: 1, tokensPerNation: 1 }))
  const more = { input: { ...input, purpose: 'border-control' } }
  const id = await give(lca, asker, 'hit-question.ask', more)
  await work()
  const [last] = (await questions()).filter((q) => q.id === id)
  expect(last?.body.answers[0]).toMatchObject({ answer: 'refused', reason: 'hit.rate' })
})

it('sends a probe to the holder, whose engine searches and whose people decide what comes back', async () => {
  const about = { type: 'vessel-sighting', id: await lca.make('engine knocks', []) }
  const held = await brb.make('held there', [])
  testProbe.found = [held, randomUUID()].map((id, i) => ({
    record: { type: 'vessel-sighting', id },
    score: 0.9 - i / 10,
    engine: 'test 1',
  }))
  const officer = { ...asker, roles: ['hit-officer', 'reader'] }
  const examiner = { ...decider, roles: ['probe-examiner'] }
  const input = { kind: 'hull-sound', about, to: ['BRB'], purpose: 'border-control', caseNumber: 'C-4' }
  await give(lca, officer, 'probe.send', { input })
  await work()
  const came = async () => (await only<ProbeRequestRecord>(brb, examiner, probeRequest))[0]!
  const { body, ...at } = await came()
  expect(body).toMatchObject({ requester: 'LCA', state: 'searched', contentBytes: 13 })
  expect(body.candidates.map((c) => c.record.id)).toEqual(testProbe.found.map((f) => f.record.id))

  const act = (name: string, of: { id: string; rev: number }, more: object) =>
    executeCommand(brb.db.core, examiner, name, {
      commandId: randomUUID(),
      recordId: of.id,
      expectedRev: of.rev,
      ...more,
    })
  expect(await act('probe-request.answer', at, { input: {} })).toMatchObject({
    error: { code: 'probe.unexamined' },
  })
  for (const [i, finding] of (['identification', 'exclusion'] as const).entries())
    must(
      await act('probe-request.examine', await came(), {
        input: { alias: body.candidates[i]!.alias, finding },
      }),
    )
  must(await act('probe-request.answer', await came(), { input: {} }))
  await work()
  const [sent] = await only<ProbeRecord>(lca, officer, probe)
  const alias = body.candidates[0]!.alias
  expect(sent?.body).toMatchObject({ state: 'answered', answers: [{ answer: 'candidates' }] })
  expect(sent?.body.answers[0]?.candidates).toEqual([
    { alias, rank: 1, score: 0.9, engine: 'test 1', finding: 'identification' },
  ])
  for (const node of [lca, brb]) expect(await node.rows('SELECT id FROM basinet.probe_content')).toEqual([])
})

it('goes on with rotated keys, also for who has not heard of them, and refuses a revoked one', async () => {
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const before = toHex(lca.engine.parts.signer().keyId)
  const made = must(await rotateKeys(lca.db.core, openVault, random))
  expect(await revokeKey(lca.db.core, openVault, 'ffffffffffffffff', 'lost')).toMatchObject({
    error: { code: 'key.unknown' },
  })
  await lca.engine.refresh()
  // It goes on signing with the old one until all can have heard of the new.
  expect(lca.engine.keysChanged()).toBe(false)
  await lca.engine.announce()
  must(await revokeKey(lca.db.core, openVault, before, 'compromised'))
  expect(must(await listKeys(lca.db.core, openVault)).map((k) => [k.kind, k.standing])).toEqual([
    ['sign', 'in force'],
    ['sign', 'revoked'],
    ['agree', 'in force'],
    ['agree', 'in force'],
    ['tls', 'later'],
    ['tls', 'in force'],
  ])
  await region.settle()
  await brb.engine.refresh()
  await lca.engine.refresh()
  await lca.engine.announce()
  await region.settle()
  await brb.engine.refresh()
  // Both certificates are good there; the new one is shown once whoever is cut off longest can have heard of it.
  const known = brb.engine.state.peers.find((p) => p.nation === 'LCA')?.certificates ?? []
  expect(known).toHaveLength(2)
  expect(known).toContain(lca.engine.tls.certificate)
  const at = (days: number) => new Date(region.clock.now.getTime() + days * 86_400_000)
  const shownAt = (when: Date) =>
    asNetwork(lca.db.core, async (db) => must(await loadKeys(db, 'LCA', openVault, when))?.tls.certificate)
  expect(await shownAt(at(29))).toBe(lca.engine.tls.certificate)
  const next = await shownAt(at(31))
  expect(next).not.toBe(lca.engine.tls.certificate)
  expect(known).toContain(next)
  expect(lca.engine.certificateDue()).toBe(false)
  expect(everKeysOf(brb.engine.state.register, 'LCA').map((k) => toHex(keyIdOf(k)))).toEqual([
    made.sign,
    before,
  ])
  expect(brb.engine.state.register.revoked.has(`LCA/${before}`)).toBe(true)
  expect(lca.engine.keysChanged()).toBe(true)
})

it('is told by a partner of itself what its streams cannot say, and takes nothing else that way', async () => {
  const [mine, theirs] = [new Introducing(lca.engine), new Introducing(brb.engine)]
  const rotated = must(await rotateKeys(lca.db.core, openVault, (n) => new Uint8Array(randomBytes(n))))
  expect(await theirs.take('LCA', await mine.said())).toBe(2)
  expect(await theirs.take('LCA', await mine.said())).toBe(0)
  await brb.engine.refresh()
  expect(everKeysOf(brb.engine.state.register, 'LCA').map((k) => toHex(keyIdOf(k)))).toContain(rotated.sign)
  for (const noise of [
    new Uint8Array(),
    new Uint8Array(randomBytes(300)),
    encodeCbor([['register', new Uint8Array(5)]]),
  ])
    expect(await theirs.take('LCA', noise)).toBe(0)
})
