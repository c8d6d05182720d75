import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Label } from '../contract/label.ts'
import { REALMS, type RecordDeclaration } from '../contract/record.ts'
import { must } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { logRead } from '../http/reading.ts'
import { defaultLabel, nodeSubject, sealedSubject } from '../record/core.ts'
import { generalThing, THINGS, thingsModule } from '../record/test-types.ts'
import { insertRecord } from '../record/write.ts'
import { openTestStore, testSubject, type TestStore } from '../store/test-store.ts'
import { appendAudit } from './append.ts'
import type { AuditKind } from './events.ts'
import { readAudit } from './read.ts'

/** Details of events name people and contents: who reads the log does not thereby read every record. */
const AT = new Date('2026-11-24T00:00:00.000Z')
const writer = testSubject({
  roles: ['reader'],
  clearance: 4,
  vettedUntil: '9999-12-31T00:00:00.000Z',
  realms: [...REALMS],
})
const auditor = testSubject({ roles: ['officer', 'auditor'], purpose: 'audit' })
const cleared: Subject = { ...auditor, clearance: 4, vettedUntil: '9999-12-31T00:00:00.000Z' }
const oversight = testSubject({ roles: ['oversight'], clearance: 0, oversight: true, purpose: 'oversight' })
const officer = testSubject({})
let db: TestStore
const open = randomUUID()
const secret = randomUUID()

beforeAll(async () => {
  db = await openTestStore({ modules: [thingsModule], now: () => AT })
  const body = {
    name: 'x',
    note: '',
    state: 'open',
    count: 1,
    seenAt: AT.toISOString(),
    lonDeg: 0,
    latDeg: 0,
  }
  const put = (decl: RecordDeclaration, id: string, change: Partial<Label> = {}): Promise<void> =>
    db.store.run(sealedSubject(db.core, writer, AT), { realm: decl.realm }, async (tx) => {
      const author = { person: 'test', command: 'thing.make', reason: null }
      must(await insertRecord(tx, decl, author, { id, body, label: defaultLabel(db.core, decl, AT, change) }))
      const about = { type: decl.type, realm: decl.realm, record: id, details: { input: `said of ${id}` } }
      await appendAudit(tx, 'LCA', { kind: 'command.done', at: AT, actor: 'test', outcome: 'done', ...about })
    })
  const general = generalThing as unknown as RecordDeclaration
  await put(general, open)
  await put(general, secret, { class: 'secret' })
  for (const decl of THINGS as unknown as RecordDeclaration[])
    if (decl.realm !== 'general') await put(decl, randomUUID())
  const read = (kind: AuditKind, more: object) =>
    logRead(db.core, { ...officer, purpose: 'maritime' }, { kind, count: 1, ...more })
  await read('record.search', { details: { q: 'grey ghost', realm: 'general' } })
  await read('record.search', { realm: 'witness', details: { q: 'hidden name', realm: 'witness' } })
  await read('record.list', { type: 'thing', details: { query: { 'f.state': 'open' } } })
  await read('record.list', { type: 'hidden-thing', details: { query: { 'f.state': 'moved' } } })
  await read('map.read', { details: { bbox: '-62,13,-60,15' } })
  await read('session.opened', { details: { address: '192.0.2.7' } })
  await db.store.run(sealedSubject(db.core, nodeSubject('LCA'), AT), {}, (tx) =>
    tx.client.query("SELECT basinet.sequence_audit(basinet.lease_take('sequencer', 'test', 60), 1000)"),
  )
}, 120_000)

afterAll(() => db?.close())

async function shownTo(who: Subject): Promise<{ events: number; details: string }> {
  const { items } = await db.read(who, (tx) => readAudit(tx, { limit: 500 }))
  return {
    events: items.length,
    details: JSON.stringify(items.map((i) => i.details).filter((d) => d !== null)),
  }
}

describe('details of audit events', () => {
  test('follow the label of the record, and its realm', async () => {
    const { details, events } = await shownTo(auditor)
    expect(events).toBe(11)
    expect(details).toContain(open)
    expect(details).not.toContain(secret)
    expect(details.match(/said of/g)).toHaveLength(1)
    expect((await shownTo(cleared)).details).toContain(secret)
    expect((await shownTo({ ...auditor, realms: ['witness'] })).details.match(/said of/g)).toHaveLength(2)
  })

  test('show oversight what was asked of the node and for what purpose, and nothing that was written', async () => {
    const { details, events } = await shownTo(oversight)
    expect(events).toBe(11)
    for (const asked of ['grey ghost', '"f.state":"open"', '-62,13']) expect(details).toContain(asked)
    for (const written of ['said of', '192.0.2.7']) expect(details).not.toContain(written)
    const { items } = await db.read(oversight, (tx) => readAudit(tx, { kind: 'record.search' }))
    expect(items.map((i) => i.event['purpose'])).toEqual(['maritime', 'maritime'])
  })

  test('asked for inside a realm stay in it', async () => {
    for (const who of [auditor, cleared, oversight])
      for (const asked of ['hidden name', 'moved']) expect((await shownTo(who)).details).not.toContain(asked)
    expect((await shownTo({ ...auditor, realms: ['witness'] })).details).toContain('hidden name')
  })

  test('and events themselves are for nobody else', async () => {
    expect(await shownTo(officer)).toEqual({ events: 0, details: '[]' })
    const { rows } = await db.read(officer, (tx) =>
      tx.client.query('SELECT details FROM basinet.audit_detail'),
    )
    expect(rows).toEqual([])
  })
})
