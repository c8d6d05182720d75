import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_SEATS } from '../../kernel/identity/demo/people.ts'
import { openTestApp, type TestApp } from './open-app.ts'
import { operationsOf, STREAMS } from './requests.ts'
import { twoInOne } from './two-in-one.ts'

/** Somebody inside, with a true session of each seat of the demonstration, who wants what the label keeps from them. */
const WORD = 'zebrafinch'
const SEATS = DEMO_SEATS.map((seat) => seat.key).filter((key) => key !== 'commander')

const FULL = process.env['BASINET_FULL'] === '1'
const seed = Number(process.env['BASINET_SEED'] ?? process.pid)
/** All of them in the full run, two otherwise, others each time. */
/** By their roles. */
const READERS_OF_THE_LOG = ['auditor', 'oversight', 'watch-supervisor', 'exercise-director']
const LOOKING = FULL ? SEATS : [0, 1].flatMap((n) => SEATS[(seed + n * 7) % SEATS.length] ?? [])

let test: TestApp
let admin: pg.Client
const cookies = new Map<string, string>()
/** A log entry, its file and an approval about it, raised above everybody but the commander. */
const hidden = { entry: '', file: '', approval: '', evidence: '', leaf: '' }

beforeAll(async () => {
  test = await openTestApp()
  admin = new pg.Client({ connectionString: test.adminUrl })
  await admin.connect()
  for (const seat of [...SEATS, 'commander']) cookies.set(seat, await test.signIn(seat))
  await hide()
  await test.node.sequencer.flush()
}, 180_000)
afterAll(async () => {
  await admin?.end()
  await test?.close()
})

function inject(seat: string, options: InjectOptions): Promise<LightMyRequestResponse> {
  return test.app.inject({
    ...options,
    headers: { cookie: cookies.get(seat) ?? '', 'x-basinet': '1', ...options.headers },
  })
}

const give = (seat: string, name: string, input: object, on: object = {}, commandId = randomUUID()) =>
  inject(seat, { method: 'POST', url: `/api/v1/commands/${name}`, payload: { commandId, input, ...on } })

async function keepFile(seat: string, about: object, content: string): Promise<LightMyRequestResponse> {
  const begun = await inject(seat, {
    method: 'POST',
    url: '/api/v1/evidence',
    payload: { sizeBytes: content.length, about },
  })
  const url = `/api/v1/evidence/uploads/${begun.json<{ uploadId: string }>().uploadId}`
  await inject(seat, {
    method: 'PATCH',
    url,
    payload: content,
    headers: { 'content-type': 'application/octet-stream', 'upload-offset': '0' },
  })
  const payload = { name: `${WORD}.txt`, mediaType: 'text/plain', about }
  return inject(seat, { method: 'POST', url: `${url}/keep`, payload })
}

async function entry(seat: string, text: string): Promise<{ recordId: string; leaf: string }> {
  return (await give(seat, 'watch-log-entry.write', { kind: 'observation', text })).json()
}

async function hide(): Promise<void> {
  const made = await entry('watch-supervisor', `${WORD} came ashore`)
  hidden.entry = made.recordId
  hidden.leaf = made.leaf
  hidden.file = (
    await keepFile('watch-supervisor', { type: 'watch-log-entry', id: hidden.entry }, `${WORD} in a file`)
  ).json<{ recordId: string }>().recordId
  const order = { authority: `${WORD} 1/2026`, ordered: true }
  const on = { recordId: hidden.entry, expectedRev: 1, reason: `${WORD} says so` }
  hidden.approval = (await give('watch-supervisor', 'watch-log-entry.expunge', order, on)).json<{
    pendingApproval: string
  }>().pendingApproval
  const { rows } = await admin.query<{ evidence: string }>(
    `SELECT body->>'evidence' AS evidence FROM basinet.r_file WHERE id = $1`,
    [hidden.file],
  )
  hidden.evidence = rows[0]?.evidence ?? ''
  for (const [table, id] of [
    ['watch_log_entry', hidden.entry],
    ['file', hidden.file],
    ['approval', hidden.approval],
  ] as const)
    await admin.query(`UPDATE basinet.r_${table} SET class = 4, rev = rev + 1 WHERE id = $1`, [id])
}

/** Of a type's own paths the record of that type; elsewhere each of them. */
function idsFor(path: string): string[] {
  const type = /\/records\/([a-z-]+)/.exec(path)?.[1]
  if (type === undefined) return ids()
  const own = { 'watch-log-entry': hidden.entry, file: hidden.file, approval: hidden.approval }[type]
  if (own !== undefined) return [own]
  return FULL ? [hidden.entry] : []
}

const ids = (): string[] => [hidden.entry, hidden.file, hidden.approval]
/** What an answer says, whatever it was asked about. */
const said = (answer: LightMyRequestResponse, id: string): string => {
  const { etag, 'content-length': length, 'content-range': range } = answer.headers
  return `${answer.statusCode} ${String([etag, length, range])} ${answer.body}`.replaceAll(id, 'ID')
}

describe('a record above the clearance', () => {
  it(`answers on every path as one that does not exist (seed ${seed})`, async () => {
    const differing: string[] = []
    let asked = 0
    const operations = operationsOf(test.app).filter((o) => /\{(id|exhibit|leaf|mmsi)\}/.test(o.path))
    for (const seat of LOOKING) {
      for (const operation of operations.filter((o) => o.method === 'GET' && !STREAMS.includes(o.id))) {
        for (const id of idsFor(operation.path)) {
          const [there, nowhere] = [id, randomUUID()]
          const to = (given: string): InjectOptions => ({
            method: 'GET',
            url: operation.path.replace('{type}', 'watch-log-entry').replaceAll(/\{[^}]+\}/g, given),
          })
          // The log is for its readers; what is in it of this record is looked at below.
          if (operation.id.startsWith('audit-of')) continue
          asked++
          const answers = [
            said(await inject(seat, to(there)), there),
            said(await inject(seat, to(nowhere)), nowhere),
          ]
          if (answers[0] !== answers[1]) differing.push(`${seat} ${operation.id}: ${answers.join('\n  ')}`)
        }
      }
    }
    expect(differing).toEqual([])
    expect(asked).toBeGreaterThan(40)
  })

  it('answers every command on it as one that does not exist', async () => {
    const differing: string[] = []
    for (const seat of SEATS) {
      for (const [type, id] of [
        ['watch-log-entry', hidden.entry],
        ['file', hidden.file],
        ['approval', hidden.approval],
      ] as const) {
        for (const command of test.node.core.registry
          .commands()
          .filter((c) => c.record === type && c.kind === 'act')) {
          const nowhere = randomUUID()
          const input =
            command.name === 'watch-log-entry.correct'
              ? { text: 'mine' }
              : command.name.endsWith('.expunge')
                ? { authority: 'mine', ordered: true }
                : {}
          const on = (recordId: string) => ({ recordId, expectedRev: 2, reason: 'because I can' })
          const answers = [
            said(await give(seat, command.name, input, on(id)), id),
            said(await give(seat, command.name, input, on(nowhere)), nowhere),
          ]
          if (answers[0] !== answers[1] || answers[0]?.startsWith('200'))
            differing.push(`${seat} ${command.name}: ${answers.join('\n  ')}`)
        }
      }
    }
    expect(differing).toEqual([])
  })

  it('is in no list, search, count, need, report, log or pack of theirs', async () => {
    const leaks: string[] = []
    const urls = operationsOf(test.app)
      .filter((o) => o.method === 'GET' && !o.path.includes('{') && !STREAMS.includes(o.id))
      .map((o) => o.path)
    urls.push(`/api/v1/search?q=${WORD}`, `/api/v1/search?q=ashore&limit=100`)
    for (const type of ['watch-log-entry', 'file', 'approval'])
      urls.push(
        `/api/v1/records/${type}?sort=updatedAt&limit=500`,
        `/api/v1/records/${type}?sort=-updatedAt&limit=1`,
        `/api/v1/records/${type}/${hidden.entry}/audit`,
      )
    urls.push(
      `/api/v1/records/file?f.aboutId=${hidden.entry}`,
      `/api/v1/records/approval?f.recordId=${hidden.entry}`,
      `/api/v1/audit?record=${hidden.entry}`,
      `/api/v1/audit?record=${hidden.file}`,
      `/api/v1/audit/pack?record=${hidden.entry}`,
      `/api/v1/audit/proof/${hidden.leaf}`,
      `/api/v1/evidence/uploads/${hidden.evidence}`,
      `/api/v1/evidence/${hidden.evidence}`,
    )
    for (const seat of LOOKING) {
      for (const url of urls) {
        // What somebody searched for is a query, which the log's readers may see; it is our own.
        const body = (await inject(seat, { method: 'GET', url })).body.replaceAll(/q\W{1,8}zebrafinch/g, '')
        if (body.includes(WORD)) leaks.push(`${seat} ${url}: the word`)
        // Readers of the log know that something of this id was done; nobody else learns even that.
        const mayKnow = /audit/.test(url) && READERS_OF_THE_LOG.includes(seat)
        if (
          !mayKnow &&
          !url.includes(hidden.entry) &&
          !url.includes(hidden.file) &&
          ids().some((id) => body.includes(id))
        )
          leaks.push(`${seat} ${url}: the id`)
      }
    }
    expect(leaks).toEqual([])
  })

  it('lends its content to no other record: evidence is kept once', async () => {
    const own = await entry('watch-officer-1', 'quiet night')
    const input = {
      upload: hidden.evidence,
      name: 'mine.txt',
      mediaType: 'text/plain',
      about: { type: 'watch-log-entry', id: own.recordId },
    }
    const kept = await give('watch-officer-1', 'file.keep', input)
    expect(kept.statusCode).not.toBe(200)
    const again = await inject('watch-officer-1', {
      method: 'POST',
      url: `/api/v1/evidence/uploads/${hidden.evidence}/keep`,
      payload: { name: 'mine.txt', mediaType: 'text/plain', about: input.about },
    })
    expect(again.statusCode).not.toBe(200)
    const files = await inject('watch-officer-1', {
      url: `/api/v1/records/watch-log-entry/${own.recordId}/files`,
    })
    expect(files.json<{ items: object[] }>().items).toEqual([])
  })
})

it('another’s upload is not there: not to look at, to add to or to keep', async () => {
  const { recordId } = await entry('watch-officer-1', 'quiet night')
  const about = { type: 'watch-log-entry', id: recordId }
  const begun = await inject('watch-officer-1', {
    method: 'POST',
    url: '/api/v1/evidence',
    payload: { sizeBytes: 4, about },
  })
  const { uploadId } = begun.json<{ uploadId: string }>()
  const url = `/api/v1/evidence/uploads/${uploadId}`
  const piece = { 'content-type': 'application/octet-stream', 'upload-offset': '0' }
  const file = { name: 'mine.txt', mediaType: 'text/plain', about }
  const tries: (InjectOptions & { url: string })[] = [
    { method: 'GET', url },
    { method: 'PATCH', url, payload: 'evil', headers: piece },
    { method: 'POST', url: `${url}/keep`, payload: file },
  ]
  for (const attempt of tries) {
    const nowhere = randomUUID()
    const elsewhere = { ...attempt, url: attempt.url.replace(uploadId, nowhere) }
    expect(said(await inject('watch-officer-2', attempt), uploadId)).toBe(
      said(await inject('watch-officer-2', elsewhere), nowhere),
    )
  }
  expect((await give('watch-officer-2', 'file.keep', { ...file, upload: uploadId })).statusCode).not.toBe(200)
  expect(
    (await inject('watch-officer-1', { method: 'PATCH', url, payload: 'mine', headers: piece })).json(),
  ).toMatchObject({
    offset: 4,
  })
})

describe('an act', () => {
  it('is not had by repeating another person’s command id', async () => {
    const id = randomUUID()
    const input = { kind: 'observation', text: 'mine alone' }
    expect((await give('watch-officer-1', 'watch-log-entry.write', input, {}, id)).statusCode).toBe(200)
    const repeat = await give('watch-officer-2', 'watch-log-entry.write', input, {}, id)
    expect(repeat.json()).toMatchObject({ error: { code: 'command.id-reused' } })
    expect(repeat.body).not.toContain('recordId')
  })

  it('takes no field that was not declared, at any depth', async () => {
    const { recordId } = await entry('watch-officer-1', 'quiet night')
    for (const extra of [
      { label: { class: 'public' } },
      { owner: 'BRB' },
      { rev: 99 },
      { __proto__: null, constructor: {} },
    ]) {
      const input = { text: 'changed', ...extra }
      const on = { recordId, expectedRev: 1, reason: 'because' }
      expect((await give('watch-officer-1', 'watch-log-entry.correct', input, on)).statusCode).toBe(422)
      const beside = await inject('watch-officer-1', {
        method: 'POST',
        url: '/api/v1/commands/watch-log-entry.correct',
        payload: { commandId: randomUUID(), ...on, ...extra, input: { text: 'changed' } },
      })
      expect(beside.statusCode).toBe(422)
    }
  })

  it('of approval by two at once runs once', async () => {
    const { recordId } = await entry('watch-supervisor', 'to go')
    const order = { authority: 'rule 7', ordered: true }
    const on = { recordId, expectedRev: 1, reason: 'because' }
    const asked = (await give('watch-supervisor', 'watch-log-entry.expunge', order, on)).json<{
      pendingApproval: string
    }>()
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        give('commander', 'approval.approve', {}, { recordId: asked.pendingApproval, expectedRev: 1 }),
      ),
    )
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
    const { rows } = await admin.query(
      `SELECT event FROM basinet.pending_audit WHERE event::json->>'kind' = 'record.expunged' AND event::json->>'record' = $1
       UNION ALL SELECT event FROM basinet.audit_leaf WHERE kind = 'record.expunged' AND record_id = $1`,
      [recordId],
    )
    expect(rows).toHaveLength(1)
  })

  it('on another’s session, job or credentials finds nothing', async () => {
    const sessions = (await inject('watch-officer-2', { url: '/api/v1/session/all' })).json<{
      items?: { id: string }[]
    }>()
    const theirs = (sessions.items ?? []).map((session) => session.id)
    expect(theirs.length).toBeGreaterThan(0)
    for (const id of theirs)
      await inject('watch-officer-1', { method: 'DELETE', url: `/api/v1/session/all/${id}` })
    expect((await inject('watch-officer-2', { url: '/api/v1/session' })).statusCode).toBe(200)
  })
})

describe('the door', () => {
  it('lets nothing unsafe in without the header, whatever else is sent', async () => {
    const unsafe = operationsOf(test.app).filter((o) => o.method !== 'GET')
    expect(unsafe.length).toBeGreaterThan(50)
    for (const operation of unsafe) {
      const answer = await test.app.inject({
        method: operation.method as 'POST',
        url: operation.path.replaceAll(/\{[^}]+\}/g, randomUUID()),
        headers: {
          cookie: cookies.get('watch-officer-1') ?? '',
          origin: 'https://evil.example',
          'content-type': 'text/plain',
        },
        payload: '{}',
      })
      expect(`${operation.id} ${answer.statusCode} ${answer.body}`).toContain('http.denied.header')
    }
  })

  it('refuses a body that is too large before it is read, and goes on', async () => {
    const answer = await give('watch-officer-1', 'watch-log-entry.write', {
      kind: 'observation',
      text: 'x'.repeat(3_000_000),
    })
    expect(answer.statusCode).toBe(413)
    expect((await inject('watch-officer-1', { url: '/api/v1/session' })).statusCode).toBe(200)
  })

  it('reads one request out of what could be two', async () => {
    await test.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = test.app.server.address() as { port: number }
    const cookie = cookies.get('watch-officer-1') ?? ''
    for (const raw of twoInOne(cookie)) {
      const socket = connect(port, '127.0.0.1')
      let text = ''
      socket.on('data', (piece: Buffer) => (text += piece.toString('latin1')))
      socket.on('error', () => undefined)
      socket.end(raw, 'latin1')
      await once(socket, 'close')
      expect(text).toMatch(/^HTTP\/1\.1 400 /)
    }
    expect((await inject('watch-officer-1', { url: '/api/v1/session' })).statusCode).toBe(200)
  })

  it('takes no cursor of another kind for an error of its own', async () => {
    const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const sort of ['updatedAt', 'at', 'mmsi', 'kind'])
      for (const given of [
        ['abc', randomUUID()],
        ['1e999', randomUUID()],
        ['\u0000', randomUUID()],
        ['infinity', randomUUID()],
      ]) {
        const answer = await inject('watch-officer-1', {
          url: `/api/v1/records/watch-log-entry?sort=${sort}&cursor=${cursor(given)}`,
        })
        expect(answer.statusCode, `${sort} ${String(given[0])} ${answer.body}`).toBeLessThan(500)
      }
    expect(test.errors).toEqual([])
  })
})
