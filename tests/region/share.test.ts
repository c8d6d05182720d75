import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { prepareRegion } from '../../apps/cli/region/prepare.ts'
import { regionEnv } from '../../apps/cli/region/region-file.ts'
import { signIn, type Client } from '../chaos/client.ts'
import {
  freePort,
  pause,
  runVerb,
  startNodeProcess,
  type NodePlace,
  type NodeProcess,
} from '../chaos/node-process.ts'

/** Two nodes as processes, killed: the full run alone; network/node holds the same promises in one process. */
const full = process.env['BASINET_FULL'] === '1'

const ROOT = join(import.meta.dirname, '../..')
/** A start after kill -9 replays the database's log, a link pauses between two tries, on a machine that does other things. */
const PATIENCE_MS = 120_000
let dir = ''
const places: Record<string, NodePlace> = {}
const nodes: Record<string, NodeProcess> = {}

const place = (nation: string): NodePlace => places[nation]!

/** Starts the node of a nation and signs its watch officer in. */
async function start(nation: string): Promise<Client> {
  const node = startNodeProcess(place(nation))
  nodes[nation] = node
  const url = await node.ready
  return signIn(url, node.links().get('Watch officer, day') ?? '')
}

async function give(client: Client, command: string, more: object) {
  const answer = await client.call('POST', `/api/v1/commands/${command}`, {
    commandId: randomUUID(),
    ...more,
  })
  if (answer.kind !== 'done') throw new Error(`${command}: ${JSON.stringify(answer)}`)
  return answer.body as { recordId: string; rev: number }
}

/** Bundles of the console: bytes in, bytes out. */
const post = (client: Client, act: string, body: string | Uint8Array<ArrayBuffer>, type: string) =>
  fetch(`${client.url}/api/v1/network/bundles/${act}`, {
    method: 'POST',
    headers: { cookie: client.cookie, 'x-basinet': '1', 'content-type': type },
    body,
  })

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(200)) {
    const found = await look()
    if (found !== null) return found
  }
  throw new Error(`never: ${what}`)
}

interface Opened {
  readonly label: {
    readonly owner: string
    readonly releaseTo: readonly string[]
    readonly leaseUntil: string
  }
  readonly body: { readonly text: string }
}

const open = (client: Client, id: string) => client.call('GET', `/api/v1/records/watch-log-entry/${id}`)

describe.runIf(full)('two nodes and what they share', () => {
  beforeAll(async () => {
    dir = mkdtempSync('/tmp/basinet-region-')
    chmodSync(dir, 0o755)
    const region = []
    for (const nation of ['LCA', 'BRB'])
      region.push({ nation, port: await freePort(), networkPort: await freePort() })
    must(await prepareRegion(dir, region, { ...process.env, BASINET_LOG: 'error' }))
    for (const node of region) {
      const env = regionEnv(dir, node, { BASINET_LOG: 'error' }) as Record<string, string>
      const dataDir = join(dir, node.nation)
      const pgData = join(dataDir, 'database/cluster')
      places[node.nation] = { dir, dataDir, root: ROOT, env, pgData, remove: () => undefined }
    }
  }, 300_000)

  afterAll(async () => {
    for (const node of Object.values(nodes))
      if (node.child.exitCode === null && node.child.signalCode === null) await node.kill('SIGTERM')
    rmSync(dir, { recursive: true, force: true })
  }, 200_000)

  it('shares a record across two nodes killed in between, and takes it back with a signed receipt', async () => {
    let lca = await start('LCA')
    await start('BRB')
    const text = 'Go-fast seen two miles west of Anse-la-Raye, course north'
    const entry = await give(lca, 'watch-log-entry.write', { input: { kind: 'observation', text } })

    await nodes['BRB']!.kill('SIGKILL')
    const about = { type: 'watch-log-entry', id: entry.recordId }
    const share = await give(lca, 'share.give', { input: { about, to: ['BRB'] } })
    await nodes['LCA']!.kill('SIGKILL')
    lca = await start('LCA')
    const brb = await start('BRB')

    const opened = await until('Barbados reads it', async () => {
      const answer = await open(brb, entry.recordId)
      return answer.kind === 'done' ? (answer.body['record'] as Opened) : null
    })
    expect(opened.body.text).toBe(text)
    expect(opened.label).toMatchObject({ owner: 'LCA', releaseTo: ['BRB'] })
    expect(Date.parse(opened.label.leaseUntil)).toBeGreaterThan(Date.now())
    const foreign = await brb.call('POST', '/api/v1/commands/share.give', {
      commandId: randomUUID(),
      input: { about, to: ['LCA'] },
    })
    expect(foreign).toMatchObject({ kind: 'refused', code: 'share.foreign' })

    await give(lca, 'share.take-back', {
      recordId: share.recordId,
      expectedRev: share.rev,
      reason: 'shared by mistake',
      input: {},
    })
    const due = await until('the receipt is here', async () => {
      const board = await lca.call('GET', '/api/v1/network/recalls')
      if (board.kind !== 'done') return null
      const items = board.body['items'] as {
        record: string
        due: { peer: string; state: string; receipt: string | null }[]
      }[]
      const mine = items.find((i) => i.record === entry.recordId)?.due[0]
      return mine?.receipt ? mine : null
    })
    expect(due).toMatchObject({ peer: 'BRB', state: 'done' })
    expect(await open(brb, entry.recordId)).toMatchObject({ kind: 'refused', status: 404 })
    expect(await open(lca, entry.recordId)).toMatchObject({ kind: 'done' })
  }, 400_000)

  it('goes dark at a word, sends by stick what waits, and the rest when the link is restored', async () => {
    const token = await until('a sign-in', async () => nodes['LCA']!.links().get('Watch supervisor') ?? null)
    const lca = await signIn(await nodes['LCA']!.ready, token)
    const brb = await signIn(await nodes['BRB']!.ready, nodes['BRB']!.links().get('Watch supervisor') ?? '')
    const linkOf = async (): Promise<string | undefined> => {
      const health = await lca.call('GET', '/health')
      if (health.kind !== 'done') return undefined
      const { links } = health.body['network'] as { links: { peer: string; state: string }[] }
      return links[0]?.state
    }
    expect(await runVerb(place('LCA'), ['network', 'cut', 'BRB'])).toMatchObject({ code: 0 })
    await until('cut', async () => ((await linkOf()) === 'cut' ? true : null))
    const text = 'Written while the island is dark'
    const entry = await give(lca, 'watch-log-entry.write', { input: { kind: 'observation', text } })
    const about = { type: 'watch-log-entry', id: entry.recordId }
    await give(lca, 'share.give', { input: { about, to: ['BRB'] } })
    const status = await until('it waits', async () => {
      const said = await runVerb(place('LCA'), ['network', 'status'])
      return said.stdout.includes('waiting 1') ? said.stdout : null
    })
    expect(status).toContain('link cut')
    expect(await open(brb, entry.recordId)).toMatchObject({ kind: 'refused' })
    const stick = join(dir, 'stick')
    mkdirSync(stick)
    expect(await runVerb(place('LCA'), ['network', 'bundle', 'export', 'BRB', stick])).toMatchObject({
      code: 0,
    })
    const files = readdirSync(stick).map((name) => join(stick, name))
    expect(await runVerb(place('BRB'), ['network', 'bundle', 'import', ...files])).toMatchObject({ code: 0 })
    await until('it arrives by hand', async () =>
      (await open(brb, entry.recordId)).kind === 'done' ? true : null,
    )
    const carried = await give(lca, 'watch-log-entry.write', { input: { kind: 'observation', text } })
    await give(lca, 'share.give', { input: { about: { ...about, id: carried.recordId }, to: ['BRB'] } })
    const written = await post(lca, 'written', JSON.stringify({ to: 'BRB' }), 'application/json')
    expect(written.headers.get('basinet-name')).toMatch(/^LCA-BRB-\d{6}\.basinet$/)
    const file = new Uint8Array(await written.arrayBuffer())
    const taken = await post(brb, 'taken', file, 'application/octet-stream')
    expect(await taken.json()).toMatchObject({ from: 'LCA', serial: 2, refused: [], missing: 0 })
    await until('what was carried is read', async () =>
      (await open(brb, carried.recordId)).kind === 'done' ? true : null,
    )
    const again = await post(brb, 'taken', file, 'application/octet-stream')
    expect([again.status, await again.json()]).toMatchObject([422, { error: { code: 'bundle.replayed' } }])
    const later = await give(lca, 'watch-log-entry.write', { input: { kind: 'observation', text } })
    await give(lca, 'share.give', { input: { about: { ...about, id: later.recordId }, to: ['BRB'] } })
    expect(await runVerb(place('LCA'), ['network', 'restore', 'all'])).toMatchObject({ code: 0 })
    await until('the rest comes over the link', async () =>
      (await open(brb, later.recordId)).kind === 'done' ? true : null,
    )
    const check = await runVerb(place('LCA'), ['network', 'check'])
    expect([check.code, check.stdout]).toEqual([0, expect.stringContaining('ok     BRB')])
  }, 400_000)
})
