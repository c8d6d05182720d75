import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from './open-app.ts'

/** What watches over the people of a node, by HTTP: requests of those concerned, emergencies, reports, oversight. */
let test: TestApp
let admin: pg.Client
const cookies = new Map<string, string>()
beforeAll(async () => {
  test = await openTestApp()
  admin = new pg.Client({ connectionString: test.adminUrl })
  await admin.connect()
  for (const { key } of test.people) cookies.set(key, await test.signIn(key))
}, 120_000)
afterAll(async () => {
  await admin?.end()
  await test?.close()
})

type Json = Record<string, unknown> & { record?: { body: Record<string, unknown>; rev: number } }

async function ask(
  seat: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
): Promise<{ status: number; body: Json }> {
  const answer = await test.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: cookies.get(seat) ?? '', 'x-basinet': '1' },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const give = (seat: string, name: string, input: object, on: object = {}) =>
  ask(seat, 'POST', `/commands/${name}`, { commandId: randomUUID(), input, ...on })
const person = (seat: string): string => test.people.find((p) => p.key === seat)?.person ?? ''
const needs = async (seat: string): Promise<string> => JSON.stringify((await ask(seat, 'GET', '/needs')).body)

describe('a request of somebody concerned', () => {
  const OFFICE = 'administrator-2'

  async function received(kind: string, daysAgo: number): Promise<string> {
    const receivedAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
    const input = { kind, requester: 'A. Person', contact: 'by post', about: 'what you hold', receivedAt }
    // Whoever sits at the desk takes it in; only data protection reads it afterwards.
    const made = await give('customs-officer', 'data-subject-request.receive', input)
    expect(made.status).toBe(200)
    return String(made.body['recordId'])
  }

  async function setDays(name: string, value: number): Promise<void> {
    const input = { name, value, source: 'Data Protection Act, s. 18 (invented for the test)' }
    const asked = await give('administrator-1', 'nation-parameter.set', input)
    const on = { recordId: asked.body['pendingApproval'], expectedRev: 1 }
    expect((await give(OFFICE, 'approval.approve', {}, on)).status).toBe(200)
  }

  it.each(['access', 'correction', 'complaint'])(
    '%s: no clock before the nation has set one, then one',
    async (kind) => {
      const id = await received(kind, 1)
      const purposed = await ask(OFFICE, 'POST', '/session/purpose', { purpose: 'data-protection' })
      expect(purposed.status).toBe(200)
      const { body, status } = await ask(OFFICE, 'GET', `/records/data-subject-request/${id}`)
      expect(status).toBe(200)
      expect(body.record?.body).toMatchObject({ kind, state: 'received' })
      expect((await ask('customs-officer', 'GET', `/records/data-subject-request/${id}`)).status).toBe(404)
      expect((await ask('commander', 'GET', `/records/data-subject-request/${id}`)).status).toBe(404)
      expect(await needs(OFFICE)).toContain(String(body.record?.body['reference']))
    },
  )

  it('runs against the day, shows that it is late, and ends with an answer', async () => {
    await setDays('data-subject.response-days', 30)
    const late = await received('access', 31)
    const seen = await ask(OFFICE, 'GET', `/records/data-subject-request/${late}`)
    expect(seen.body.record?.body['dueAt']).not.toBeNull()
    expect(await needs(OFFICE)).toContain('data-subject-request-overdue')
    const on = (rev: number) => ({ recordId: late, expectedRev: rev })
    expect(
      (await give(OFFICE, 'data-subject-request.answer', { answer: 'nothing' }, on(1))).body,
    ).toMatchObject({
      error: { code: 'command.state' },
    })
    expect(
      (await give(OFFICE, 'data-subject-request.begin', { identityCheck: 'passport seen' }, on(1))).status,
    ).toBe(200)
    expect(
      (await give(OFFICE, 'data-subject-request.answer', { answer: 'nothing is held' }, on(2))).status,
    ).toBe(200)
    expect(await needs(OFFICE)).not.toContain('data-subject-request-overdue')
  })
})

describe('break-glass', () => {
  const scope = { clearance: 'secret', handling: [], sealed: false, about: 'boat adrift off Dennery' }
  let secret = ''

  beforeAll(async () => {
    const made = await give('commander', 'watch-log-entry.write', { kind: 'observation', text: 'kept close' })
    secret = String(made.body['recordId'])
    await admin.query('UPDATE basinet.r_watch_log_entry SET class = 4, rev = rev + 1 WHERE id = $1', [secret])
  })
  const reads = async (seat: string): Promise<number> =>
    (await ask(seat, 'GET', `/records/watch-log-entry/${secret}`)).status

  it('of two persons opens when the second says so, not before, and not by oneself', async () => {
    expect(await reads('watch-supervisor')).toBe(404)
    const asked = await give(
      'watch-supervisor',
      'break-glass.ask',
      { scope, minutes: 30 },
      { reason: 'people in the water' },
    )
    const approval = { recordId: asked.body['pendingApproval'], expectedRev: 1 }
    expect(await reads('watch-supervisor')).toBe(404)
    expect((await give('watch-supervisor', 'approval.approve', {}, approval)).body).toMatchObject({
      error: { code: 'command.denied.same-person' },
    })
    expect((await give('watch-officer-2', 'approval.approve', {}, approval)).status).toBe(403)
    expect((await give('commander', 'approval.approve', {}, approval)).status).toBe(200)
    await expect.poll(() => reads('watch-supervisor'), { timeout: 20_000 }).toBe(200)
    const list = await ask('watch-supervisor', 'GET', '/records/break-glass?f.state=open')
    const [opened] = list.body['items'] as { id: string; rev: number; body: { kind: string } }[]
    expect(opened?.body.kind).toBe('two-person')
    const on = { recordId: opened?.id, expectedRev: opened?.rev }
    expect((await give('watch-supervisor', 'break-glass.end', {}, on)).status).toBe(200)
    await expect.poll(() => reads('watch-supervisor'), { timeout: 20_000 }).toBe(404)
  })

  it('for a life at risk opens at once and stays before the reviewers until one of them has judged it', async () => {
    expect(await reads('watch-officer-1')).toBe(404)
    const made = await give(
      'watch-officer-1',
      'break-glass.for-life',
      { scope, minutes: 30 },
      { reason: 'people in the water' },
    )
    const id = String(made.body['recordId'])
    expect(made.status).toBe(200)
    await expect.poll(() => reads('watch-officer-1'), { timeout: 20_000 }).toBe(200)
    for (const reviewer of ['commander', 'watch-supervisor']) expect(await needs(reviewer)).toContain(id)
    // Past its time it is not quiet: it is late.
    await admin.query(
      `UPDATE basinet.r_break_glass SET rev = rev + 1, f_review_due = now() - interval '1 hour',
         body = body || jsonb_build_object('reviewDue', '2026-01-01T00:00:00.000Z') WHERE id = $1`,
      [id],
    )
    expect(await needs('commander')).toContain('break-glass-overdue')
    const judge = { finding: 'proper', remark: 'as it should be' }
    const on = { recordId: id, expectedRev: 2 }
    expect((await give('watch-officer-1', 'break-glass.review', judge, on)).status).toBe(403)
    expect((await give('commander', 'break-glass.review', judge, on)).status).toBe(200)
    for (const reviewer of ['commander', 'watch-supervisor']) expect(await needs(reviewer)).not.toContain(id)
    await test.node.sequencer.flush()
    const log = await ask('oversight', 'GET', '/audit?kind=break-glass.used')
    expect((log.body['items'] as object[]).length).toBeGreaterThanOrEqual(1)
  })

  it('found improper, it shuts at once', async () => {
    const made = await give(
      'watch-officer-2',
      'break-glass.for-life',
      { scope, minutes: 30 },
      { reason: 'curious' },
    )
    await expect.poll(() => reads('watch-officer-2'), { timeout: 20_000 }).toBe(200)
    const on = { recordId: made.body['recordId'], expectedRev: 1 }
    expect(
      (await give('commander', 'break-glass.review', { finding: 'improper', remark: 'no reason' }, on))
        .status,
    ).toBe(200)
    await expect.poll(() => reads('watch-officer-2'), { timeout: 20_000 }).toBe(404)
  })
})

describe('reports and oversight', () => {
  const REPORTS = ['/reports/duties?from=2020-01-01T00:00:00Z', '/reports/dormant?days=1', '/reports/access']

  it('name who made and who approved, dormant accounts and access beyond the posting', async () => {
    await test.node.sequencer.flush()
    const duties = await ask('auditor', 'GET', REPORTS[0] ?? '')
    expect(duties.status).toBe(200)
    expect(JSON.stringify(duties.body)).toContain(person('commander'))
    await admin.query(
      `UPDATE basinet.r_person SET rev = rev + 1, body = jsonb_set(body, '{rights,roles}', (body #> '{rights,roles}') || '["commander"]') WHERE id = $1`,
      [person('exhibits-officer')],
    )
    const access = await ask('auditor', 'GET', '/reports/access')
    expect(access.status).toBe(200)
    expect(JSON.stringify(access.body)).toContain(person('exhibits-officer'))
    expect((await ask('auditor', 'GET', '/reports/dormant?days=1')).status).toBe(200)
  })

  it('are not for those they are about', async () => {
    for (const url of REPORTS)
      for (const seat of ['watch-officer-1', 'commander', 'customs-officer'])
        expect((await ask(seat, 'GET', url)).status, `${seat} ${url}`).toBe(403)
  })

  it('oversight reads the log and what was asked of the node, and no content by any path', async () => {
    const made = await give('watch-officer-1', 'watch-log-entry.write', {
      kind: 'observation',
      text: 'zebrafinch',
    })
    await ask('watch-officer-1', 'GET', '/search?q=pelicanwise')
    await test.node.sequencer.flush()
    const queries = await ask('oversight', 'GET', '/audit?kind=record.search')
    expect(JSON.stringify(queries.body)).toContain('pelicanwise')
    const all = await ask('oversight', 'GET', '/audit?limit=500')
    expect(JSON.stringify(all.body)).toContain(String(made.body['recordId']))
    expect(JSON.stringify(all.body)).not.toContain('zebrafinch')
    expect(
      (await ask('oversight', 'GET', `/records/watch-log-entry/${String(made.body['recordId'])}`)).status,
    ).toBe(404)
    expect((await ask('oversight', 'GET', '/records/watch-log-entry')).body).toMatchObject({ items: [] })
    expect((await ask('oversight', 'GET', '/search?q=zebrafinch')).body).toMatchObject({ items: [] })
    expect(
      (await give('oversight', 'watch-log-entry.write', { kind: 'observation', text: 'mine' })).status,
    ).toBe(403)
  })
})

describe('a command that names a person', () => {
  const listed = (reviewer: string) => ({
    identity: { mmsi: 343_000_001, imo: null, callSign: null, name: null },
    reason: 'seen meeting a go-fast',
    authority: 'Commissioner, order 12/2026',
    reviewer,
    reviewBy: new Date(Date.now() + 86_400_000).toISOString(),
    expiresAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    severity: 'warning',
    instructions: '',
  })

  it('is refused where the id is nobody’s, or of somebody who has left, and says which field', async () => {
    const watch = 'watch-officer-1'
    await ask(watch, 'POST', '/session/purpose', { purpose: 'maritime-security' })
    for (const nobody of [randomUUID(), 'nobody', test.people[0]!.person.replace(/^./, 'z')])
      expect(await give(watch, 'watch-list-entry.add', listed(nobody))).toMatchObject({
        status: 422,
        body: { error: { code: 'person.unknown', field: 'reviewer' } },
      })
    const supervisor = person('watch-supervisor')
    await admin.query(`UPDATE basinet.r_person SET f_state = 'suspended', rev = rev + 1 WHERE id = $1`, [
      supervisor,
    ])
    const left = await give(watch, 'watch-list-entry.add', listed(supervisor))
    await admin.query(`UPDATE basinet.r_person SET f_state = 'active', rev = rev + 1 WHERE id = $1`, [
      supervisor,
    ])
    expect(left.body).toMatchObject({ error: { code: 'person.inactive', field: 'reviewer' } })
    expect((await give(watch, 'watch-list-entry.add', listed(supervisor))).status).toBe(200)
  })

  it('declares every field that holds one', () => {
    const NAMES = /^(reviewer|relief|examiner|approver|checker|officers|verifier|receiver|assignee)$/
    const found: string[] = []
    let declared = 0
    const look = (schema: Record<string, unknown>, at: string, name: string): void => {
      if ('x-person' in schema) declared++
      else if (NAMES.test(name) && schema['type'] === 'string' && schema['x-ref'] === undefined)
        found.push(at)
      for (const option of (schema['anyOf'] ?? []) as Record<string, unknown>[]) look(option, at, name)
      if (schema['type'] === 'array') look(schema['items'] as Record<string, unknown>, `${at}[]`, name)
      for (const [key, child] of Object.entries(schema['properties'] ?? {}))
        look(child as Record<string, unknown>, `${at}.${key}`, key)
    }
    for (const command of test.node.core.registry.commands())
      look(command.input as unknown as Record<string, unknown>, command.name, '')
    expect(found).toEqual([])
    expect(declared).toBeGreaterThan(5)
  })
})
