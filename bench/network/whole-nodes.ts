import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { must, type RecordDeclaration } from '@basinet/kernel/contract'
import { defaultLabel, insertRecord, nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { asNetwork, cutLinks, startNetwork } from '@basinet/network/node'
import { createLog, openNode, readConfig, readNodeFile, type OpenNode } from '@basinet/node-app'
import { prepareRegion } from '../../apps/cli/region/prepare.ts'
import { regionEnv, type RegionNode } from '../../apps/cli/region/region-file.ts'
import { freePort } from '../../tests/chaos/node-process.ts'
import { BenchError } from '../bench.ts'
import { withAdminOf } from './admin.ts'
import { processorSeconds } from './processor-time.ts'

const TEXT_BYTES = 700
const BATCH = 500
const LOOK_MS = 100
const LIMIT_MS = 300_000

export interface WholeNodes {
  readonly records: number
  /** Seconds to write them, until all were queued, and from the restored link to the last copy committed. */
  readonly committedS: number
  readonly queuedS: number
  readonly drainedS: number
  readonly firstCopyS: number
  readonly bytesEach: number
  /** Processor milliseconds a record of both nodes and both databases: queueing, and from the link restored. */
  readonly queueCpuMs: number
  readonly drainCpuMs: number
}

/**
 * Records of about 1 kB committed at one node while the link is cut, then carried to another in its own process: queued,
 * numbered, signed, encrypted, sent over mutual TLS, verified, decided, written with history, search and audit, fsync on both
 * sides.
 */
export async function wholeNodes(records: number): Promise<WholeNodes> {
  const directory = mkdtempSync('/tmp/basinet-bench-')
  chmodSync(directory, 0o755)
  const nodes: RegionNode[] = []
  for (const nation of ['LCA', 'BRB'])
    nodes.push({ nation, port: await freePort(), networkPort: await freePort() })
  const log = createLog('error')
  // What is measured is the way of a record, not a person's click before it.
  const terms = { humanRelease: 'never' } as const
  must(await prepareRegion(directory, nodes, { ...process.env, BASINET_LOG: 'error' }, terms))
  const config = must(readConfig(regionEnv(directory, nodes[0]!, process.env)))
  const node = must(await openNode(config, must(readNodeFile(config.dataDir))!, log))
  const admin = await withAdminOf(node)
  const peer = fork(join(import.meta.dirname, 'peer-node.ts'), [directory, JSON.stringify(nodes[1])])
  const cut = (is: boolean) => asNetwork(node.core, (db, at) => cutLinks(db, 'LCA', 'all', is, 'bench', at))
  try {
    await once(peer, 'message')
    await cut(true)
    const network = startNetwork({
      core: node.core,
      keyring: node.keyring,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      host: config.network.host,
      port: config.network.port,
      process: node.process,
      room: () => 'free',
      onError: (error, what) => log.error({ err: error }, what),
    })
    const roots = [process.pid, ...nodes.map(({ nation }) => postmaster(join(directory, nation)))]
    const waiting = async (): Promise<number> =>
      (await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM basinet.frame_pending')).rows[0]!.n
    const [written, cpu0] = [performance.now(), processorSeconds(roots)]
    for (let made = 0; made < records; made += BATCH) await write(node, Math.min(BATCH, records - made))
    const committedS = (performance.now() - written) / 1000
    await until(async () => (await waiting()) >= records, 'queueing')
    const queuedS = (performance.now() - written) / 1000
    const [restored, cpu1] = [performance.now(), processorSeconds(roots)]
    await cut(false)
    let began = 0
    await until(async () => {
      const copies = await ask(peer)
      if (began === 0 && copies > 0) began = performance.now()
      return copies >= records
    }, 'delivery')
    const drainedS = (performance.now() - restored) / 1000
    const cpu2 = processorSeconds(roots)
    const bytes = await admin.query<{ n: number }>(
      'SELECT avg(length(sealed))::int AS n FROM basinet.envelope_out',
    )
    await network.stop()
    return {
      records,
      committedS,
      queuedS,
      drainedS,
      firstCopyS: (began - restored) / 1000,
      bytesEach: bytes.rows[0]?.n ?? 0,
      queueCpuMs: ((cpu1 - cpu0) / records) * 1000,
      drainCpuMs: ((cpu2 - cpu1) / records) * 1000,
    }
  } finally {
    const ended = once(peer, 'exit')
    peer.send('stop')
    await ended
    await admin.end()
    await node.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The database server of a node's directory: its first line is its process. */
function postmaster(dataDir: string): number {
  const [pid = ''] = readFileSync(join(dataDir, 'database/cluster/postmaster.pid'), 'utf8').split('\n')
  return Number(pid)
}

async function ask(peer: ChildProcess): Promise<number> {
  peer.send('count')
  const [answer] = (await once(peer, 'message')) as [{ copies: number }]
  return answer.copies
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end; await pause(LOOK_MS))
    if (await holds()) return
  throw new BenchError(`${what} did not happen within ${LIMIT_MS / 1000} s`)
}

async function write(node: OpenNode, count: number): Promise<void> {
  const { core } = node
  const entry = core.registry.record('watch-log-entry') as RecordDeclaration
  const label = defaultLabel(core, entry, core.now(), { releaseTo: ['BRB'], exercise: true })
  const author = { person: 'bench', command: 'watch-log-entry.write', reason: null }
  const subject = { ...nodeSubject(core.nation), roles: ['watch-officer'], clearance: 3 }
  await core.store.run(sealedSubject(core, subject, core.now()), {}, async (tx) => {
    for (let i = 0; i < count; i++) {
      const text = randomBytes((TEXT_BYTES * 3) / 4).toString('base64')
      const body = {
        at: tx.at.toISOString(),
        kind: 'observation',
        text,
        mmsi: null,
        position: null,
        alert: null,
      }
      must(await insertRecord(tx, entry, author, { id: randomUUID(), body, label }))
    }
  })
}
