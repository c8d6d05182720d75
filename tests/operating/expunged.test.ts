import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn, type Client } from '../chaos/client.ts'
import {
  nodePlace,
  runVerb,
  startNodeProcess,
  type NodePlace,
  type NodeProcess,
} from '../chaos/node-process.ts'

/** A record is expunged on a real node, and an older backup is restored: no byte of it comes back to the disk. */
const PATIENCE = { timeout: 240_000 }
const CANARY = `canary-${randomUUID()}`

let place: NodePlace
let node: NodeProcess
let set = ''
let record = { id: '', rev: 0 }

beforeAll(async () => {
  place = await nodePlace()
  node = startNodeProcess(place)
  await node.ready
}, 180_000)
afterAll(async () => {
  await node?.kill('SIGKILL')
  place?.remove()
}, 90_000)

async function as(post: string): Promise<Client> {
  return signIn(await node.ready, node.links().get(post) ?? '')
}

async function give(
  who: Client,
  name: string,
  input: object,
  on: object = {},
): Promise<Record<string, unknown>> {
  const answer = await who.call('POST', `/api/v1/commands/${name}`, { commandId: randomUUID(), input, ...on })
  if (answer.kind !== 'done') throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer.body
}

/** Files of a directory with the canary in some byte of them. */
function filesWithCanary(dir: string): string[] {
  const needle = Buffer.from(CANARY)
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(needle))
}

/** A machine with the keys of the old one and an empty database. */
function nextPlace(name: string): NodePlace {
  const dataDir = join(place.dir, name)
  return { ...place, dataDir, env: { ...place.env, BASINET_DATA: dataDir } }
}

it(
  'is asked for by one person, done by a second, and stands on the list in the data directory',
  PATIENCE,
  async () => {
    const officer = await as('Watch supervisor')
    const made = await give(officer, 'watch-log-entry.write', { kind: 'observation', text: `${CANARY} seen` })
    record = { id: String(made['recordId']), rev: Number(made['rev']) }
    const about = { type: 'watch-log-entry', id: record.id }
    const content = Buffer.from(`${CANARY} in a file`)
    const begun = await officer.call('POST', '/api/v1/evidence', { sizeBytes: content.length, about })
    const path = `/api/v1/evidence/uploads/${begun.kind === 'done' ? String(begun.body['uploadId']) : ''}`
    await officer.call('PATCH', path, content, { 'upload-offset': '0' })
    const kept = await officer.call('POST', `${path}/keep`, {
      name: `${CANARY}.txt`,
      mediaType: 'text/plain',
      about,
    })
    const evidence = kept.kind === 'done' ? String(kept.body['recordId']) : ''
    expect((await officer.bytes(`/api/v1/evidence/${evidence}`)).equals(content)).toBe(true)

    const backup = await runVerb(place, ['backup', join(place.dir, 'backups')])
    expect(backup).toMatchObject({ code: 0 })
    set = backup.stdout.trim()

    const asked = await give(
      officer,
      'watch-log-entry.expunge',
      { authority: 'High Court 145/2026', ordered: true },
      { recordId: record.id, expectedRev: record.rev, reason: 'ordered by the court' },
    )
    const own = await officer.call('POST', '/api/v1/commands/approval.approve', {
      commandId: randomUUID(),
      recordId: asked['pendingApproval'],
      expectedRev: 1,
      input: {},
    })
    expect(own).toMatchObject({ kind: 'refused', code: 'command.denied.same-person' })
    await give(
      await as('Commander'),
      'approval.approve',
      {},
      { recordId: asked['pendingApproval'], expectedRev: 1 },
    )
    expect(await officer.call('GET', `/api/v1/records/watch-log-entry/${record.id}`)).toMatchObject({
      kind: 'refused',
      status: 404,
    })
    expect(await node.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    for (const dir of [place.dataDir, join(place.dir, 'backups')]) {
      const list = readFileSync(join(dir, 'expunged.jsonl'), 'utf8')
      expect(list.split('\n').filter((line) => line.startsWith('{"proof":'))).toHaveLength(1)
      expect(list).not.toContain(CANARY)
    }
  },
)

it('an older backup brings no byte of it back, and the log says that it went again', PATIENCE, async () => {
  const next = nextPlace('next')
  const restored = await runVerb(next, ['restore', set])
  expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('1 records expunged again') })
  expect(restored.stdout).toContain('is sound')
  expect(filesWithCanary(next.dataDir)).toEqual([])
  expect(await runVerb(next, ['audit', 'verify'])).toMatchObject({ code: 0 })
})

it(
  'without a list it is refused; with a reason it goes on, and then the canary is there',
  PATIENCE,
  async () => {
    const blind = nextPlace('blind')
    const list = join(place.dir, 'damaged.jsonl')
    writeFileSync(list, readFileSync(join(place.dir, 'backups/expunged.jsonl'), 'utf8').slice(0, -1))
    const refused = await runVerb(blind, ['restore', set, '--expunged', list])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/line \d+: .*cut off/) })
    const restored = await runVerb(blind, ['restore', set, '--without-expunged', 'the list burnt'])
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('WITHOUT a list') })
    expect(filesWithCanary(blind.dataDir)).not.toEqual([])
  },
)
