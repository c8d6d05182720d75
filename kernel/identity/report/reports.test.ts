import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Subject } from '../../contract/subject.ts'
import { NO_RIGHTS } from '../records/rights.ts'
import type { PersonRow, PostingBody } from '../store/reports.ts'
import { administratorSubject, events, openTestNode, type TestNode } from '../test/node.ts'
import { accessReport, dormantReport } from './accounts.ts'
import { dutiesReport } from './duties.ts'
import { createReports } from './reports.ts'

const at = new Date('2026-11-24T12:00:00.000Z')
const row = (
  id: string,
  change: Partial<PersonRow['person']> = {},
  more: Partial<PersonRow> = {},
): PersonRow => ({
  id,
  person: {
    name: id,
    rank: 'Officer',
    username: id,
    agency: 'a',
    unit: 'u1',
    language: 'en',
    rights: NO_RIGHTS,
    state: 'active',
    invitation: null,
    ...change,
  },
  madeAt: new Date('2026-01-01T00:00:00.000Z'),
  lastSignIn: null,
  appointedAlone: false,
  ...more,
})
const post = (person: string, change: Partial<PostingBody> = {}): PostingBody => ({
  person,
  unit: 'u1',
  post: 'post',
  roles: [],
  clearance: 'official',
  from: '2026-01-01T00:00:00.000Z',
  to: null,
  state: 'current',
  ...change,
})

describe('who made and who approved', () => {
  it('finds people who do both, pairs who check each other, and breaches', () => {
    const duty = (maker: string, checker: string, command = 'person.grant') => ({
      maker,
      checker,
      command,
      state: 'approved',
      at,
    })
    const report = dutiesReport([
      duty('a', 'b'),
      duty('a', 'b', 'seizure.release'),
      duty('b', 'a'),
      duty('c', 'b'),
      duty('d', 'd'),
    ])
    expect(report.decided).toBe(5)
    expect(report.pairs[0]).toEqual({
      maker: 'a',
      checker: 'b',
      count: 2,
      commands: ['person.grant', 'seizure.release'],
    })
    expect(report.both.map((p) => [p.person, p.made, p.approved])).toEqual([
      ['b', 1, 3],
      ['a', 2, 1],
      ['d', 1, 1],
    ])
    expect(report.mutual).toEqual([{ a: 'a', b: 'b', count: 3 }])
    expect(report.same).toEqual([{ person: 'd', command: 'person.grant', at: at.toISOString() }])
  })
})

describe('dormant accounts', () => {
  it('count from the last sign-in, or from the making of an account nobody used', () => {
    const people = [
      row('never'),
      row('long-ago', {}, { lastSignIn: new Date('2026-08-01T12:00:00.000Z') }),
      row('yesterday', {}, { lastSignIn: new Date('2026-11-23T12:00:00.000Z') }),
      row('closed', { state: 'closed' }),
    ]
    expect(dormantReport(people, at, 90).map((p) => [p.person, p.days])).toEqual([
      ['never', 327],
      ['long-ago', 115],
    ])
  })
})

describe('access against posting', () => {
  it('names each right beyond the post', () => {
    const held = { ...NO_RIGHTS, roles: ['watch-officer', 'auditor'], clearance: 'secret' as const }
    const people = [
      row('fits', { rights: { ...NO_RIGHTS, roles: ['watch-officer'], clearance: 'official' } }),
      row('beyond', { rights: held }),
      row('nowhere', { rights: held, unit: 'u2' }),
      row('nothing'),
      row('over', { rights: { ...NO_RIGHTS, roles: ['watch-officer'] } }),
      row('alone', { rights: { ...NO_RIGHTS, roles: ['administrator'] } }, { appointedAlone: true }),
    ]
    const postings = [
      post('fits', { roles: ['watch-officer'] }),
      post('beyond', { roles: ['watch-officer'], unit: 'u9' }),
      post('over', { roles: ['watch-officer'], to: '2026-11-01T00:00:00.000Z' }),
      post('alone', { roles: ['administrator'] }),
    ]
    const found = Object.fromEntries(accessReport(people, postings, at).map((p) => [p.person, p.findings]))
    expect(Object.keys(found).sort()).toEqual(['alone', 'beyond', 'nowhere', 'over'])
    expect(found['beyond']).toEqual([
      { kind: 'vetting-lapsed', until: null },
      { kind: 'roles-beyond', roles: ['auditor'] },
      { kind: 'clearance-beyond', held: 'secret', post: 'official' },
      { kind: 'unit-differs', unit: 'u1', post: 'u9' },
    ])
    expect(found['nowhere']?.map((f) => f.kind)).toEqual(['vetting-lapsed', 'no-posting'])
    expect(found['over']).toEqual([{ kind: 'no-posting' }])
    expect(found['alone']).toEqual([{ kind: 'appointed-alone' }])
  })
})

describe('reports of a node', () => {
  let node: TestNode
  let auditor: Subject
  beforeAll(async () => {
    node = await openTestNode({ mode: 'service' })
    const id = await node.addPerson({ rights: { roles: ['auditor'], clearance: 'restricted' } })
    auditor = { ...administratorSubject(node, id), roles: ['officer', 'auditor'], purpose: 'audit' }
  })
  afterAll(() => node.close())

  it('count what was approved without opening it, and are logged', async () => {
    const a = administratorSubject(
      node,
      await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } }),
    )
    const b = administratorSubject(
      node,
      await node.addPerson({ rights: { roles: ['administrator'], clearance: 'restricted' } }),
    )
    const target = await node.addPerson()
    const asked = await node.command(
      a,
      'person.grant',
      { rights: { ...NO_RIGHTS, clearance: 'official' } },
      { id: target, rev: 1 },
    )
    await node.command(
      b,
      'approval.approve',
      {},
      { id: asked.ok ? (asked.value.pendingApproval ?? '') : '', rev: 1 },
    )
    const reports = createReports(node.core)
    const low = { ...auditor, clearance: 0, purpose: null }
    const duties = await reports.duties(low, new Date(0), new Date(node.core.now().getTime() + 1000))
    expect(duties.ok && duties.value.pairs).toEqual([
      { maker: a.person, checker: b.person, count: 1, commands: ['person.grant'] },
    ])
    const access = await reports.access(auditor)
    expect(access.ok && access.value.items.find((i) => i.person === a.person)?.findings).toEqual([
      { kind: 'no-posting' },
    ])
    expect((await events(node, 'report.read')).map((e) => e.details?.['report'])).toEqual([
      'duties',
      'access',
    ])
  })

  it('are for those who watch; administrators do not see the check on themselves', async () => {
    const reports = createReports(node.core)
    const admin = { ...auditor, roles: ['officer', 'administrator'] }
    const officer = { ...auditor, roles: ['officer'] }
    const denied = async (r: Promise<{ ok: boolean }>) => !(await r).ok
    expect(await denied(reports.duties(admin, new Date(0), at))).toBe(true)
    expect(await denied(reports.dormant(admin, 90))).toBe(false)
    for (const report of [
      reports.duties(officer, new Date(0), at),
      reports.dormant(officer, 90),
      reports.access(officer),
    ])
      expect(await denied(report)).toBe(true)
  })

  it('ask for the number of days where neither the caller nor the nation says it', async () => {
    const asked = await createReports(node.core).dormant(auditor)
    expect(asked.ok || asked.error.code).toBe('identity.parameter-unset')
  })
})
