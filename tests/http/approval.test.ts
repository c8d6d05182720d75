import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from './open-app.ts'

/** What waits for a second person, as the people of a node meet it. */
let test: TestApp
let admin: pg.Client
let officer = ''
let commander = ''
beforeAll(async () => {
  test = await openTestApp()
  admin = new pg.Client({ connectionString: test.adminUrl })
  await admin.connect()
  officer = await test.signIn('watch-supervisor')
  commander = await test.signIn('commander')
}, 120_000)
afterAll(async () => {
  await admin?.end()
  await test?.close()
})

async function ask(
  cookie: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
): Promise<{ status: number; body: Record<string, never> }> {
  const answer = await test.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, 'x-basinet': '1' },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const give = (cookie: string, name: string, input: object, on: object = {}) =>
  ask(cookie, 'POST', `/commands/${name}`, { commandId: randomUUID(), input, ...on })

const ORDER = { authority: 'High Court 145/2026', ordered: true }

async function askedExpungement(): Promise<{
  record: string
  approval: { recordId: string; expectedRev: number }
}> {
  const made = await give(officer, 'watch-log-entry.write', { kind: 'observation', text: 'a go-fast, lit' })
  const record: string = made.body['recordId'] ?? ''
  const on = { recordId: record, expectedRev: 1, reason: 'ordered by the court' }
  const asked = await give(officer, 'watch-log-entry.expunge', ORDER, on)
  return { record, approval: { recordId: asked.body['pendingApproval'] ?? '', expectedRev: 1 } }
}

const person = (seat: string): string => test.people.find((p) => p.key === seat)?.person ?? ''

async function setRights(seat: string, change: string): Promise<void> {
  await admin.query(
    `UPDATE basinet.r_person SET rev = rev + 1, body = jsonb_set(body, '{rights,roles}', (body #> '{rights,roles}') ${change}) WHERE id = $1`,
    [person(seat)],
  )
}

it('a maker who lost the role between asking and approving has asked for nothing', async () => {
  const { record, approval } = await askedExpungement()
  await setRights('watch-supervisor', `- 'records-officer'`)
  expect(await give(commander, 'approval.approve', {}, approval)).toMatchObject({
    status: 403,
    body: { error: { code: 'command.denied.maker' } },
  })
  expect((await ask(officer, 'GET', `/records/watch-log-entry/${record}`)).status).toBe(200)
  await setRights('watch-supervisor', `|| '["records-officer"]'`)
  expect(await give(commander, 'approval.approve', {}, approval)).toMatchObject({ status: 200 })
})

it('what an approval ran is an event of the record it changed, by its maker', async () => {
  const { record, approval } = await askedExpungement()
  expect(await give(commander, 'approval.approve', {}, approval)).toMatchObject({ status: 200 })
  await test.node.sequencer.flush()
  const auditor = await test.signIn('auditor')
  const log = await ask(auditor, 'GET', `/audit?record=${record}`)
  const items = log.body['items'] as unknown as { event: { kind: string; command?: string; actor: string } }[]
  const run = items.find(
    ({ event }) => event.kind === 'command.done' && event.command === 'watch-log-entry.expunge',
  )
  expect(run?.event.actor).toBe(person('watch-supervisor'))
  expect(JSON.stringify(items)).not.toContain('go-fast')
})

it('what waits for a person stands on their list, however many others wait before it', async () => {
  const { approval } = await askedExpungement()
  await admin.query(
    `INSERT INTO basinet.r_approval SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'f_maker', $2::text,
       'updated_at', now() + interval '1 minute', 'body', r.body || jsonb_build_object('maker', $2::text)))).*
     FROM basinet.r_approval r, generate_series(1, 700) WHERE r.id = $1`,
    [approval.recordId, person('commander')],
  )
  const { body } = await ask(commander, 'GET', '/needs')
  expect(JSON.stringify(body)).toContain(approval.recordId)
})

it('roles of the node’s own hands are given to nobody, and give nothing to who has them', async () => {
  const { roles } = test.node.core.registry
  const machines = [...roles.values()].filter((role) => role.heldBy === 'machine').map((role) => role.id)
  expect(machines.toSorted()).toEqual([
    'ballistics-engine',
    'coverage-engine',
    'crew-check',
    'donor-portal',
    'feed-service',
    'fingerprint-engine',
    'network-system',
    'node-system',
    'partner-watch-service',
    'picture-service',
  ])
  const named = [...roles.keys()].filter((id) => /-(check|engine|portal|service|system)$/.test(id))
  expect(named.toSorted()).toEqual(machines.toSorted())
  await setRights('customs-officer', `|| '["network-system", "picture-service"]'`)
  const cookie = await test.signIn('customs-officer')
  const session = await ask(cookie, 'GET', '/session')
  expect(JSON.stringify(session.body)).toContain('customs-officer')
  expect(JSON.stringify(session.body)).not.toMatch(/network-system|picture-service/)
})
