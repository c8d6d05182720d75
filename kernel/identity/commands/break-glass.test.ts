import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Subject } from '../../contract/subject.ts'
import { readRecord } from '../../record/read.ts'
import { identityNeeds } from '../needs.ts'
import { breakGlass, type BreakGlassBody } from '../records/break-glass.ts'
import { createPasswords, type Passwords } from '../secrets/passwords.ts'
import { events, givePassword, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'

const PASSWORD = 'tide turns at noon off Vigie'
let node: TestNode
let passwords: Passwords
let counter = 0

beforeAll(async () => {
  node = await openTestNode({ mode: 'demo' })
  passwords = createPasswords({ ...node.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
})
afterAll(() => node.close())

async function signedIn(roles: string[]): Promise<{ token: string; subject: Subject }> {
  const username = `glass.${++counter}`
  const until = new Date(node.core.now().getTime() + 365 * 86_400_000).toISOString()
  const id = await node.addPerson({
    username,
    rights: { roles, clearance: 'restricted', vettedUntil: until },
  })
  await givePassword(node, id, passwords, PASSWORD)
  const opened = await node.identity.signIn.password({ username, password: PASSWORD }, ORIGIN)
  if (!opened.ok) throw new Error(opened.error.code)
  return { token: opened.value.token, subject: await subjectNow(opened.value.token) }
}
async function subjectNow(token: string): Promise<Subject> {
  node.identity.forget()
  const subject = await node.identity.resolveSubject(token)
  if (subject === null) throw new Error('no subject')
  return subject
}
const codeOf = (r: { ok: true } | { ok: false; error: { code: string } }): string =>
  r.ok ? 'ok' : r.error.code
const scope = {
  clearance: 'confidential',
  handling: ['ALPHA'],
  sealed: true,
  about: 'missing boat with two children',
}
const read = async (as: Subject, id: string) => {
  const found = await node.store.read(as, (tx) => readRecord<BreakGlassBody>(tx, breakGlass as never, id))
  if (found === null) throw new Error('not readable')
  return found
}

describe('break-glass with two persons', () => {
  it('opens when the second agrees, widens for its time, and nobody else', async () => {
    const officer = await signedIn([])
    const other = await signedIn([])
    const approver = await signedIn(['break-glass-approver'])
    const asked = await node.command(officer.subject, 'break-glass.ask', { scope, minutes: 60 })
    expect((await subjectNow(officer.token)).clearance).toBe(2)
    const approval = asked.ok ? (asked.value.pendingApproval ?? '') : ''
    expect(
      codeOf(await node.command(officer.subject, 'approval.approve', {}, { id: approval, rev: 1 })),
    ).toBe('command.denied.same-person')
    expect(codeOf(await node.command(other.subject, 'approval.approve', {}, { id: approval, rev: 1 }))).toBe(
      'command.denied.role',
    )
    expect(
      codeOf(await node.command(approver.subject, 'approval.approve', {}, { id: approval, rev: 1 })),
    ).toBe('ok')
    expect(await subjectNow(officer.token)).toMatchObject({
      clearance: 3,
      handling: ['ALPHA'],
      sealed: true,
      juvenile: false,
      realms: [],
    })
    expect(await subjectNow(other.token)).toMatchObject({ clearance: 2, handling: [], sealed: false })
    expect(await subjectNow(approver.token)).toMatchObject({ clearance: 2, sealed: false })
    node.tick(1700)
    expect((await subjectNow(officer.token)).clearance).toBe(3)
    node.tick(1700)
    expect((await subjectNow(officer.token)).clearance).toBe(3)
    node.tick(201)
    expect(await subjectNow(officer.token)).toMatchObject({ clearance: 2, handling: [], sealed: false })
    const used = (await events(node, 'break-glass.used')).at(-1)
    expect(used).toMatchObject({
      actor: officer.subject.person,
      details: { what: 'opened', kind: 'two-person', approver: approver.subject.person },
    })
  })
})

describe('break-glass for a life at risk', () => {
  it('opens at once and stays before the reviewers until one of them has judged it', async () => {
    const officer = await signedIn(['break-glass-approver'])
    const reviewer = await signedIn(['break-glass-approver'])
    const opened = await node.command(officer.subject, 'break-glass.for-life', { scope, minutes: 30 })
    const id = opened.ok ? opened.value.recordId : ''
    expect((await subjectNow(officer.token)).sealed).toBe(true)
    const needsOf = async (s: Subject) =>
      (await identityNeeds(node.core, s)).filter((n) => n.link.endsWith(id))
    expect(await needsOf(reviewer.subject)).toMatchObject([
      { kind: 'review', severity: 'warning', title: { key: 'needs.break-glass-review' } },
    ])
    expect((await needsOf(officer.subject)).map((n) => n.title.key)).toEqual(['needs.break-glass-open'])
    expect(
      codeOf(
        await node.command(
          officer.subject,
          'break-glass.review',
          { finding: 'proper', remark: 'fine' },
          { id, rev: 1 },
        ),
      ),
    ).toBe('command.denied.same-person')
    node.tick(25 * 3600)
    expect(await needsOf(reviewer.subject)).toMatchObject([
      { severity: 'critical', title: { key: 'needs.break-glass-overdue' } },
    ])
    const fresh = { ...reviewer.subject }
    expect(
      codeOf(
        await node.command(
          fresh,
          'break-glass.review',
          { finding: 'proper', remark: 'two children found' },
          { id, rev: 1 },
        ),
      ),
    ).toBe('ok')
    expect(await needsOf(reviewer.subject)).toEqual([])
    expect((await read(reviewer.subject, id)).body).toMatchObject({
      review: 'proper',
      reviewer: reviewer.subject.person,
    })
    expect(
      codeOf(
        await node.command(
          fresh,
          'break-glass.review',
          { finding: 'improper', remark: 'again' },
          { id, rev: 2 },
        ),
      ),
    ).toBe('identity.review-done')
  })

  it('ends at once when it is found improper, or when the officer ends it', async () => {
    const officer = await signedIn([])
    const stranger = await signedIn([])
    const reviewer = await signedIn(['break-glass-approver'])
    const one = await node.command(officer.subject, 'break-glass.for-life', { scope, minutes: 60 })
    const id = one.ok ? one.value.recordId : ''
    expect((await subjectNow(officer.token)).clearance).toBe(3)
    expect(
      codeOf(
        await node.command(
          reviewer.subject,
          'break-glass.review',
          { finding: 'improper', remark: 'curiosity' },
          { id, rev: 1 },
        ),
      ),
    ).toBe('ok')
    expect((await subjectNow(officer.token)).clearance).toBe(2)
    const two = await node.command(officer.subject, 'break-glass.for-life', { scope, minutes: 60 })
    const second = two.ok ? two.value.recordId : ''
    expect(codeOf(await node.command(stranger.subject, 'break-glass.end', {}, { id: second, rev: 1 }))).toBe(
      'command.denied.role',
    )
    expect(codeOf(await node.command(officer.subject, 'break-glass.end', {}, { id: second, rev: 1 }))).toBe(
      'ok',
    )
    expect((await subjectNow(officer.token)).clearance).toBe(2)
  })

  it('needs a reason, something to widen, and a bounded time; and is closed to oversight', async () => {
    const officer = await signedIn([])
    const give = (subject: Subject, input: object, reason?: string) =>
      node.command(subject, 'break-glass.for-life', input, undefined, reason)
    expect(codeOf(await give(officer.subject, { scope, minutes: 481 }))).toBe('command.input')
    expect(
      codeOf(
        await give(officer.subject, {
          scope: { ...scope, clearance: null, handling: [], sealed: false },
          minutes: 30,
        }),
      ),
    ).toBe('identity.scope')
    expect(
      codeOf(await give(officer.subject, { scope: { ...scope, realms: ['witness'] }, minutes: 30 })),
    ).toBe('command.input')
    expect(
      codeOf(
        await give({ ...officer.subject, roles: ['oversight'], oversight: true }, { scope, minutes: 30 }),
      ),
    ).toBe('command.denied.role')
    expect(breakGlass.title({ kind: 'life-at-risk' } as BreakGlassBody)).not.toContain('children')
  })
})
