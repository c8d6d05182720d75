import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeNodeFile } from '@basinet/node-app'
import { must } from '@basinet/kernel/contract'
import { signIn, type Client } from '../chaos/client.ts'
import {
  freePort,
  runVerb,
  startNodeProcess,
  type NodePlace,
  type NodeProcess,
} from '../chaos/node-process.ts'
import {
  networkHealth,
  prepareRunning,
  until,
  giveEntry,
  openEntry,
  type RunningRegion,
} from './running-region.ts'

/** Three nodes as processes: the full run alone. */
const full = process.env['BASINET_FULL'] === '1'
const LIMIT_MS = 900_000

let region: RunningRegion
let lca: Client
let brb: Client
let place: NodePlace
let node: NodeProcess | undefined
let files = ''

/** A verb of a node, its files in one folder as on a stick. */
async function say(of: NodePlace, ...words: string[]): Promise<string> {
  const said = await runVerb(of, words, files)
  expect([words, said.code, said.stderr]).toEqual([words, 0, ''])
  return said.stdout
}

const linked = (client: Client, peer: string) =>
  until(`a link with ${peer}`, async () =>
    (await networkHealth(client))?.links.some((l) => l.peer === peer && l.state === 'up') === true
      ? true
      : null,
  )

describe.runIf(full)('a network that others join', () => {
  beforeAll(async () => {
    region = await prepareRunning(['LCA', 'BRB'])
    lca = await region.start('LCA')
    brb = await region.start('BRB')
    files = join(region.dir, 'files')
    mkdirSync(files)
    const dir = join(region.dir, 'newcomer')
    mkdirSync(dir)
    chmodSync(dir, 0o755)
    const dataDir = join(dir, 'data')
    const [port, networkPort] = [await freePort(), await freePort()]
    place = {
      ...region.place('LCA'),
      dir,
      dataDir,
      pgData: join(dataDir, 'database/cluster'),
      env: {
        ...region.place('LCA').env,
        BASINET_DATA: dataDir,
        BASINET_KEY_FILE: join(dir, 'key'),
        BASINET_PORT: String(port),
        BASINET_NETWORK_PORT: String(networkPort),
        BASINET_NETWORK_URL: `https://127.0.0.1:${networkPort}`,
      },
    }
    const mode = { format: 1, nation: 'DMA', mode: 'demo', name: 'Dominica demonstration' } as const
    must(writeNodeFile(dataDir, { ...mode, createdAt: new Date().toISOString() }))
    node = startNodeProcess(place)
    await node.ready
  }, LIMIT_MS)
  afterAll(async () => {
    await node?.kill('SIGTERM')
    await region?.close()
  }, 300_000)

  it(
    'takes a nation in by a file that goes round, while every node runs',
    async () => {
      await say(place, 'network', 'join')
      const proposed = await say(
        region.place('LCA'),
        'network',
        'register',
        'propose',
        '--admit',
        'DMA.introduction',
      )
      expect(proposed).toContain('New: DMA')
      const file = /\S+\.register/.exec(proposed)?.[0] ?? ''
      expect(await say(region.place('BRB'), 'network', 'register', file)).toContain('by telephone')
      for (const who of [place, region.place('LCA')])
        expect(await say(who, 'network', 'register', file, '--confirm')).toContain('goes on to')
      expect(await say(region.place('BRB'), 'network', 'register', file, '--confirm')).toContain('in force')
      expect(await say(place, 'network', 'register', file, '--confirm')).toContain('in force')
      const dma = await signIn(await node!.ready, node!.links().get('Watch officer, day') ?? '')
      for (const client of [lca, brb]) await linked(client, 'DMA')
      for (const peer of ['LCA', 'BRB']) await linked(dma, peer)
      expect(await say(region.place('LCA'), 'network', 'check')).toContain('ok     DMA')
      expect(await say(region.place('LCA'), 'network', 'register')).toMatch(/Register 2 .* of 3 decide/)
    },
    LIMIT_MS,
  )

  it(
    'goes on after every key was changed, certificate and all',
    async () => {
      expect(await say(region.place('LCA'), 'network', 'key', 'rotate', '--tls-now')).toContain('in force')
      const { id } = await giveEntry(lca, 'Written under the new keys', ['BRB'])
      await until('it arrives', async () => ((await openEntry(brb, id)).kind === 'done' ? true : null))
      const list = () => say(region.place('LCA'), 'network', 'key', 'list')
      const old = await until('the new certificate is shown', async () => {
        const known = /^(\w{64}) {2}tls +known/m.exec(await list())
        return known?.[1] ?? null
      })
      await say(region.place('LCA'), 'network', 'key', 'revoke', old, '--reason', 'compromised')
      await until('the new certificate is taken', async () => {
        const said = await runVerb(region.place('BRB'), ['network', 'check'])
        return said.code === 0 && said.stdout.includes('ok     LCA') ? true : null
      })
      const later = await giveEntry(lca, 'Over the new certificate', ['BRB'])
      await until('it arrives too', async () =>
        (await openEntry(brb, later.id)).kind === 'done' ? true : null,
      )
      await linked(lca, 'DMA')
      // The key in use is ended at once: partners can take nothing more by it, and are told of the next beside the streams.
      const signed = /^([0-9a-f]{16}) {2}sign .*\n[\s\S]*?^([0-9a-f]{16}) {2}sign /m.exec(await list())?.[2]
      await say(region.place('LCA'), 'network', 'key', 'revoke', signed ?? '', '--reason', 'compromised')
      const last = await giveEntry(lca, 'After the key was revoked', ['BRB'])
      await until('it arrives all the same', async () =>
        (await openEntry(brb, last.id)).kind === 'done' ? true : null,
      )
    },
    LIMIT_MS,
  )
})
