import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../contract/result.ts'
import type { Subject } from '../../contract/subject.ts'
import { readRecord } from '../../record/read.ts'
import { identityNeeds } from '../needs.ts'
import { dataSubjectRequest } from '../records/data-subject-request.ts'
import { clockState, requestDueAt } from '../records/request-clock.ts'
import { administratorSubject, openTestNode, type TestNode } from '../test/node.ts'

let node: TestNode
let officer: Subject
let protector: Subject
let admins: [Subject, Subject]

beforeAll(async () => {
  node = await openTestNode({ mode: 'service' })
  const person = async (roles: string[], purpose: string | null): Promise<Subject> => ({
    ...administratorSubject(node, await node.addPerson({ rights: { roles, clearance: 'restricted' } })),
    roles: ['officer', ...roles],
    purpose,
  })
  officer = await person([], null)
  protector = await person(['data-protection'], 'data-protection')
  admins = [
    await person(['administrator'], 'administration'),
    await person(['administrator'], 'administration'),
  ]
})
afterAll(() => node.close())

const codeOf = (r: { ok: true } | { ok: false; error: { code: string } }): string =>
  r.ok ? 'ok' : r.error.code
interface Request {
  readonly state: string
  readonly dueAt: string | null
  readonly dueSource: string | null
  readonly reference: string
}
async function read(id: string) {
  const found = await node.store.read(protector, (tx) =>
    readRecord<Request>(tx, dataSubjectRequest as never, id),
  )
  if (found === null) throw new Error('not readable')
  return found
}
async function receive(): Promise<string> {
  const made = await node.command(officer, 'data-subject-request.receive', {
    kind: 'access',
    requester: 'A Resident',
    contact: 'by letter',
    about: 'everything held about me',
    receivedAt: node.core.now().toISOString(),
  })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.recordId
}
async function setParameter(name: string, value: number): Promise<void> {
  const asked = await node.command(admins[0], 'nation-parameter.set', {
    name,
    value,
    source: 'Test Act 2026, section 1',
  })
  const id = asked.ok ? (asked.value.pendingApproval ?? '') : ''
  const done = await node.command(admins[1], 'approval.approve', {}, { id, rev: 1 })
  if (!done.ok) throw new Error(done.error.code)
}

describe('the clock of a data-subject request', () => {
  it('has no due date while the nation has set none, and says so', async () => {
    const id = await receive()
    expect((await read(id)).body).toMatchObject({ dueAt: null, dueSource: null, state: 'received' })
    const [need] = await identityNeeds(node.core, protector)
    expect(need).toMatchObject({
      severity: 'warning',
      title: { key: 'needs.data-subject-request-no-time-set' },
    })
    expect(codeOf(await node.command(protector, 'data-subject-request.extend', {}, { id, rev: 1 }))).toBe(
      'identity.parameter-unset',
    )
  })

  it('runs from receipt by the nation’s number, with its source, once that is set', async () => {
    await setParameter('data-subject.response-days', 10)
    const id = await receive()
    const due = new Date(node.core.now().getTime() + 10 * 86_400_000).toISOString()
    expect((await read(id)).body).toMatchObject({ dueAt: due, dueSource: 'Test Act 2026, section 1' })
    await setParameter('data-subject.extension-days', 5)
    expect(codeOf(await node.command(protector, 'data-subject-request.extend', {}, { id, rev: 1 }))).toBe(
      'ok',
    )
    expect((await read(id)).body.dueAt).toBe(new Date(Date.parse(due) + 5 * 86_400_000).toISOString())
    expect(codeOf(await node.command(protector, 'data-subject-request.extend', {}, { id, rev: 2 }))).toBe(
      'identity.extended',
    )
    node.tick(16 * 86_400)
    const late = (await identityNeeds(node.core, protector)).find((n) => n.link.endsWith(id))
    expect(late).toMatchObject({ severity: 'critical', title: { key: 'needs.data-subject-request-overdue' } })
  })

  it('goes from receipt through identity check to answer, and no other way', async () => {
    const id = await receive()
    const act = async (verb: string, input: object) =>
      node.command(protector, `data-subject-request.${verb}`, input, { id, rev: (await read(id)).rev })
    expect(codeOf(await act('answer', { answer: 'here it is' }))).toBe('command.state')
    expect(codeOf(await act('begin', { identityCheck: 'national card seen' }))).toBe('ok')
    expect(codeOf(await act('answer', { answer: 'here it is' }))).toBe('ok')
    expect((await read(id)).body.state).toBe('answered')
    expect(codeOf(await act('refuse', { answer: 'not held here' }))).toBe('command.state')
  })

  it('hides the request from who received it and keeps the requester out of its title', async () => {
    const id = await receive()
    expect(await node.store.read(officer, (tx) => readRecord(tx, dataSubjectRequest as never, id))).toBeNull()
    expect((await read(id)).title).toMatch(/^access DSR-2026-[0-9A-F]{8}$/)
  })
})

describe('due dates', () => {
  it('are counted in whole days and judged by the clock handed in', () => {
    expect(requestDueAt('2026-01-31T10:00:00.000Z', 30, null)).toBe('2026-03-02T10:00:00.000Z')
    expect(requestDueAt('2026-01-31T10:00:00.000Z', null, 10)).toBeNull()
    const at = new Date('2026-02-01T00:00:00.000Z')
    const state = (dueAt: string | null, s = 'received') => clockState({ state: s, dueAt }, at)
    expect([
      state(null),
      state('2026-02-20T00:00:00.000Z'),
      state('2026-02-05T00:00:00.000Z'),
      state('2026-01-01T00:00:00.000Z'),
      state(null, 'answered'),
    ]).toEqual(['no-time-set', 'in-time', 'near', 'overdue', 'closed'])
  })
})

describe('what the nation sets', () => {
  it('is refused where nothing goes by it', async () => {
    for (const name of ['data-subject.response-day', 'retention.no-such-type', 'weather.days']) {
      const input = { name, value: 1, source: 'Test Act' }
      const asked = must(await node.command(admins[0], 'nation-parameter.set', input))
      const id = asked.pendingApproval ?? ''
      expect(await node.command(admins[1], 'approval.approve', {}, { id, rev: 1 })).toMatchObject({
        error: { code: 'identity.parameter-unknown', field: 'name' },
      })
    }
  })

  it('keeps records made from then on for as long', async () => {
    const before = await receive()
    expect((await read(before)).label.keepUntil).toBeNull()
    await setParameter('retention.data-subject-request', 365)
    const after = await receive()
    const made = node.core.now().getTime()
    expect((await read(after)).label.keepUntil).toBe(new Date(made + 365 * 86_400_000).toISOString())
    expect((await read(before)).label.keepUntil).toBeNull()
  })
})
