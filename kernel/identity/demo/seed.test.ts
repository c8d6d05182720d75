import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedDemo, type DemoPerson } from './seed.ts'
import { createReports } from '../report/reports.ts'
import { administratorSubject, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'

let node: TestNode
let people: DemoPerson[]

beforeAll(async () => {
  node = await openTestNode({ mode: 'demo', empty: true })
  people = await seedDemo(node.core)
})
afterAll(() => node.close())

const idOf = (key: string): string => people.find((p) => p.key === key)?.person ?? ''
async function enter(key: string, origin = ORIGIN) {
  const link = await node.identity.createOneUseLink(idOf(key))
  const token = link.ok ? (link.value.split('link=')[1] ?? '') : ''
  return { token, opened: await node.identity.signIn.link(token, origin) }
}

it('seats the roles of the demonstration, once', async () => {
  expect(people.map((p) => p.key)).toEqual([
    'watch-officer-1',
    'watch-officer-2',
    'watch-supervisor',
    'commander',
    'boarding-officer',
    'equipment-officer',
    'end-use-inspector',
    'customs-officer',
    'exhibits-officer',
    'fingerprint-examiner-1',
    'fingerprint-examiner-2',
    'fingerprint-examiner-3',
    'fingerprint-officer',
    'fingerprint-manager',
    'firearms-examiner-1',
    'firearms-examiner-2',
    'firearms-examiner-3',
    'ballistics-manager',
    'firearms-officer',
    'programme-officer',
    'programme-controller',
    'donor-representative',
    'agreements-officer',
    'signing-authority',
    'registrar',
    'nominating-officer',
    'instructor',
    'results-officer',
    'results-approver',
    'auditor',
    'exercise-director',
    'administrator-1',
    'administrator-2',
    'oversight',
  ])
  expect(await seedDemo(node.core)).toEqual(people)
  expect(people.find((p) => p.key === 'commander')?.undeclared).toEqual([
    'commander',
    'releasing-officer',
    'records-supervisor',
  ])
})

it('signs each in by a link that serves once, on this machine only', async () => {
  for (const seat of people) {
    const { token, opened } = await enter(seat.key)
    expect(opened.ok && opened.value.person).toBe(seat.person)
    const again = await node.identity.signIn.link(token, ORIGIN)
    expect(again.ok || again.error.code).toBe('identity.refused')
  }
  const link = await node.identity.createOneUseLink(idOf('auditor'))
  const token = link.ok ? (link.value.split('link=')[1] ?? '') : ''
  expect((await node.identity.signIn.link(token, { ...ORIGIN, local: false })).ok).toBe(false)
  expect((await node.identity.signIn.link(token, ORIGIN)).ok).toBe(true)
})

it('gives oversight its own role and nothing of content', async () => {
  const { opened } = await enter('oversight')
  const subject = opened.ok ? await node.identity.resolveSubject(opened.value.token) : null
  expect(subject).toMatchObject({
    roles: ['oversight'],
    clearance: 0,
    oversight: true,
    purpose: 'oversight',
    handling: [],
    realms: [],
  })
})

it('gives nothing for roles that no capability declares', async () => {
  const { opened } = await enter('customs-officer')
  const subject = opened.ok ? await node.identity.resolveSubject(opened.value.token) : null
  expect(subject?.roles).toEqual(['officer'])
})

it('leaves no password and no finding behind', async () => {
  const { rows } = await node.store.admin.query(
    'SELECT 1 FROM basinet_private.credential WHERE password IS NOT NULL',
  )
  expect(rows).toEqual([])
  const auditor = {
    ...administratorSubject(node, idOf('auditor')),
    roles: ['officer', 'auditor'],
    purpose: 'audit',
  }
  const access = await createReports(node.core).access(auditor)
  expect(access.ok && access.value.items).toEqual([])
})

it('is refused on a service node, and so are its links', async () => {
  const service = { ...node.core, mode: 'service' as const }
  await expect(seedDemo(service)).rejects.toThrow('BUG')
  const { createIdentity } = await import('../identity.ts')
  const identity = createIdentity({ ...node.options, core: service })
  const link = await identity.createOneUseLink(idOf('auditor'))
  expect(link.ok || link.error.code).toBe('identity.service')
  const made = await node.identity.createOneUseLink(idOf('auditor'))
  const token = made.ok ? (made.value.split('link=')[1] ?? '') : ''
  expect((await identity.signIn.link(token, ORIGIN)).ok).toBe(false)
})
