import { createHash, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from './open-app.ts'

/** A label as the people of a node change it: restricted by one, lowered by two, on every type that a person may label. */
let test: TestApp
let officer = ''
let commander = ''
let customs = ''
beforeAll(async () => {
  test = await openTestApp()
  officer = await test.signIn('watch-supervisor')
  commander = await test.signIn('commander')
  customs = await test.signIn('customs-officer')
}, 120_000)
afterAll(() => test?.close())

interface Answer {
  readonly status: number
  readonly body: Record<string, never>
}

async function ask(
  cookie: string,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await test.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, 'x-basinet': '1', ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const give = (cookie: string, name: string, input: object, on: object = {}): Promise<Answer> =>
  ask(cookie, 'POST', `/commands/${name}`, {
    commandId: randomUUID(),
    input,
    reason: 'asked by the case',
    ...on,
  })

async function entry(): Promise<string> {
  const text = 'two skiffs alongside'
  const made = await give(officer, 'watch-log-entry.write', { kind: 'observation', text })
  return made.body['recordId'] ?? ''
}

async function fileOf(id: string): Promise<string> {
  const bytes = randomBytes(64)
  const about = { type: 'watch-log-entry', id }
  const upload = await ask(officer, 'POST', '/evidence', { sizeBytes: bytes.length, about })
  const url = `/evidence/uploads/${String(upload.body['uploadId'])}`
  const headers = { 'content-type': 'application/octet-stream', 'upload-offset': '0' }
  expect(await ask(officer, 'PATCH', url, bytes, headers)).toMatchObject({ status: 200 })
  const kept = await ask(officer, 'POST', `${url}/keep`, {
    name: 'skiffs.png',
    mediaType: 'image/png',
    about,
  })
  const record = await ask(officer, 'GET', `/records/file/${String(kept.body['recordId'])}`)
  expect(record.body).toMatchObject({
    record: { body: { sha256: createHash('sha256').update(bytes).digest('hex') } },
  })
  return kept.body['recordId'] ?? ''
}

const labelOf = async (type: string, id: string): Promise<unknown> =>
  (await ask(officer, 'GET', `/records/${type}/${id}`)).body['record']?.['label']

it('every type that a person may label has both commands', () => {
  const { registry } = test.node.core
  const types = registry.records().map((decl) => decl.type)
  const without = types.filter(
    (type) =>
      registry.binding(`${type}.restrict`) === undefined || registry.binding(`${type}.relabel`) === undefined,
  )
  expect(without.filter((type) => !type.startsWith('approval')).toSorted()).toEqual([
    'agency',
    'break-glass',
    'custody-event',
    'feed',
    'nation-parameter',
    'person',
    'posting',
    'share',
    'unit',
  ])
})

it('a records officer holds a record at once, and a second person lowers it; its file goes with it', async () => {
  const id = await entry()
  const file = await fileOf(id)
  const before = await labelOf('file', file)
  expect(before).toEqual(await labelOf('watch-log-entry', id))
  const held = await give(
    officer,
    'watch-log-entry.restrict',
    { change: { holds: ['appeal'] } },
    { recordId: id, expectedRev: 1 },
  )
  expect(held).toMatchObject({ status: 200, body: { rev: 2 } })
  expect(await labelOf('file', file)).toMatchObject({ holds: ['appeal'] })

  const change = { class: 'official', holds: [] }
  const on = { recordId: id, expectedRev: 2 }
  expect(await give(officer, 'watch-log-entry.restrict', { change }, on)).toMatchObject({
    body: { error: { code: 'label.downgrade' } },
  })
  expect(await give(customs, 'watch-log-entry.relabel', { change }, on)).toMatchObject({ status: 403 })
  const asked = await give(officer, 'watch-log-entry.relabel', { change }, on)
  const approval = { recordId: asked.body['pendingApproval'] ?? '', expectedRev: 1 }
  expect(await give(officer, 'approval.approve', {}, approval)).toMatchObject({
    body: { error: { code: 'command.denied.same-person' } },
  })
  expect(await labelOf('watch-log-entry', id)).toMatchObject({ class: 'restricted' })
  expect(await give(commander, 'approval.approve', {}, approval)).toMatchObject({ status: 200 })
  expect(await labelOf('watch-log-entry', id)).toMatchObject(change)
  expect(await labelOf('file', file)).toMatchObject(change)
})

it('a file labelled by itself is narrowed with its record and not lowered with it', async () => {
  const id = await entry()
  const file = await fileOf(id)
  const own = { change: { onward: 'none', holds: ['own'] } }
  expect(await give(officer, 'file.restrict', own, { recordId: file, expectedRev: 1 })).toMatchObject({
    status: 200,
  })
  const more = { change: { holds: ['appeal'] } }
  expect(
    await give(officer, 'watch-log-entry.restrict', more, { recordId: id, expectedRev: 1 }),
  ).toMatchObject({ status: 200 })
  expect(await labelOf('file', file)).toMatchObject({ onward: 'none', holds: ['appeal', 'own'] })
  const change = { class: 'official', holds: [] }
  const asked = await give(officer, 'watch-log-entry.relabel', { change }, { recordId: id, expectedRev: 2 })
  const approval = { recordId: asked.body['pendingApproval'] ?? '', expectedRev: 1 }
  expect(await give(commander, 'approval.approve', {}, approval)).toMatchObject({ status: 200 })
  expect(await labelOf('file', file)).toMatchObject({ class: 'restricted', holds: ['appeal', 'own'] })
})

it('a file above the giver’s sight is narrowed and held with its record, which tells nothing of it', async () => {
  const id = await entry()
  const file = await fileOf(id)
  const raise = { change: { class: 'secret' } }
  const asked = await give(officer, 'file.relabel', raise, { recordId: file, expectedRev: 1 })
  const approval = { recordId: asked.body['pendingApproval'] ?? '', expectedRev: 1 }
  expect(await give(commander, 'approval.approve', {}, approval)).toMatchObject({ status: 200 })
  expect((await ask(officer, 'GET', `/records/file/${file}`)).status).toBe(404)
  const held = { change: { holds: ['appeal'], onward: 'none' } }
  expect(
    await give(officer, 'watch-log-entry.restrict', held, { recordId: id, expectedRev: 1 }),
  ).toMatchObject({ status: 200, body: { rev: 2 } })
  const seen = await ask(commander, 'GET', `/records/file/${file}`)
  expect(seen.body['record']?.['label']).toMatchObject({ class: 'secret', holds: ['appeal'], onward: 'none' })
})

/** A record as it would lie there: what the gate looks at is who owns it and what it was derived from. */
async function lay(
  type: string,
  owner: string,
  sources: readonly string[],
  body: object = {},
): Promise<string> {
  const id = randomUUID()
  const admin = new pg.Client({ connectionString: test.adminUrl })
  await admin.connect()
  await admin.query(
    `INSERT INTO basinet.r_${type.replaceAll('-', '_')} (id, rev, version, title, fts, owner, class, release_to, display_only, handling,
       purposes, personal, juvenile, sealed, holds, onward, sources, exercise, body, refs, created_at, created_by, updated_at,
       updated_by, command)
     VALUES ($1, 1, 1, 'laid', '', $2, 1, '{LCA}', '{}', '{}', '{}', false, false, false, '{}', 'none', $3, true, $4, '[]', now(),
       'test', now(), 'test', 'test.lay')`,
    [id, owner, sources, JSON.stringify(body)],
  )
  await admin.end()
  return id
}

it('gives no court what came from abroad and is not evidence: copies, chains and the fingerprint report', async () => {
  const seats = { boarding: 'boarding-officer', seizure: 'customs-officer', exhibit: 'exhibits-officer' }
  for (const [type, seat] of Object.entries(seats)) {
    const cookie = await test.signIn(seat)
    const court = async (owner: string, sources: readonly string[]): Promise<Answer> =>
      ask(cookie, 'GET', `/court/${type}/${await lay(type, owner, sources)}`)
    expect(await court('LCA', ['LCA'])).toMatchObject({ status: 200, body: { foreign: [] } })
    const refused = { status: 422, body: { error: { code: 'court.unconverted' } } }
    expect(await court('BRB', ['BRB'])).toMatchObject(refused)
    expect(await court('LCA', ['BRB', 'LCA'])).toMatchObject(refused)
  }
  const head = await test.signIn('fingerprint-manager')
  const report = async (markSources: readonly string[]): Promise<Answer> => {
    const parent = await lay('latent-case', 'LCA', ['LCA'])
    const mark = await lay('latent-mark', 'LCA', markSources, { case: parent, image: null })
    const card = await lay('ten-print', 'LCA', ['LCA'], {
      number: 'K1',
      fingers: [{ finger: 1, image: parent }],
    })
    const [first, second] = [
      await lay('print-examination', 'LCA', ['LCA']),
      await lay('print-examination', 'LCA', ['LCA']),
    ]
    const exemplar = { of: { type: 'ten-print', id: card }, finger: 1 }
    const body = {
      state: 'agreed',
      first,
      second,
      mark,
      exemplar,
      firstBy: card,
      secondBy: mark,
      resolution: null,
    }
    const id = await lay('print-comparison', 'LCA', ['LCA'], body)
    return ask(head, 'GET', `/fingerprints/comparisons/${id}/report`)
  }
  expect(await report(['LCA', 'BRB'])).toMatchObject({
    status: 422,
    body: { error: { code: 'court.unconverted' } },
  })
  // All of it our own: it gets as far as the images, which are not there.
  expect(await report(['LCA'])).toMatchObject({ status: 404 })
})
