import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { listRecords, staleMigrations } from '@basinet/kernel/record'
import type { TestStore } from '@basinet/kernel/store/test-store'
import { statusListCredential, addProof, verifyCredential } from '@basinet/open-badges'
import { CATALOGUE } from './catalogue.ts'
import { statusListOf } from './certificate.ts'
import { certificate, type Certificate } from './contract/certificate.ts'
import { course, type Course } from './contract/course.ts'
import { edition, type Edition } from './contract/edition.ts'
import { nomination, type Nomination } from './contract/nomination.ts'
import { trainingCapability } from './contract.ts'
import { TRAINING_MIGRATIONS } from './module.ts'
import { trainingNeeds } from './needs.ts'
import { qualificationsOf } from './qualifications.ts'
import {
  get as getFrom,
  give as giveTo,
  nominator,
  openTraining,
  person,
  plan,
  registrar,
  RULE,
  terms,
  type TestTraining,
} from './test-training.ts'

let all: TestTraining
let db: TestStore
const clock = { set: (at: string) => (all.clock.now = new Date(at)) }

beforeAll(async () => {
  all = await openTraining()
  db = all.db
}, 120_000)
afterAll(() => db?.close())

const give = (...words: Tail<Parameters<typeof giveTo>>) => giveTo(db, ...words)
const get = <T>(decl: Parameters<typeof getFrom>[1], id: string) => getFrom<T>(db, decl, id)
const code = (done: Result<unknown>): string => (done.ok ? 'ok' : done.error.code)
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never

const did = (): string => all.keys[0] ?? ''
interface Place {
  academy: string
  teacher: string
}
async function place(name: string, codes: readonly string[]): Promise<Place> {
  const made = must(
    await give(registrar, 'academy.register', { name, nation: 'LCA', place: 'Castries', did: null }),
  )
  const teaches = codes.map((c) => ({ code: c, since: '2025-01-01', last: null }))
  const teacher = must(
    await give(registrar, 'instructor.register', { name: 'Ida Cassia', academy: made.recordId, teaches }),
  )
  return { academy: made.recordId, teacher: teacher.recordId }
}
async function published(at: Place, c: string, change: object = {}): Promise<string> {
  const made = must(
    await give(registrar, 'course.define', { ...terms, code: c, academy: at.academy, ...change }),
  )
  must(await give(registrar, 'course.publish', {}, { id: made.recordId, rev: 1 }))
  return made.recordId
}
async function opened(at: Place, courseId: string, change: object = {}): Promise<StoredRecord<Edition>> {
  const input = { ...plan, course: courseId, instructors: [at.teacher], ...change }
  const made = must(await give(registrar, 'course-edition.plan', input))
  must(await give(registrar, 'course-edition.open', {}, { id: made.recordId, rev: 1 }))
  return get<Edition>(edition, made.recordId)
}
const nominate = async (editionId: string, who: ReturnType<typeof person>): Promise<string> =>
  must(await give(nominator, 'nomination.submit', { edition: editionId, ...who })).recordId

test('two processes hold the same key', () => {
  expect(all.keys[0]).toBe(all.keys[1])
})

test('the committed migrations are what the declarations give', () => {
  expect(staleMigrations(TRAINING_MIGRATIONS, trainingCapability.records)).toEqual([])
})

test('the opening catalogue is drafts, each once, that no academy has published', async () => {
  must(await give(registrar, 'course.open-catalogue', {}))
  expect(code(await give(registrar, 'course.open-catalogue', {}))).toBe('course.opened')
  const page = must(await db.read(registrar, (tx) => listRecords<Course>(tx, course, { limit: 100 })))
  expect(page.items.map((c) => c.body.code).toSorted()).toEqual(CATALOGUE.map((c) => c.code).toSorted())
  const [one] = page.items
  expect(code(await give(registrar, 'course.publish', {}, one))).toBe('course.no-academy')
})

describe('from nomination to certificate', () => {
  let at: Place
  let held: StoredRecord<Edition>
  const ids: Record<string, string> = {}
  const seatOf = (name: string) => get<Nomination>(nomination, ids[name] ?? '')
  const refresh = async () => (held = await get<Edition>(edition, held.id))

  test('nominations: within the deadline, nobody twice, each rank once', async () => {
    at = await place('Example academy', ['EX-ONE'])
    held = await opened(at, await published(at, 'EX-ONE'))
    for (const [name, nation, priority, vetting] of [
      ['Ana Cedar', 'LCA', 1, 'V-1'],
      ['Bea Cedar', 'LCA', 2, 'V-2'],
      ['Cy Cedar', 'LCA', 3, 'V-3'],
      ['Dora Palm', 'BRB', 1, 'V-4'],
      ['Eli Palm', 'BRB', 2, null],
      ['Fay Palm', 'BRB', 3, 'V-6'],
    ] as const)
      ids[name] = await nominate(held.id, person(name, nation, priority, vetting))
    const again = { edition: held.id, ...person('Ana Cedar', 'LCA', 9, null) }
    expect(code(await give(nominator, 'nomination.submit', again))).toBe('nomination.twice')
    const rank = { edition: held.id, ...person('Gus Cedar', 'LCA', 1, null) }
    expect(code(await give(nominator, 'nomination.submit', rank))).toBe('nomination.priority')
    expect(code(await give(registrar, 'nomination.submit', rank))).toBe('command.denied.role')
  })

  test('no seat without a cleared, unexpired result under the donor’s own rule, and it says why', async () => {
    const cleared = { result: 'cleared', rule: RULE, until: '2026-12-31' } as const
    all.results.set('V-1', cleared)
    all.results.set('V-2', { ...cleared, result: 'suspended' })
    all.results.set('V-3', cleared)
    all.results.set('V-4', { ...cleared, until: '2026-03-16' })
    all.results.set('V-6', { ...cleared, rule: 'another' })
    const done = must(await give(registrar, 'course-edition.seat', {}, held))
    expect(done.output).toEqual({ seated: 2, waiting: 0, refused: 4 })
    const told = await Promise.all(Object.keys(ids).map(async (n) => [n, (await seatOf(n)).body.why]))
    expect(Object.fromEntries(told)).toEqual({
      'Ana Cedar': null,
      'Bea Cedar': 'vetting-suspended',
      'Cy Cedar': null,
      'Dora Palm': 'vetting-expired',
      'Eli Palm': 'vetting-none',
      'Fay Palm': 'vetting-rule',
    })
    all.results.set('V-2', cleared)
    all.results.set('V-4', cleared)
    must(await give(registrar, 'course-edition.seat', {}, await refresh()))
    await refresh()
    const states = await Promise.all(Object.keys(ids).map(async (n) => (await seatOf(n)).body.state))
    expect(states).toEqual(['seated', 'seated', 'waiting', 'seated', 'refused', 'refused'])
  })

  test('a seat that becomes free goes to the alternate of the nation', async () => {
    const done = must(
      await give(nominator, 'nomination.withdraw', {}, await seatOf('Bea Cedar'), 'duty elsewhere'),
    )
    expect(done.output).toEqual({ movedUp: ids['Cy Cedar'] })
    expect((await seatOf('Cy Cedar')).body).toMatchObject({ state: 'seated', place: null })
  })

  test('attendance from a file that was away: what disagrees is told and the node’s stays', async () => {
    clock.set('2026-03-17T12:00:00.000Z')
    const mark = (name: string, day: string, present: boolean, expected: boolean | null = null) => ({
      nomination: ids[name] ?? '',
      day,
      present,
      expected,
    })
    const screen = {
      origin: 'screen',
      entries: [mark('Ana Cedar', '2026-03-16', true), mark('Cy Cedar', '2026-03-16', true)],
    }
    must(await give(registrar, 'course-edition.attend', screen, held))
    const file = {
      origin: 'file',
      entries: [
        mark('Ana Cedar', '2026-03-16', false),
        mark('Ana Cedar', '2026-03-17', true),
        mark('Cy Cedar', '2026-03-16', true),
        mark('Cy Cedar', '2026-03-17', true),
        mark('Eli Palm', '2026-03-16', true),
        mark('Cy Cedar', '2026-03-18', true),
      ],
    }
    const done = must(await give(registrar, 'course-edition.attend', file, await refresh()))
    expect(done.output).toMatchObject({
      taken: 3,
      conflicts: [
        { name: 'Ana Cedar', why: 'changed', held: true, came: false },
        { why: 'not-seated' },
        { name: 'Cy Cedar', why: 'day' },
      ],
    })
    expect((await seatOf('Ana Cedar')).body.attendance.map((a) => a.present)).toEqual([true, true])
    await refresh()
  })

  test('closing: outcomes stand, a no-show is charged to the next quota of the nation, once', async () => {
    must(
      await give(
        registrar,
        'nomination.assess',
        { pre: 40, post: 90, reaction: 4 },
        await seatOf('Ana Cedar'),
      ),
    )
    must(
      await give(
        registrar,
        'nomination.assess',
        { pre: 40, post: 60, reaction: 3 },
        await seatOf('Cy Cedar'),
      ),
    )
    const done = must(await give(registrar, 'course-edition.close', {}, held))
    expect(done.output).toEqual({ noShows: [{ nation: 'BRB', count: 1, charged: false }] })
    expect((await seatOf('Ana Cedar')).body).toMatchObject({ state: 'completed', passed: true })
    expect((await seatOf('Cy Cedar')).body).toMatchObject({ state: 'completed', passed: false })
    expect((await seatOf('Dora Palm')).body.state).toBe('no-show')
    const next = {
      from: '2026-04-16',
      until: '2026-04-17',
      days: ['2026-04-16'],
      nominateBy: '2026-04-10',
      funder: null,
    }
    const second = await opened(at, held.body.course, next)
    must(await give(registrar, 'course-edition.seat', {}, second))
    expect((await get<Edition>(edition, second.id)).body.quotas).toEqual([
      { nation: 'LCA', seats: 2 },
      { nation: 'BRB', seats: 0 },
    ])
    expect((await refresh()).body.noShows).toEqual([{ nation: 'BRB', count: 1, charged: true }])
  })

  test('a pass is a certificate that verifies offline until it is replaced or revoked', async () => {
    const of = (name: string) => ({ nomination: ids[name] ?? '' })
    expect(code(await give(registrar, 'training-certificate.issue', of('Cy Cedar')))).toBe(
      'training-certificate.not-passed',
    )
    const made = must(await give(registrar, 'training-certificate.issue', of('Ana Cedar')))
    expect(code(await give(registrar, 'training-certificate.issue', of('Ana Cedar')))).toBe(
      'training-certificate.issued',
    )
    const one = await get<Certificate>(certificate, made.recordId)
    expect(one.body).toMatchObject({
      validFrom: '2026-03-17',
      validUntil: '2027-03-17',
      issuer: 'Example academy',
    })
    expect(one.body.credential).not.toContain('Ana Cedar')
    const list = (revoked: (number | null)[]): string =>
      JSON.stringify(
        addProof(
          statusListCredential({
            id: statusListOf(did()),
            issuer: did(),
            validFrom: '2026-03-01T00:00:00Z',
            validUntil: '2027-01-01T00:00:00Z',
            revoked: revoked.filter((n) => n !== null),
          }),
          { seed: new Uint8Array(32).fill(7) },
          all.clock.now,
        ),
      )
    const verdict = (text: string | null, revoked: (number | null)[] = []): string =>
      verifyCredential(text ?? '', {
        now: Date.parse('2026-03-20T00:00:00Z'),
        trusted: new Set([did()]),
        statusLists: [list(revoked)],
      }).verdict
    expect([verdict(one.body.credential), verdict(one.body.token)]).toEqual(['valid', 'valid'])
    const again = must(await give(registrar, 'training-certificate.replace', {}, one, 'lost at sea'))
    const fresh = await get<Certificate>(certificate, (again.output as { certificate: string }).certificate)
    expect(fresh.body).toMatchObject({ replaces: one.id, state: 'valid', validUntil: '2027-03-17' })
    const gone = await get<Certificate>(certificate, one.id)
    expect(gone.body.state).toBe('replaced')
    expect(verdict(gone.body.credential, [gone.body.statusIndex])).toBe('invalid')
    expect(verdict(fresh.body.credential, [gone.body.statusIndex])).toBe('valid')
    const held_ = (day: string) => db.read(registrar, (tx) => qualificationsOf(tx, fresh.body.holder, day))
    expect((await held_('2027-03-16')).map((q) => q.code)).toEqual(['EX-ONE'])
    expect(await held_('2027-03-17')).toEqual([])
  })

  test('six months on the follow-up is a task, and not before', async () => {
    const ana = await seatOf('Ana Cedar')
    const seen = { behaviour: true, result: null }
    expect(code(await give(nominator, 'nomination.follow-up', seen, ana))).toBe('nomination.follow-up')
    const keys = async () => (await trainingNeeds(db.core, registrar)).map((n) => n.title.key)
    expect(await keys()).not.toContain('needs.training.follow-up')
    clock.set('2026-09-17T12:00:00.000Z')
    expect(await keys()).toContain('needs.training.follow-up')
    must(await give(nominator, 'nomination.follow-up', seen, ana))
    must(await give(nominator, 'nomination.follow-up', seen, await seatOf('Cy Cedar')))
    expect(await keys()).not.toContain('needs.training.follow-up')
    clock.set('2027-01-10T12:00:00.000Z')
    expect(await keys()).toContain('needs.training.recertify')
    clock.set('2026-03-01T12:00:00.000Z')
  })
})

test('a prerequisite is held on the first day, also by a recognised certificate', async () => {
  const at = await place('Second academy', ['EX-TWO'])
  await published(at, 'EX-BASE')
  const two = await published(at, 'EX-TWO', { prerequisites: ['EX-BASE'] })
  const circle = { academy: at.academy, ...terms, prerequisites: ['EX-TWO'] }
  const base = must(
    await db.read(registrar, (tx) =>
      listRecords<Course>(tx, course, { filters: [{ name: 'code', op: 'eq', value: 'EX-BASE' }] }),
    ),
  ).items[0]
  expect(code(await give(registrar, 'course.amend', circle, base, 'try'))).toBe('course.circle')
  const held = await opened(at, two, { funder: null })
  const holder = randomUUID()
  const id = await nominate(held.id, person('Hal Cedar', 'LCA', 1, null))
  const other = must(
    await give(nominator, 'nomination.submit', {
      edition: held.id,
      ...person('Ivy Cedar', 'LCA', 2, null),
      holder,
    }),
  ).recordId
  const paper = {
    holder,
    name: 'Ivy Cedar',
    nation: 'LCA',
    unit: 'Example unit',
    code: 'EX-BASE',
    course: 'Base',
    validFrom: '2025-05-01',
    validUntil: '2026-05-01',
    issuer: 'Elsewhere',
    credential: null,
    document: null,
  }
  expect(code(await give(registrar, 'training-certificate.recognise', paper))).toBe(
    'training-certificate.proof',
  )
  must(await give(registrar, 'training-certificate.recognise', { ...paper, document: 'Paper of 2025, seen' }))
  must(await give(registrar, 'course-edition.seat', {}, held))
  expect((await get<Nomination>(nomination, id)).body).toMatchObject({
    why: 'prerequisite',
    lacks: 'EX-BASE',
  })
  expect((await get<Nomination>(nomination, other)).body.state).toBe('seated')
})

test('an instructor who has not taught it for too long opens no edition', async () => {
  const at = await place('Third academy', ['EX-THREE'])
  const id = await published(at, 'EX-THREE', { instructorMonths: 12 })
  const made = must(
    await give(registrar, 'course-edition.plan', { ...plan, course: id, instructors: [at.teacher] }),
  )
  expect(code(await give(registrar, 'course-edition.open', {}, { id: made.recordId, rev: 1 }))).toBe(
    'course-edition.instructor',
  )
  const bad = { ...plan, course: id, quotas: [{ nation: 'LCA', seats: 9 }] }
  expect(code(await give(registrar, 'course-edition.plan', bad))).toBe('course-edition.quotas')
})

test('another nation’s academy endorses a course, and its certificates carry that', async () => {
  const at = await place('Fourth academy', ['EX-FOUR'])
  const id = await published(at, 'EX-FOUR')
  const ours = must(
    await give(
      registrar,
      'academy.endorse',
      { achievement: 'urn:basinet:course:EX-FOUR', comment: 'we teach the same' },
      { id: at.academy, rev: 1 },
    ),
  ).output as { credential: string }
  const taken = () => get<Course>(course, id)
  const endorse = async (credential: string) =>
    code(await give(registrar, 'course.endorse', { credential }, await taken()))
  expect(await endorse(ours.credential)).toBe('course.endorser')
  must(await give(registrar, 'academy.register', { name: 'Abroad', nation: 'BRB', place: 'x', did: did() }))
  expect(await endorse(ours.credential.replace('the same', 'another'))).toBe('course.endorsement')
  expect(await endorse('{}')).toBe('course.endorsement')
  expect(await endorse(ours.credential)).toBe('ok')
  expect((await taken()).body.endorsements).toMatchObject([{ by: 'Abroad', did: did() }])
  expect(await endorse(ours.credential)).toBe('course.endorsed')
})
