import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sweepUnkeptJob, UNKEPT_HOURS } from '@basinet/kernel/files'
import { enqueueJob, type JobDeclaration } from '@basinet/kernel/jobs'
import { expungeDueJob, nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { openTestApp, type TestApp } from './open-app.ts'

/** `<type>.expunge` as the node offers it to its people, and the round that erases what is past its day. */
let test: TestApp
let officer = ''
let supervisor = ''
let admin: pg.Client
beforeAll(async () => {
  test = await openTestApp()
  admin = new pg.Client({ connectionString: test.adminUrl })
  await admin.connect()
  officer = await test.signIn('watch-supervisor')
  supervisor = await test.signIn('commander')
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

async function entry(): Promise<{ recordId: string; expectedRev: number }> {
  const made = await give(officer, 'watch-log-entry.write', { kind: 'observation', text: 'a go-fast, lit' })
  return { recordId: made.body['recordId'] ?? '', expectedRev: 1 }
}

/** What a job of the node answers once it is done. */
async function ended(declaration: JobDeclaration): Promise<object | undefined> {
  const { core } = test.node
  const node = nodeSubject(core.nation)
  const job = await core.store.run(sealedSubject(core, node, core.now()), {}, (tx) =>
    enqueueJob(tx, declaration, {}, node.person),
  )
  const read = () =>
    admin.query<{ state: string; result: object }>('SELECT state, result FROM basinet.job WHERE id = $1', [
      job,
    ])
  await expect
    .poll(async () => (await read()).rows[0]?.state, { timeout: 60_000, interval: 200 })
    .toBe('done')
  return (await read()).rows[0]?.result
}

const ORDER = { authority: 'High Court 145/2026', ordered: true }

it('every type that may go has the command, in the catalogue and the OpenAPI document', async () => {
  const { body } = await ask(officer, 'GET', '/catalogue')
  const commands = body['commands'] as unknown as Record<string, object>
  expect(commands['watch-log-entry.expunge']).toMatchObject({
    allowed: true,
    reason: 'required',
    approval: { kind: 'maker-checker', by: ['records-supervisor'] },
  })
  const types = test.node.core.registry.records().map((decl) => decl.type)
  const without = types.filter((type) => test.node.core.registry.binding(`${type}.expunge`) === undefined)
  expect(without.filter((type) => !type.startsWith('approval')).toSorted()).toEqual([
    'agency',
    'break-glass',
    'custody-event',
    'feed',
    'nation-parameter',
    'person',
    'posting',
    'unit',
  ])
  const document = await ask(officer, 'GET', '/openapi.json')
  expect(document.body['paths']).toHaveProperty('/api/v1/commands/watch-log-entry.expunge')
})

it('takes a reason and two people with their roles, and then no path shows the record', async () => {
  const on = await entry()
  expect(await give(officer, 'watch-log-entry.expunge', ORDER, on)).toMatchObject({
    body: { error: { code: 'command.reason' } },
  })
  const watch = await test.signIn('watch-officer-1')
  const reason = 'ordered by the court'
  expect(await give(watch, 'watch-log-entry.expunge', ORDER, { ...on, reason })).toMatchObject({
    status: 403,
    body: { error: { code: 'command.denied.role' } },
  })
  const asked = await give(officer, 'watch-log-entry.expunge', ORDER, { ...on, reason })
  const approval = { recordId: asked.body['pendingApproval'] ?? '', expectedRev: 1 }
  expect(await give(officer, 'approval.approve', {}, approval)).toMatchObject({
    body: { error: { code: 'command.denied.same-person' } },
  })
  expect(await give(supervisor, 'approval.approve', {}, approval)).toMatchObject({ status: 200 })
  for (const path of [on.recordId, `${on.recordId}/history`, `${on.recordId}/thread`])
    expect((await ask(officer, 'GET', `/records/watch-log-entry/${path}`)).status).toBe(404)
})

it('the round of the node takes what is past its day, as a job that says how many', async () => {
  const { recordId } = await entry()
  await admin.query('UPDATE basinet.r_watch_log_entry SET erase_by = now(), rev = rev + 1 WHERE id = $1', [
    recordId,
  ])
  expect(await ended(expungeDueJob(async () => undefined))).toEqual({ expunged: 1 })
  expect((await ask(officer, 'GET', `/records/watch-log-entry/${recordId}`)).status).toBe(404)
})

it('sweeps an upload that was finished and that no record keeps, a day later, and says so in the log', async () => {
  const about = { type: 'watch-log-entry', id: (await entry()).recordId }
  const upload = async (): Promise<string> => {
    const begun = await ask(officer, 'POST', '/evidence', { sizeBytes: 0, about })
    return begun.body['uploadId'] ?? ''
  }
  const keep = (id: string, of: object) =>
    ask(officer, 'POST', `/evidence/uploads/${id}/keep`, {
      name: 'a.txt',
      mediaType: 'text/plain',
      about: of,
    })
  const [kept, left, young] = [await upload(), await upload(), await upload()]
  expect(await keep(kept, about)).toMatchObject({ status: 200 })
  // Sealed, and then refused: there is no such record.
  for (const id of [left, young])
    expect((await keep(id, { ...about, id: randomUUID() })).body).toMatchObject({
      error: { code: 'record.absent' },
    })
  await admin.query(
    `UPDATE basinet.evidence_file SET finished_at = finished_at - make_interval(hours => $1) WHERE id = ANY ($2)`,
    [UNKEPT_HOURS, [kept, left]],
  )
  expect(await ended(sweepUnkeptJob())).toEqual({ swept: 1 })
  await test.node.evidence.sweep()
  const { rows } = await admin.query('SELECT id::text FROM basinet.evidence_file WHERE id = ANY ($1)', [
    [kept, left, young],
  ])
  expect(rows.map(({ id }: { id: string }) => id).toSorted()).toEqual([kept, young].toSorted())
  expect((await keep(left, about)).body).toMatchObject({ error: { code: 'evidence.unknown' } })
  expect(await keep(young, about)).toMatchObject({ status: 200 })
  const { rows: told } = await admin.query<{ details: string }>(
    `SELECT details FROM basinet.audit_detail WHERE kind = 'evidence.destroyed'`,
  )
  expect(told.map(({ details }) => JSON.parse(details) as object)).toMatchObject([
    { uploads: [{ id: left }] },
  ])
})
