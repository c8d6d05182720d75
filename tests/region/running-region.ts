import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '@basinet/kernel/contract'
import { prepareRegion } from '../../apps/cli/region/prepare.ts'
import { regionEnv } from '../../apps/cli/region/region-file.ts'
import { signIn, type Client } from '../chaos/client.ts'
import { freePort, pause, startNodeProcess, type NodePlace, type NodeProcess } from '../chaos/node-process.ts'

const ROOT = join(import.meta.dirname, '../..')
/** A start after kill -9 replays the database's log, a link pauses between two tries, on a machine that does other things. */
const PATIENCE_MS = 240_000

/** Nations' nodes as processes of this machine, with an agreement signed by all. */
export interface RunningRegion {
  readonly dir: string
  place(nation: string): NodePlace
  node(nation: string): NodeProcess
  /** Starts the node of a nation and signs a post in. */
  start(nation: string, post?: string): Promise<Client>
  close(): Promise<void>
}

export async function prepareRunning(nations: readonly string[]): Promise<RunningRegion> {
  const dir = mkdtempSync('/tmp/basinet-region-')
  chmodSync(dir, 0o755)
  const region: { nation: string; port: number; networkPort: number }[] = []
  for (const nation of nations) region.push({ nation, port: await freePort(), networkPort: await freePort() })
  must(await prepareRegion(dir, region, { ...process.env, BASINET_LOG: 'error' }))
  const places = new Map(
    region.map((node): [string, NodePlace] => {
      const env = regionEnv(dir, node, { BASINET_LOG: 'error' }) as Record<string, string>
      const dataDir = join(dir, node.nation)
      const pgData = join(dataDir, 'database/cluster')
      return [node.nation, { dir, dataDir, root: ROOT, env, pgData, remove: () => undefined }]
    }),
  )
  const nodes = new Map<string, NodeProcess>()
  const of = <T>(map: ReadonlyMap<string, T>, nation: string): T => {
    const found = map.get(nation)
    if (found === undefined) throw new Error(`BUG: no node of ${nation}`)
    return found
  }
  return {
    dir,
    place: (nation) => of(places, nation),
    node: (nation) => of(nodes, nation),
    async start(nation, post = 'Watch officer, day') {
      const node = startNodeProcess(of(places, nation))
      nodes.set(nation, node)
      const url = await node.ready
      return signIn(url, node.links().get(post) ?? '')
    },
    async close() {
      for (const node of nodes.values())
        if (node.child.exitCode === null && node.child.signalCode === null) await node.kill('SIGTERM')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Gives a command that is expected to succeed. */
export async function give(client: Client, command: string, more: object) {
  const answer = await client.call('POST', `/api/v1/commands/${command}`, {
    commandId: randomUUID(),
    ...more,
  })
  if (answer.kind !== 'done') throw new Error(`${command}: ${JSON.stringify(answer)}`)
  return answer.body as { recordId: string; rev: number }
}

/** Writes in the watch log and gives the entry to nations. */
export async function giveEntry(client: Client, text: string, to: readonly string[]) {
  const entry = await give(client, 'watch-log-entry.write', { input: { kind: 'observation', text } })
  const about = { type: 'watch-log-entry', id: entry.recordId }
  const share = await give(client, 'share.give', { input: { about, to } })
  return { id: entry.recordId, share }
}

export const openEntry = (client: Client, id: string) =>
  client.call('GET', `/api/v1/records/watch-log-entry/${id}`)

export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(200)) {
    const found = await look()
    if (found !== null) return found
  }
  throw new Error(`never: ${what}`)
}

/** How the receipt of a recall by a peer stands on the owner's board; null until it is here. */
export async function receiptOf(client: Client, record: string, peer: string) {
  const board = await client.call('GET', '/api/v1/network/recalls')
  if (board.kind !== 'done') return null
  const items = board.body['items'] as {
    record: string
    due: { peer: string; state: string; receipt: string | null }[]
  }[]
  const mine = items.find((i) => i.record === record)?.due.find((d) => d.peer === peer)
  return mine?.receipt ? mine : null
}

interface Health {
  readonly links: readonly { readonly peer: string; readonly state: string }[]
  readonly log: { readonly unwitnessedSince: string | null; readonly recovering: string | null } | null
  readonly alarms: readonly { readonly nation: string; readonly kind: string }[]
}

export async function networkHealth(client: Client): Promise<Health | null> {
  const health = await client.call('GET', '/health')
  return health.kind === 'done' ? (health.body['network'] as Health) : null
}
